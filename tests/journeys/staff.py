"""People of the journeys who work at a school or the county, and how they come in."""

from __future__ import annotations

import time
from datetime import date

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from accounts.actions import enrol_totp, open_staff_account
from accounts.models import User
from schools.actions import appoint
from schools.models import School
from sjcoe_portal.demo.cast import COUNTY, TOTP_SECRET
from tests.journeys.visitor import Visitor

PASSWORD = "puente-de-madera-2026"
SINCE = date(2026, 8, 3)


def hired(email: str, kind: str, slug: str = "", language: str = "") -> User:
    """A staff member with a password, an app and a role: at a school, or at the office."""
    county = User.objects.get(email=COUNTY)
    where = School.objects.get(slug=slug) if slug else School.objects.office()
    user = open_staff_account(email, f"{kind.capitalize()} Inventada", "es", by=None)
    user.set_password(PASSWORD)
    user.save()
    enrol_totp(user, TOTP_SECRET, by=None)
    appoint(user, where, kind, by=county, on=SINCE, language=language)
    return user


def app_code() -> str:
    """What the app on everybody's phone shows now."""
    return str(format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30)))


def sign_in(visitor: Visitor, user: User) -> None:
    """From the first page, by password and the app's code."""
    visitor.open(f"/{visitor.language}/account/login/")
    visitor.follow(visitor.link(visitor.words("I work at a school")))
    visitor.write(visitor.page.locator("[name=login]"), user.email)
    visitor.write(visitor.page.locator("[name=password]"), PASSWORD)
    visitor.follow(visitor.button(visitor.words("Go on")))
    visitor.write(visitor.page.locator("[name=code]"), app_code())
    visitor.follow(visitor.button(visitor.words("Sign in")))
