"""T12: known and unknown addresses are answered alike, in bytes and in time."""

import re
import statistics
import time

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from accounts.actions import PER_CODE, open_family_account
from accounts.models import User
from tests.accounts.conftest import CODE, LOGIN, PASSWORD, STAFF_LOGIN
from tests.servers.promises import scaled

# As long as each other, so that a page that repeats the address has the same length.
KNOWN, UNKNOWN, STAFF, CLOSED = (f"{name}@families.invalid" for name in ("ana1", "nobo", "ofel", "gone"))
DELAY = 0.02


class SlowMail(EmailBackend):
    """A mail server as far away as a real one."""

    def send_messages(self, messages: list) -> int:
        time.sleep(DELAY)
        return super().send_messages(messages)


class Costly(PBKDF2PasswordHasher):
    """Passwords that take their time, as real ones do."""

    iterations = 60_000


@pytest.fixture
def people(db, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    settings.PASSWORD_HASHERS = ["tests.accounts.test_alike.Costly"]
    settings.EMAIL_BACKEND = "tests.accounts.test_alike.SlowMail"
    open_family_account(KNOWN, "Ana Invento", "es", by=None)
    User.objects.create_user(STAFF, "Ofelia Ejemplo", kind="staff", password=PASSWORD)
    User.objects.create_user(CLOSED, "Gema Ida", is_active=False)


def seen(response, email: str) -> tuple:
    """Everything of an answer but the clock, what is random by nature, and the address itself."""
    body = re.sub(rb'(name="csrfmiddlewaretoken" value=")[^"]+', rb"\1", response.content)
    headers = sorted((key, value) for key, value in response.headers.items() if key != "Expires")
    cookies = sorted((key, cookie["path"], cookie["max-age"]) for key, cookie in response.cookies.items())
    return response.status_code, headers, cookies, body.replace(email.encode(), b"ADDRESS")


def family_way(email: str) -> list[tuple]:
    """Ask, look, guess until it is over, look again, ask once more."""
    browser = Client()
    answers = [browser.post(LOGIN, {"email": email}), browser.get(CODE), browser.get(LOGIN)]
    answers.append(browser.post(CODE, {"action": "resend"}))
    answers += [browser.post(CODE, {"code": "wrong"}) for _ in range(PER_CODE + 1)]
    answers += [browser.get(LOGIN), browser.post(LOGIN, {"email": email}), browser.get(CODE)]
    return [seen(response, email) for response in answers]


def reset_way(email: str) -> list[tuple]:
    browser = Client()
    reset = "/es/account/password/reset/"
    answers = [browser.post(reset, {"email": email}), browser.get(f"{reset}sent/")]
    answers.append(browser.post(STAFF_LOGIN, {"login": email, "password": "wrong"}))
    return [seen(response, email) for response in answers]


@pytest.mark.parametrize("way", [family_way, reset_way])
def test_the_answers_are_the_same_bytes(people, way, promise):
    with promise(f"T12 alike in bytes, {way.__name__}") as tally:
        model = way(KNOWN)
        for email in (UNKNOWN, STAFF, CLOSED):
            for first, other in zip(model, way(email), strict=True):
                tally.count(first == other)


def test_each_asking_sends_one_mail_and_only_the_known_one_has_a_code(people, mailoutbox):
    for email in (KNOWN, UNKNOWN, STAFF, CLOSED):
        Client().post(LOGIN, {"email": email})
    assert [mail.to for mail in mailoutbox] == [[KNOWN], [UNKNOWN], [STAFF], [CLOSED]]
    assert [bool(re.search(r"\d{6}", mail.body)) for mail in mailoutbox] == [True, False, False, False]
    assert not any("charter" in mail.body.lower() for mail in mailoutbox)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ("Todavía no se puede entrar con él", "pida a la escuela que le deje entrar con este correo")),
        ("en", ("It cannot sign in yet", "ask the school to open the portal to this email")),
    ],
)
def test_the_mail_to_an_address_without_an_account_says_what_to_do(people, mailoutbox, language, words):
    pages = [Client().post(f"/{language}/account/login/", {"email": email}, follow=True) for email in (KNOWN, UNKNOWN)]
    assert seen(pages[0], KNOWN) == seen(pages[1], UNKNOWN)
    said = " ".join(mailoutbox[-1].body.split())
    assert all(one in said for one in words)
    assert "(209) 468-4800" in said


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "Espere 5 minutos y pruebe otra vez"), ("en", "Wait 5 minutes and try again")],
)
def test_after_too_many_wrong_passwords_every_address_is_told_how_many_minutes(
    people, settings, monkeypatch, language, words
):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,5/300s/key"}
    page = f"/{language}/account/login/staff/"
    told = []
    for email in (STAFF, UNKNOWN, KNOWN, CLOSED):
        browser = Client()
        answers = [browser.post(page, {"login": email, "password": "wrong"}) for _ in range(6)]
        assert [words in answer.content.decode() for answer in answers] == [False] * 5 + [True]
        told.append(seen(answers[-1], email))
    assert told == [told[0]] * len(told)
    # The minutes said are enough: then the right one is taken.
    over = time.time() + 5 * 60
    monkeypatch.setattr("time.time", lambda: over)
    assert Client().post(page, {"login": STAFF, "password": PASSWORD}).status_code == 302


def times(path: str, field: str, emails: tuple[str, ...], rounds: int, **extra: str) -> list[float]:
    """The middle time of each address, asked in turn."""
    taken: dict[str, list[float]] = {email: [] for email in emails}
    for _ in range(rounds):
        for email in emails:
            browser = Client()
            begin = time.perf_counter()
            browser.post(path, {field: email, **extra})
            taken[email].append(time.perf_counter() - begin)
    return [statistics.median(taken[email]) for email in emails]


@pytest.mark.parametrize(
    ("path", "field", "extra"),
    [
        (LOGIN, "email", {}),
        ("/es/account/password/reset/", "email", {}),
        (STAFF_LOGIN, "login", {"password": "wrong"}),
    ],
)
def test_the_answers_take_the_same_time(people, path, field, extra, promise):
    emails = (KNOWN, UNKNOWN, STAFF)
    with promise(f"T12 alike in time, {path}") as tally:
        middles = times(path, field, emails, rounds := scaled(400), **extra)
        for _asking in range(rounds):
            for middle in middles:
                tally.count(abs(middle - middles[0]) < 0.25 * max(middle, middles[0]))


def test_without_the_message_to_strangers_the_time_would_tell(people, monkeypatch):
    monkeypatch.setattr("accounts.views.sign_in.send_other_way", lambda *args, **kwargs: None)
    known, unknown = times(LOGIN, "email", (KNOWN, UNKNOWN), scaled(400))
    assert known - unknown > DELAY * 0.7


def test_without_a_password_checked_for_nobody_the_time_would_tell(people, monkeypatch):
    monkeypatch.setattr(AuthenticationBackend, "_mitigate_timing_attack", lambda self, password: None)
    known, unknown = times(STAFF_LOGIN, "login", (STAFF, UNKNOWN), scaled(400), password="wrong")
    assert unknown < 0.75 * known
