"""The database itself refuses a change to an edition and half a pair made public, whoever asks and however."""

import pytest
from django.db import DatabaseError, connection, transaction

from documents.models import Document, Edition
from tests.documents.conftest import make_ready, put_out
from tests.documents.lifted import lifted

pytestmark = pytest.mark.django_db
NOW = "2026-09-14 17:00:00"
CHANGES = [
    "UPDATE documents_edition SET digest = 'x'",
    "UPDATE documents_edition SET \"on\" = '2025-01-01'",
    "DELETE FROM documents_editionfile",
    "UPDATE documents_editionfile SET language = 'fr' WHERE language = 'es'",
    "UPDATE documents_editionfile SET language = 'fr', edition_id = (SELECT MAX(id) FROM documents_edition)"
    " WHERE id = (SELECT MIN(id) FROM documents_editionfile)",
    "UPDATE documents_editionfile SET file = 'editions/other.pdf'",
    "UPDATE documents_editionfile SET sha256 = 'x', size = 1",
    "UPDATE documents_editionsection SET text_es = 'otra cosa'",
    "UPDATE documents_editionsection SET legacy = TRUE, text_en = ''",
    "DELETE FROM documents_editionsection",
    "DELETE FROM documents_edition",
    "UPDATE documents_editionvoid SET reason = 'x'",
    "DELETE FROM documents_editionvoid",
]
# Writing over a row by its key: (table, what PostgreSQL would set).
OVERWRITTEN = [
    ("documents_editionsection", "text_es = 'x'"),
    ("documents_edition", "digest = 'x'"),
    ("documents_editionfile", "sha256 = 'x'"),
    ("documents_editionvoid", "reason = 'x'"),
    ("documents_document", "for_year = 2030"),
]
# What one language of one section may be made to look like, column by column; {c} is the language, {o} the other.
HALVES = [
    "state_{c} = 'draft'",
    "state_{c} = 'stale'",
    "state_{c} = 'missing'",
    "state_{c} = NULL",
    "text_{c} = ''",
    "text_{c} = NULL",
    "text_{c} = '  \n\t '",
    "text_hash_{c} = 'other'",
    "text_hash_{c} = ''",
    "text_hash_{c} = NULL, approved_hash_{c} = NULL",
    "text_hash_{c} = '', approved_hash_{c} = ''",
    "approved_hash_{c} = NULL",
    "source_hash_{c} = 'other'",
    "source_hash_{c} = NULL",
    "approved_by_{c}_id = NULL",
]


def run(statement, params=None):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.rowcount


def refused(statement, params=None):
    try:
        run(statement, params)
    except DatabaseError:
        return True
    return False


def insert_edition(document, number=9, legacy=False):
    columns = 'document_id, number, legacy, published_at, published_by_id, "on", adoption_id, contributors, digest'
    adoption = document.adoptions.first()
    values = [
        document.pk,
        number,
        legacy,
        NOW,
        document.created_by_id,
        "2026-09-14",
        adoption and adoption.pk,
        "[]",
        "d",
    ]
    marks = ", ".join(["%s"] * len(values))
    return f"INSERT INTO documents_edition ({columns}) VALUES ({marks})", values


def publish(document):
    return "UPDATE documents_document SET state = 'published' WHERE id = %s", [document.pk]


def voided(cast):
    from documents.actions import void_edition

    edition = put_out(cast)
    void_edition(put_out(cast, cast.one), by=cast.county, reason="A mistake")
    return edition


@pytest.mark.parametrize("statement", CHANGES)
def test_an_edition_is_never_changed_or_deleted(cast, statement):
    voided(cast)
    assert refused(statement)


@pytest.mark.parametrize("statement", CHANGES)
def test_control_without_the_triggers_it_would_be(cast, statement):
    voided(cast)
    with lifted(), connection.constraint_checks_disabled():
        if not statement.startswith("DELETE FROM documents_edition"):
            assert run(statement) > 0


BUILT = "UPDATE documents_editionfile SET file = 'editions/a.pdf', sha256 = 'a', size = 9, pages = 1, built_at = %s"


