"""The county's pages on schools."""
