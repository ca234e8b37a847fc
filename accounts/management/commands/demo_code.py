"""`demo_code EMAIL`: the current code of an invented person, so that a demo needs no mailbox and no phone."""

import time
from typing import Any

from allauth.mfa import app_settings as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.adapters import demo_code_key
from accounts.choices import Kind
from accounts.models import User


class Command(BaseCommand):
    help = "Print the current sign-in code of a demo person: the emailed six digits, or a staff member's app code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address the person signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo installation: codes are read in the mailbox or the app only.")
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError(f"Nobody signs in with {options['email']}.")
        self.stdout.write(_app_code(user) if user.kind == Kind.STAFF else _mailed_code(user))


def _mailed_code(user: User) -> str:
    code = cache.get(demo_code_key(user.email))
    if code is None:
        raise CommandError(f"No code is waiting: write {user.email} on the sign-in page first.")
    return str(code)


def _app_code(user: User) -> str:
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None:
        raise CommandError(f"{user.email} has no app set up yet: sign in with the password first.")
    counter = int(time.time()) // mfa.TOTP_PERIOD
    return str(format_hotp_value(hotp_value(decrypt(app.data["secret"]), counter)))
