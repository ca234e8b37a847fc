"""The school's policy: its eight sections as AR 6020 numbers them, and the model texts a first one starts from."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.clock import now, today
from documents.kinds import Kind, SectionSpec, Texts
from schools.choices import TitleI
from schools.facts import bindings

if TYPE_CHECKING:
    from schools.models import School

MODELS = Path(__file__).parent / "data"


def model_texts(owner: "School", variant: str) -> Texts:
    """Both languages' model text of every section, fitted to the school's Title I program on today's date.

    A targeted program has no plan for the whole school, so its sections on planning and dissent differ.
    """
    bound = bindings([owner], today(), now())[owner.pk]
    chosen = dict(_read("general.yaml"))
    if bound.title_i == TitleI.TARGETED:
        chosen |= _read("targeted.yaml")
    return {
        key: {code: text.replace("{school}", owner.name) for code, text in pair.items()} for key, pair in chosen.items()
    }


@lru_cache(maxsize=4)
def _read(name: str) -> Mapping[str, Mapping[str, str]]:
    texts: Mapping[str, Mapping[str, str]] = yaml.safe_load((MODELS / name).read_text(encoding="utf-8"))
    return texts


SITE_POLICY = Kind(
    name="site_policy",
    label=_("How the school works with families"),
    sections=(
        SectionSpec("B1", ("B1",), _("The yearly meeting")),
        SectionSpec("B2", ("B2",), _("Meetings at times that work for you")),
        SectionSpec("B3", ("B3", "B3.process"), _("Your part in the school’s plans")),
        SectionSpec("B4", ("B4", "B4.a", "B4.b", "B4.c"), _("What we tell you")),
        SectionSpec("B5", ("B5",), _("If the plan does not seem right to you")),
        SectionSpec("B6", ("B6", "B6.a", "B6.b", "B6.c"), _("The agreement between school and family")),
        SectionSpec(
            "B7", ("B7", "B7.a", "B7.b", "B7.c", "B7.d", "B7.e", "B7.f"), _("How we help you support learning")
        ),
        SectionSpec("B8", ("B8",), _("In your language, and open to all")),
    ),
    publish_perm="policies.publish_policy",
    official=pgettext_lazy("official", "parent and family engagement policy"),
    intro=_(
        "This page says how the school works with families: when there are meetings, how we tell you and how you can"
        " give your opinion. We write it with families like yours."
    ),
    file_name=pgettext_lazy("file name", "policy"),
    namespace="policies",
    own_url="policies_desk:amended",
    own_label=pgettext_lazy("staff", "A general policy amended to serve (B9)"),
    models=model_texts,
)
