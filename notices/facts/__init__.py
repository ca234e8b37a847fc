"""What notices show, for any number of them at once; a constant number of queries."""

from notices.choices import school_words, sender
from notices.facts.missed import left_out
from notices.facts.outcomes import by_language, oldest_due, reached, tally
from notices.facts.sent import BothLanguages, SentNotice, both_languages, headings, sent

__all__ = [
    "BothLanguages",
    "SentNotice",
    "both_languages",
    "by_language",
    "headings",
    "left_out",
    "oldest_due",
    "reached",
    "school_words",
    "sender",
    "sent",
    "tally",
]
