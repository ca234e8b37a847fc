"""The portal's settings for tests: a home of their own, quick passwords, static files by their own names."""

import os
from pathlib import Path

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("PORTAL_HOME", str(Path(__file__).resolve().parent.parent / "var" / "test"))

from sjcoe_portal.settings import *  # noqa: F403
from sjcoe_portal.settings import CACHES, STATIC_ROOT, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests change rows and move the clock between two looks at a page; what keeps pages is tested by itself.
CACHES = {**CACHES, "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
# Hashed names need a collection that tests don't make.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# WhiteNoise warns where there is no such folder.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
