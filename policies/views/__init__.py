"""The policy as families read it, and what is its own at the desk."""
