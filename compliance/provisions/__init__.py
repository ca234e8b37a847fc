"""One query-free function a provision: facts and a day in, a standing out."""

from compliance.provisions import a, b, c
from compliance.provisions.engine import ATTESTED, EITHER, RULES, Facts, Standing, judge

__all__ = ["ATTESTED", "EITHER", "RULES", "Facts", "Standing", "a", "b", "c", "judge"]
