"""Jobs of the documents room: the worker looks at the rows and builds what is missing."""

import logging
from functools import lru_cache

from celery import shared_task

from accounts.clock import now
from documents import pdf
from documents.actions.filing import claim, keep
from documents.models import EditionFile

log = logging.getLogger(__name__)
# What one run takes on; beat comes back in seconds.
MOST = 20


@shared_task
def build_missing_files() -> int:
    """Build the PDFs of published editions that have none yet; return how many. Safe to run twice at once."""
    if not pdf.is_available():
        _say_once()
        return 0
    waiting = EditionFile.objects.waiting(now()).order_by("pk").values_list("pk", flat=True)
    return sum(_build(pk) for pk in list(waiting[:MOST]))


def _build(file_id: int) -> bool:
    file = claim(file_id)
    if file is None:
        return False
    try:
        built = pdf.build(file.edition, file.language)
        keep(file, built.content, built.pages)
    except Exception:  # one edition that cannot be drawn must not hold up the others
        log.exception("PDF of edition %s (%s) was not built; tried again later", file.edition_id, file.language)
        return False
    return True


@lru_cache(maxsize=1)
def _say_once() -> None:
    log.warning(
        "No PDF is built: %s. Install it (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0).", pdf.WHY_NOT
    )
