"""A plan families commented on, its edition and its package."""

import pytest

from accounts.clock import at
from documents import actions, tasks
from tests.compliance.year import answered, draft, put_out, said, window
from tests.documents.packages.helpers import SENT_ON, THEN


@pytest.fixture
def plan(cast):
    """A schoolwide plan families commented on: one is satisfied, one is not and gave a name."""
    document = draft(cast, cast.team, "schoolwide-plan")
    opened = window(cast, document)
    comments = [
        said(opened, text="Me parece bien."),
        said(opened, satisfied=False, text="Falta ayuda después de clases."),
    ]
    answered(cast, document, comments)
    return document


@pytest.fixture
def edition(cast, plan):
    return put_out(cast, plan)


@pytest.fixture
def package(cast, edition):
    with at(THEN):
        return actions.send_on(edition, on=SENT_ON, by=cast.coordinator)


@pytest.fixture
def built(settings, tmp_path):
    """built() -> the PDFs that were waiting are built, into files of this test's own."""
    settings.MEDIA_ROOT = tmp_path
    return tasks.build_missing_files
