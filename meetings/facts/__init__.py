"""What meetings show, and who answers and is invited."""

from meetings.facts.evidence import MeetingFact, held
from meetings.facts.tallies import Answers, Readers, answers, readers

__all__ = ["Answers", "MeetingFact", "Readers", "answers", "held", "readers"]
