"""The school-parent compact: its sections as AR 6020 B6 names them, and the model texts a first one starts from."""

from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.clock import now, today
from documents.kinds import Kind, SectionSpec, Texts, Together, Variants, layered
from schools.choices import SETTINGS
from schools.facts import bindings

if TYPE_CHECKING:
    from schools.models import School

MODELS = Path(__file__).parent / "data"
# A compact per grade band, or one for the whole school.
BANDS: Variants = {
    "": _("All grades"),
    "tk-6": _("TK to grade 6"),
    "7-8": _("Grades 7 and 8"),
    "9-12": _("Grades 9 to 12"),
}
SECONDARY = {"7-8", "9-12"}
# Every grade in order, as the state's directory writes them; and the first and last grade of each band.
GRADES = ["P", "TK", "K", *map(str, range(1, 13)), "Adult"]
SPANS = {"tk-6": ("TK", "6"), "7-8": ("7", "8"), "9-12": ("9", "12")}


def bands(owner: "School") -> Variants:
    """The grade bands a compact may be begun for: all grades, and each band with a grade the school serves.

    Where the directory names no grades, or none that is known here, every band.
    """
    first, _dash, last = (owner.grades_served or owner.grades_offered).partition("-")
    served = _grades(first, last or first)
    return {band: word for band, word in BANDS.items() if not served or not band or served & _grades(*SPANS[band])}


def _grades(first: str, last: str) -> set[str]:
    """The grades from one to another; empty where either is none."""
    if first not in GRADES or last not in GRADES:
        return set()
    return set(GRADES[GRADES.index(first) : GRADES.index(last) + 1])


def model_texts(owner: "School", variant: str) -> Texts:
    """Both languages' model text of every section, fitted to the grades, to Title I and to the kind of school."""
    bound = bindings([owner], today(), now())[owner.pk]
    names = ["general"]
    names += ["outside"] if bound.part == "C" else []
    names += ["secondary"] if variant in SECONDARY else []
    names += ["charter"] if owner.charter else []
    names += [SETTINGS[owner.type_code]] if owner.type_code in SETTINGS else []
    return layered(MODELS, names, owner)


COMPACT = Kind(
    name="compact",
    label=_("Agreement between the school and the family"),
    sections=(
        SectionSpec("school", ("B6", "B6.a"), _("What the school does")),
        SectionSpec("family", ("B6", "B6.b"), _("What the family does")),
        SectionSpec("student", ("B6",), _("What the student does")),
        SectionSpec("conferences", ("B6.c", "B6.c.1"), _("Talking with the teacher")),
        SectionSpec("reports", ("B6.c", "B6.c.2"), _("We tell you how your child is doing")),
        SectionSpec("access", ("B6.c", "B6.c.3"), _("How to reach us, help and visit")),
        SectionSpec("talk", ("B6.c", "B6.c.4"), _("We understand each other in your language")),
    ),
    publish_perm="documents.adopt_document",
    official=pgettext_lazy("official", "school-parent compact"),
    intro=_(
        "This is an agreement between the school and families. It says what the school does, what you do at home and"
        " what your child does. It is not a legal contract. You don't have to sign it. You can ask for changes."
    ),
    none_template="compacts/none.html",
    file_name=pgettext_lazy("file name", "agreement"),
    namespace="compacts",
    models=model_texts,
    variants=bands,
    words=BANDS,
    together=Together(named=("B6",)),
    received=True,
)
