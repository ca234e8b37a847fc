"""Pages of the meetings room: for everyone, for families who answer, for the desk."""
