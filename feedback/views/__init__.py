"""Pages of the feedback room: where families ask, and where the school answers."""
