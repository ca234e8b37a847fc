"""The world every test of this folder knocks at."""

from tests.trust.world import shared_world, world

__all__ = ["shared_world", "world"]
