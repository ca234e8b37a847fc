"""The world every test of this folder knocks at."""

import os

# Not green in full yet (the issue stays open): they run in `make trust`, and come into `make test` when they are.
UNFINISHED = ["test_forged.py", "test_noticed.py", "test_both_languages.py"]
collect_ignore = [] if os.environ.get("TRUST") else UNFINISHED

from tests.trust.world import shared_world, world  # noqa: E402

__all__ = ["shared_world", "world"]