def test_a_file_is_claimed_and_filled_once_and_then_kept(cast):
    put_out(cast)
    assert run("UPDATE documents_editionfile SET claimed_until = %s, attempts = attempts + 1", [NOW]) == 2
    assert run(BUILT, [NOW]) == 2
    for change in ("file = 'editions/b.pdf'", "sha256 = 'b'", "built_at = NULL", "pages = 2", "claimed_until = NULL"):
        assert refused(f"UPDATE documents_editionfile SET {change}")
    assert refused(BUILT, [NOW])
    assert refused("DELETE FROM documents_editionfile")
    with lifted():
        assert run("UPDATE documents_editionfile SET sha256 = 'b'") == 2


@pytest.mark.parametrize(("table", "change"), OVERWRITTEN)
def test_writing_over_a_row_is_changing_it(cast, table, change):
    voided(cast)
    if connection.vendor == "sqlite":
        statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    else:
        statement = f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET {change}"
        if table == "documents_document":
            statement = statement.replace(" ON CONFLICT", f" WHERE owner_id = {cast.team.pk} ON CONFLICT")
    assert refused(statement)
    with lifted():
        assert run(statement) > 0


@pytest.mark.parametrize("key", ["B1", "B8"])
@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("half", HALVES)
def test_half_a_pair_is_refused_whichever_way(cast, ready, half, language, key):
    other = "en" if language == "es" else "es"
    statement = f"UPDATE documents_section SET {half.format(c=language, o=other)} WHERE document_id = %s AND key = %s"
    # Either the row itself may not look like that, or nothing is made public of it.
    if not refused(statement, [ready.pk, key]):
        assert refused(*insert_edition(ready))
        assert refused(*publish(ready))
    assert not Edition.objects.exists()


def test_a_whole_pair_is_let_through(ready):
    """The control of the test above: the same statement, nothing wrong with the sections."""
    assert run(*insert_edition(ready)) == 1


def test_a_document_without_a_section_is_not_published(cast, ready):
    ready.sections.all().delete()
    assert refused(*insert_edition(ready))
    assert refused(*publish(ready))


def test_a_document_is_not_published_without_its_edition(cast, ready):
    assert refused(*publish(ready))
    with lifted():
        assert run(*publish(ready)) == 1


def test_an_edition_needs_a_decision(cast, policy):
    statement, values = insert_edition(policy)
    assert refused(statement, values)


def test_a_document_is_not_born_published(cast, policy):
    columns = "owner_id, kind, for_year, variant, state, legacy, created_at, created_by_id"
    statement = f"INSERT INTO documents_document ({columns}) VALUES (%s, 'site_policy', 2030, '', %s, %s, %s, %s)"
    born = [cast.team.pk, "published", False, NOW, cast.county.pk]
    assert refused(statement, born)
    assert run(statement, [cast.team.pk, "draft", False, NOW, cast.county.pk]) == 1


def test_calling_a_document_old_paper_is_no_way_round(cast, policy):
    assert refused("UPDATE documents_document SET legacy = TRUE WHERE id = %s", [policy.pk])
    assert refused(*insert_edition(policy, legacy=True))


def test_a_published_document_keeps_its_owner_kind_and_year(cast):
    edition = put_out(cast)
    for change in ("for_year = 2030", "kind = 'other'", f"owner_id = {cast.one.pk}"):
        assert refused(f"UPDATE documents_document SET {change} WHERE id = %s", [edition.document_id])


def test_a_section_slipped_into_an_edition_is_refused(cast):
    edition = put_out(cast)
    columns = (
        "edition_id, key, position, legacy, text_es, text_en, hash_es, hash_en, approved_hash_es, approved_hash_en,"
        " heading_es, heading_en"
    )
    statement = (
        f"INSERT INTO documents_editionsection ({columns}) VALUES (%s, 'B9', 9, %s, 'a', 'b', 'h', 'h', 'h', 'h',"
        " '', '')"
    )
    assert refused(statement, [edition.pk, False])
    assert refused(statement, [edition.pk, True])
    with lifted():
        assert run(statement, [edition.pk, False]) == 1


def test_an_approval_by_the_writer_is_refused(cast, ready):
    statement = "UPDATE documents_section SET written_by_es_id = approved_by_es_id WHERE document_id = %s"
    assert refused(statement, [ready.pk])


def test_the_true_way_is_open(cast, policy):
    make_ready(cast, policy)
    assert Document.objects.get(pk=policy.pk).state == "adopted"
