"""Walks through the portal in a real browser, against its real server on the demo year."""
