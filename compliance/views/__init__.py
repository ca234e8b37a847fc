"""Pages of the compliance room: the county's matrix and why, a school's desk, attested actions."""
