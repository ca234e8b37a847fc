"""Pages made of many rooms: the first page, a school's page, a guardian's own, health."""

from sjcoe_portal.views.health import healthz, readyz
from sjcoe_portal.views.me import home_after_login, me, me_answer
from sjcoe_portal.views.public import accessibility, home, privacy, root
from sjcoe_portal.views.school import school

__all__ = [
    "accessibility",
    "healthz",
    "home",
    "home_after_login",
    "me",
    "me_answer",
    "privacy",
    "readyz",
    "root",
    "school",
]
