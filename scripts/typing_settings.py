"""The portal's settings as mypy reads them: modeltranslation's manager hides what django-stubs knows of ours."""

import os

os.environ.setdefault("DEMO", "1")

from sjcoe_portal.settings import *  # noqa: F403
from sjcoe_portal.settings import INSTALLED_APPS

INSTALLED_APPS = [name for name in INSTALLED_APPS if name != "modeltranslation"]
