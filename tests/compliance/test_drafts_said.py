"""What "why" and the CSV say of a document's working draft: what is there, what it lacks, and no standing for it."""

from datetime import date

import pytest
from django.utils.translation import override

import documents.actions
import schools.actions
from accounts.clock import at
from compliance.matrix import lines, rows
from documents import kinds
from documents.models import Document
from tests.cast import moment, signed_in
from tests.compliance.year import annual_meeting, draft, draft_policy, helped, published_policy

pytestmark = pytest.mark.django_db
NOW = moment("2026-11-20T12:00")
DAY = date(2026, 11, 20)
# Of these, one reads the drafts.
MOST = 22


def standing(cast, code="B0", on=DAY, known_at=NOW):
    (row,) = rows([cast.team], 2026, on, known_at)
    return row.standings[code]


def said(cast, code="B0", **when):
    with override("en"):
        found = standing(cast, code, **when)
        return [str(text) for text in found.missing], [str(text) for text in found.notes]


def rewrite(cast, document, key, language, text, when="2026-11-19T09:00"):
    with at(moment(when)):
        section = document.sections.get(key=key)
        documents.actions.write(section, language, text, revision=section.revision, by=cast.coordinator)


def test_nothing_begun_lacks_every_section(cast):
    missing, notes = said(cast)
    assert missing[-1] == "sections not complete in both languages: B1, B2, B3, B4, B5, B6, B7, B8"
    assert notes == []


def test_before_the_first_edition_exactly_what_the_draft_lacks_is_named(cast):
    document = draft_policy(cast)
    (row,) = helped(cast, document, date(2026, 9, 20))
    published = "no policy has been adopted and published"
    named = "3 family members are entered as helpers, but no published edition names them yet"
    whole = "every section of the draft is approved in both languages; it is not published yet"
    assert said(cast)[0] == [published, named, whole]
    rewrite(cast, document, "B4", "en", "We tell you everything.")
    rewrite(cast, document, "B1", "es", "")
    assert said(cast)[0] == [
        published,
        named,
        "sections of the draft without a text: “The yearly meeting” (Spanish)",
        "sections of the draft not approved yet: “What we tell you” (English)",
        "The Spanish of “What we tell you” no longer matches the English in the draft",
    ]
    assert standing(cast).state == "none"
    assert row.count == 3


@pytest.mark.parametrize(
    ("people", "language", "says"),
    [
        (1, "en", "1 family member is entered as a helper, but no published edition names that person yet"),
        (8, "en", "8 family members are entered as helpers, but no published edition names them yet"),
        (1, "es", "ya se anotó a 1 familiar que ayudó, pero todavía ninguna edición publicada lo nombra"),
        (8, "es", "ya se anotó a 8 familiares que ayudaron, pero todavía ninguna edición publicada los nombra"),
    ],
)
def test_who_is_entered_as_a_helper_is_said_to_wait_for_an_edition(cast, people, language, says):
    document = draft_policy(cast)
    with at(moment("2026-09-20T18:00")):
        documents.actions.add_contributor(
            document, role="family", count=people, on=date(2026, 9, 20), by=cast.coordinator
        )
    with override(language):
        assert says in [str(text) for text in standing(cast).missing]


def test_a_stale_pair_after_publishing_is_a_note_and_moves_no_standing(cast):
    edition = published_policy(cast)
    assert said(cast) == ([], [])
    with at(moment("2026-11-18T09:00")):
        documents.actions.take_back(edition.document, by=cast.coordinator)
    rewrite(cast, edition.document, "B4", "en", "We tell you everything.")
    note = "The Spanish of “What we tell you” no longer matches the English in the draft"
    assert said(cast) == ([], [note])
    assert standing(cast).state == "complete"
    (csv,) = [line for line in lines(rows([cast.team], 2026, DAY, NOW), 2026, DAY) if line[4] == "B0"]
    assert (csv[6], csv[-1]) == ("complete", note)
    page = signed_in(cast.coordinator).get("/en/desk/team-charter/why/B0/?on=2026-11-20").content.decode()
    assert note in page


def test_of_a_day_before_the_last_writing_nothing_of_the_draft_is_said(cast):
    document = draft_policy(cast)
    rewrite(cast, document, "B4", "en", "We tell you everything.")
    missing, _notes = said(cast, on=date(2026, 11, 18))
    assert missing[-1].startswith("sections not complete in both languages: B1")
    missing, _notes = said(cast, known_at=moment("2026-11-19T08:59"))
    assert missing[-1].startswith("sections not complete in both languages: B1")


def test_any_number_of_drafts_takes_one_question_more(cast, django_assert_num_queries):
    draft_policy(cast)
    with django_assert_num_queries(MOST):
        rows([cast.team], 2026, DAY, NOW)
    with django_assert_num_queries(MOST):
        rows([cast.team, cast.one, cast.special], 2026, DAY, NOW)
    assert Document.objects.count() == 1


def test_an_agreement_says_the_same_of_its_draft(cast):
    compact = draft(cast, cast.team, "compact", variant=next(iter(kinds.get("compact").variants(cast.team))))
    missing, _notes = said(cast, "B6")
    assert missing[-1] == "every section of the draft is approved in both languages; it is not published yet"
    rewrite(cast, compact, "talk", "en", "We talk.")
    missing, _notes = said(cast, "B6")
    assert missing[-2].startswith("sections of the draft not approved yet: “")
    assert missing[-2].endswith("” (English)")
    assert missing[-1].endswith("no longer matches the English in the draft")
    assert standing(cast, "B6").state == "none"


def test_where_families_were_not_asked_no_comment_is_missing(cast):
    draft(cast, cast.office, "title-i-plan")
    (row,) = rows([cast.office], 2026, DAY, NOW)
    with override("en"):
        missing = [str(text) for text in row.standings["A1"].missing]
    assert "county plan: families were not asked to review it" in missing
    assert not [text for text in missing if text.endswith(": 0")]


def test_a_session_nobody_counted_is_a_note_and_b1_stays_complete(cast):
    done = annual_meeting(cast)
    assert standing(cast, "B1").notes == ()
    with at(moment("2026-11-19T09:00")):
        schools.actions.void(done.counts[1], by=cast.coordinator, reason="Another evening's sheet")
    assert standing(cast, "B1").state == "complete"
    note = "sessions of the annual meeting that nobody has counted: 1"
    assert said(cast, "B1") == ([], [note])
    (row,) = rows([cast.team], 2026, DAY, NOW)
    line = next(line for line in lines([row], 2026, DAY) if line[4] == "B1")
    assert (line[6], line[-1]) == ("complete", note)
    page = signed_in(cast.coordinator).get("/en/desk/team-charter/why/B1/?on=2026-11-20").content.decode()
    assert note in page
    # Nobody counted at all: that is missing, and said once.
    with at(moment("2026-11-19T10:00")):
        schools.actions.void(done.counts[0], by=cast.coordinator, reason="Nor this one")
    assert said(cast, "B1") == (["nobody has entered how many people came"], [])
