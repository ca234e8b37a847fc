#!/usr/bin/env python
"""Django's command line, with the portal's settings."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sjcoe_portal.settings")
    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as wrong:
        # The sentence says what to set; where in the settings it was noticed helps nobody.
        sys.exit(str(wrong))
    execute_from_command_line(sys.argv)
