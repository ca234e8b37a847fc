"""T12: guesses at a code are counted in a row before they are compared, whatever is sent at the same moment."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client

from accounts.actions import PER_CODE, PER_HOUR, enrol_totp, may_guess_code, open_family_account
from accounts.models import CodeAttempts, User
from tests.accounts.conftest import CODE, PASSWORD, SECRET, STAFF_LOGIN, answer, ask
from tests.servers.promises import scaled

EMAIL = "ana@families.invalid"
THREADS = 20


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every guess that reached the comparison."""
    from allauth.account import forms

    seen: list[str] = []
    compare = forms.compare_user_code

    def watched(*, actual: str, expected: str) -> bool:
        seen.append(actual)
        return compare(actual=actual, expected=expected)

    monkeypatch.setattr(forms, "compare_user_code", watched)
    return seen


def at_once(work: Callable[[int], None], times: int) -> None:
    """Do something `times` times from many threads that start together."""
    together, numbers, faults = threading.Barrier(THREADS), iter(range(times)), []
    lock = threading.Lock()

    def worker() -> None:
        together.wait()
        try:
            while True:
                with lock:
                    number = next(numbers, None)
                if number is None:
                    return
                work(number)
        except Exception as fault:  # noqa: BLE001  # told to the test, which fails
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=worker) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults, faults[0]


def burst(times: int) -> None:
    """One asking, then guesses from many threads with the same session."""
    open_family_account(EMAIL, "Ana Invento", "es", by=None)
    asking = Client()
    ask(asking, EMAIL)

    def guess(number: int) -> None:
        browser = Client()
        browser.cookies = asking.cookies.copy()
        # Never the right one: every guess that is compared is a failure that must be counted.
        assert answer(browser, f"{number}-wrong").status_code in {200, 302}

    at_once(guess, times)


def test_a_burst_of_guesses_never_passes_the_limit(shared_database, compared, promise):
    with promise("T12 guesses at one code") as tally:
        burst(times := scaled(1000))
        for number in range(times):
            tally.count(number >= len(compared) or number < PER_CODE)
    assert len(compared) == PER_CODE
    assert CodeAttempts.objects.filter(used__gt=PER_CODE).count() == 0


def test_counting_in_the_session_alone_lets_more_pass(shared_database, compared, monkeypatch):
    monkeypatch.setattr("accounts.actions.may_guess_code", lambda email, asked_at: True)
    burst(scaled(1000))
    assert len(compared) > PER_CODE


def test_new_sessions_and_new_codes_give_no_new_guesses_in_the_hour(shared_database, compared, settings, promise):
    settings.ACCOUNT_RATE_LIMITS = False
    open_family_account(EMAIL, "Ana Invento", "es", by=None)
    with promise("T12 guesses at one account in an hour") as tally:
        for _session in range(scaled(200)):
            browser = Client()
            ask(browser, EMAIL)
            for _ in range(PER_CODE + 1):
                answer(browser, "wrong")
                tally.count(len(compared) <= PER_HOUR)
    assert len(compared) == PER_HOUR


def test_after_the_limit_the_right_code_is_refused_too(client, family, code_of):
    ask(client, EMAIL)
    asked_at = client.session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"]
    for _ in range(PER_CODE):
        assert may_guess_code(EMAIL, asked_at)
    assert not may_guess_code(EMAIL, asked_at)
    assert answer(client, code_of())["Location"] == "/es/account/login/"
    assert client.get(CODE).status_code == 302


def test_a_right_code_clears_the_hour(client, family, code_of):
    ask(client, EMAIL)
    for _ in range(PER_CODE - 1):
        answer(client, "wrong")
    answer(client, code_of())
    assert sorted(CodeAttempts.objects.values_list("used", flat=True)) == [0, PER_CODE]


def test_no_address_stands_in_the_rows(client, family):
    ask(client, EMAIL)
    answer(client, "wrong")
    assert all("ana" not in key and len(key) == 64 for key in CodeAttempts.objects.values_list("key", flat=True))


def test_guesses_at_a_second_factor_are_counted_in_rows(shared_database, settings, monkeypatch, promise):
    settings.ACCOUNT_RATE_LIMITS = False
    user = User.objects.create_user("ofelia@team.invalid", "Ofelia Ejemplo", kind="staff", password=PASSWORD)
    enrol_totp(user, SECRET, by=None)
    asking, compared = Client(), []
    asking.post(STAFF_LOGIN, {"login": user.email, "password": PASSWORD})
    monkeypatch.setattr(
        "allauth.mfa.totp.internal.auth.TOTP.validate_code", lambda self, code: bool(compared.append(code))
    )

    def guess(number: int) -> None:
        browser = Client()
        browser.cookies = asking.cookies.copy()
        assert browser.post("/es/account/login/second-step/", {"code": str(number)}).status_code == 200

    with promise("T12 guesses at a second factor") as tally:
        at_once(guess, times := scaled(1000))
        for number in range(times):
            tally.count(number >= len(compared) or number < PER_HOUR)
    assert len(compared) == PER_HOUR
