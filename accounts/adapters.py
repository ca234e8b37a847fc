"""The portal's own answers to the sign-in library's questions."""

import base64
import hashlib
import logging
from math import ceil
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.core.internal.ratelimit import parse_rates
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.choices import Kind
from accounts.mail import Mail
from accounts.models import User

log = logging.getLogger(__name__)
LOGIN_CODE = "account/email/login_code"
WRONG_CODE = _("That is not the code. Look at the newest message and try again.")
TOO_MANY = _("Too many tries. Wait a while and try again, or call us and we will help you.")
LOCKED = _("Too many tries. Wait %(minutes)s minutes and try again, or call us and we will help you.")


class AccountAdapter(DefaultAccountAdapter):
    """Who may sign in how, mail in the reader's language, sentences in plain words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The address or the password is not right. Try again."),
        "enter_current_password": _("That is not your password of today."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("That is not your password. Try again."),
        "invalid_password_reset": _("This link no longer works. Ask for a new one."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account from outside: a school does, with the person."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Every answer is a page."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many wrong passwords for an address, known or not, say the same: how long no other one is looked at."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refused:
            rates = parse_rates(settings.ACCOUNT_RATE_LIMITS["login_failed"])
            minutes = ceil(max(rate.duration for rate in rates) / 60)
            raise ValidationError(LOCKED, code=refused.code, params={"minutes": minutes}) from refused

    def pre_login(self, request: HttpRequest, user: User, **hooks: Any) -> HttpResponse | None:
        """Staff never by a code, families never by a password, nobody by an address that is not the account's."""
        methods = {step["method"] for step in get_authentication_records(request, user)}
        barred = "code" if user.kind == Kind.STAFF else "password"
        email = hooks.get("email")
        if barred in methods or (email and email.lower() != user.email.lower()):
            clear_login(request)
            return self._sent_back(request, WRONG_CODE)
        response: HttpResponse | None = super().pre_login(request, user, **hooks)
        return response

    def login(self, request: HttpRequest, user: User) -> None:
        """A password just typed need not be typed again for the set-up page of the second factor."""
        super().login(request, user)
        if user.kind == Kind.STAFF:
            reauthenticate_by_password(request)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Only who knew the password reads this."""
        return self._sent_back(request, _("This account is closed. Call us if you need it."))

    def _sent_back(self, request: HttpRequest, why: Any) -> HttpResponse:
        self.add_message(request, messages.ERROR, message=str(why))
        return redirect("account_login")

    def set_password(self, user: User, password: str) -> None:
        """Every session but the one that changes it ends."""
        super().set_password(user, password)
        actions.record("change_password", user, by=user, fields=("password",))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To the page of how one signs in, which says that it is saved."""
        return reverse("mfa_index")

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is written: no site name before it."""
        return subject

    def render_mail(self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None) -> Mail:
        """The library's mail, plain text in one language, which its head names as notices do."""
        plain = super().render_mail(template_prefix, email, context)
        marked = {**(headers or {}), "Content-Language": translation.get_language()}
        return Mail(plain.subject, plain.body, plain.from_email, plain.to, headers=marked)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail in the language the account's owner reads; a mail server that is down is said, not a crash."""
        if settings.DEMO and template_prefix == LOGIN_CODE:
            cache.set(demo_code_key(email), context["code"], settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        owner = User.objects.filter(email=email.lower()).values_list("language", flat=True).first()
        try:
            with translation.override(owner or translation.get_language()):
                super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException, UnicodeError) as error:
            log.error("a sign-in message was not sent: %s", type(error).__name__)  # no address in logs
            self._say_not_sent()

    def _say_not_sent(self) -> None:
        sentence = _("We could not send the message just now. Wait some minutes and ask for it again.")
        self.add_message(context.request, messages.ERROR, message=str(sentence))


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are unreadable in a backup without the portal's key."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def demo_code_key(email: str) -> str:
    """Where a demo installation keeps the newest code of an address."""
    return f"demo-code:{email.lower()}"


def _cipher() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(key)) for key in keys])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"accounts.second-factor:{secret}".encode()).digest())
