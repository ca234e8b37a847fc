"""How many families say that they received and read an edition: by language, never who."""

from django.db.models import Count

from documents.choices import LANGUAGES
from documents.models import Edition


def readers(edition: Edition) -> dict[str, int]:
    """Language -> how many. One query."""
    counted = dict(edition.receipts.values_list("language").annotate(n=Count("pk")).order_by())
    return {code: counted.get(code, 0) for code in LANGUAGES}
