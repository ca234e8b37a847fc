"""Who may open and change what, written down beside the code and not read from it.

Each line: the pattern, the kinds of role that may open it, the kinds that may write there. A desk or county pattern
without a line may be opened by every kind of role at the school and be written to by nobody.
"""

from typing import NamedTuple

from tests.trust.words import COUNTY_ALONE, READERS, STAFF

Kinds = frozenset[str]
NOBODY: Kinds = frozenset()
WRITERS: Kinds = frozenset({"coordinator", "assistant", "county"})
PUBLISHERS: Kinds = frozenset({"coordinator", "county"})
COUNTY: Kinds = frozenset({"county"})
AT_SCHOOL: Kinds = frozenset({"coordinator", "assistant"})
APPROVERS: Kinds = frozenset({"approver"})


class Right(NamedTuple):
    opens: Kinds
    writes: Kinds


TABLE: dict[str, Right] = {
    "desk:why": Right(STAFF, COUNTY),
    "compliance_desk:new": Right(WRITERS, WRITERS),
    "compliance_desk:action": Right(STAFF, PUBLISHERS),
    "documents_desk:queue": Right(APPROVERS, NOBODY),
    "documents_desk:section": Right(STAFF, WRITERS),
    "documents_desk:approve": Right(APPROVERS, APPROVERS),
    "documents_desk:void_edition": Right(COUNTY, COUNTY),
    **{f"documents_desk:{name}": Right(WRITERS, WRITERS) for name in (
        "start", "contributor", "contributor_void", "lead",
    )},
    **{f"documents_desk:{name}": Right(PUBLISHERS, PUBLISHERS) for name in ("adopt", "publish", "take_back")},
    "policies_desk:amended": Right(STAFF, PUBLISHERS),
    "notices_desk:cancel": Right(PUBLISHERS, PUBLISHERS),
    # Who hands out letters knows the families by name: those at the school who enter them.
    "notices_desk:paper": Right(AT_SCHOOL, NOBODY),
    "notices_desk:letters": Right(AT_SCHOOL, AT_SCHOOL),
    "feedback_desk:list": Right(READERS, NOBODY),
    "feedback_desk:answer": Right(READERS, WRITERS),
    "feedback_desk:reopen": Right(PUBLISHERS, PUBLISHERS),
    **{f"meetings_desk:{name}": Right(WRITERS, WRITERS) for name in (
        "new", "what", "sessions", "agenda", "services", "count", "minutes",
    )},
    **{f"meetings_desk:{name}": Right(PUBLISHERS, PUBLISHERS) for name in ("call", "invite", "cancel", "void_count")},
    **{f"people_desk:{name}": Right(READERS, NOBODY) for name in ("list", "search", "family")},
    **{f"people_desk:{name}": Right(WRITERS, WRITERS) for name in (
        "new", "correct", "new_contact", "contact", "new_student", "new_link", "link", "end_link", "student",
        "new_guardian", "end_enrolment",
    )},
    **{f"schools_county:{name}": Right(COUNTY, COUNTY) for name in (
        "designate", "confirm", "void", "appoint", "end_role",
    )},
}  # fmt: skip
DEFAULT = {"desk": Right(STAFF, NOBODY), "county": Right(COUNTY_ALONE, NOBODY)}


def right(name: str, audience: str) -> Right:
    """What the table says of a desk or county pattern."""
    return TABLE.get(name, DEFAULT[audience])
