"""What families ask, and who answers."""

from tests.trust.patterns.entry import NOBODY, PUBLISHERS, WRITERS, Pattern, by, fixed, own
from tests.trust.words import READERS

PATTERNS = {
    "feedback:ask": Pattern(forms=(fixed(kind="question", detail="When does it begin?", speaks="es", key="a"),)),
    "feedback_desk:list": Pattern(None, (), READERS, NOBODY),
    "feedback_desk:answer": Pattern(
        own("request"), (fixed(met="yes", text="It was provided", on="2026-10-27"),), READERS, WRITERS
    ),
    "feedback_desk:reopen": by(PUBLISHERS, fixed(reason="The wrong family"), record=own("answered")),
}
