"""`make bench`: pages of the portal beside the least that Django can do, in one run."""
