"""The demo year 2026-27, made through the same actions people use, each row entered on its own day.

Schools are the real public ones; every person, date and message is invented.
"""

from sjcoe_portal.demo.year import seed

__all__ = ["seed"]
