"""Families sign in with six digits sent by email."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from accounts.actions import disable, make_staff
from accounts.models import CodeAttempts
from tests.accounts.conftest import CODE, LOGIN, answer, ask, is_signed_in


def test_a_family_signs_in_with_the_digits_of_the_mail(client, family, code_of):
    response = ask(client, "Ana@Families.invalid")
    assert (response.status_code, response["Location"]) == (302, CODE)
    response = answer(client, code_of())
    assert response.status_code == 302
    assert response["Location"] == "/es/after-sign-in/"
    assert is_signed_in(client)


def test_where_the_person_was_going_is_kept(client, family, code_of):
    response = client.post(f"{LOGIN}?next=/es/me/", {"email": family.email, "next": "/es/me/"})
    assert response["Location"] == f"{CODE}?next=%2Fes%2Fme%2F"
    response = client.post(response["Location"], {"code": code_of(), "next": "/es/me/"})
    assert response["Location"] == "/es/me/"


def test_nobody_is_sent_to_another_site(client, family, code_of):
    client.post(LOGIN, {"email": family.email, "next": "https://elsewhere.invalid/"})
    response = client.post(CODE, {"code": code_of(), "next": "https://elsewhere.invalid/"})
    assert response["Location"] == "/es/after-sign-in/"


def test_the_digits_may_be_typed_with_a_space(client, family, code_of):
    ask(client, family.email)
    code = code_of()
    assert answer(client, f"{code[:3]} {code[3:]}").status_code == 302
    assert is_signed_in(client)


def test_wrong_digits_are_told_in_the_page_s_language(client, family, code_of):
    ask(client, family.email)
    wrong = f"{(int(code_of()) + 1) % 1_000_000:06}"
    response = answer(client, wrong)
    assert response.status_code == 200
    assert not is_signed_in(client)
    english = client.post("/en/account/login/code/", {"code": wrong}).content.decode()
    assert "That is not the code." in english


def test_the_code_works_for_fifteen_minutes(client, family, code_of, monkeypatch):
    ask(client, family.email)
    later = timezone.now() + timedelta(minutes=15, seconds=1)
    monkeypatch.setattr("time.time", later.timestamp)
    assert answer(client, code_of())["Location"] == LOGIN
    assert not is_signed_in(client)


def test_it_can_be_sent_again_and_the_old_one_no_longer_works(client, family, code_of, mailoutbox):
    ask(client, family.email)
    old = code_of()
    assert client.post(CODE, {"action": "resend"})["Location"] == CODE
    assert len(mailoutbox) == 2
    new = code_of()
    assert old == new or answer(client, old).status_code == 200
    assert answer(client, new).status_code == 302
    assert is_signed_in(client)


def test_asking_again_does_not_give_more_guesses_at_one_asking(client, family, code_of, monkeypatch):
    monkeypatch.setattr("allauth.account.app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS", 100, raising=False)
    ask(client, family.email)
    for _ in range(5):
        answer(client, "x")
    client.post(CODE, {"action": "resend"})
    assert answer(client, code_of())["Location"] == LOGIN
    assert not is_signed_in(client)


def test_a_wrongly_typed_address_is_no_dead_end(client, family):
    ask(client, "an@families.invalid")
    assert client.get(LOGIN).status_code == 200
    assert CODE in client.get(LOGIN).content.decode()
    assert client.post(CODE, {"action": "other_address"})["Location"] == LOGIN
    assert CODE not in client.get(LOGIN).content.decode()


def test_the_language_button_keeps_the_digits_and_counts_nothing(client, family):
    ask(client, family.email)
    page = client.post("/en/account/login/code/", {"code": "123", "switch_language": "en"})
    assert page.status_code == 200
    assert 'value="123"' in page.content.decode()
    assert not CodeAttempts.objects.exists()
    page = client.post("/en/account/login/", {"email": "half@", "switch_language": "en"})
    assert 'value="half@"' in page.content.decode()
    assert 'role="alert"' not in page.content.decode()


def test_empty_digits_count_as_no_guess(client, family):
    ask(client, family.email)
    assert answer(client, " ").status_code == 200
    assert client.post(CODE, {}).status_code == 200
    assert not CodeAttempts.objects.exists()


def test_a_code_is_refused_to_staff_even_when_it_is_right(client, family, code_of):
    ask(client, family.email)
    code = code_of()
    make_staff(family)
    assert answer(client, code).status_code == 200
    assert not is_signed_in(client)


def test_staff_who_ask_for_a_code_get_a_mail_without_one(client, staff, mailoutbox):
    assert ask(client, staff.email)["Location"] == CODE
    assert len(mailoutbox) == 1
    assert not re.search(r"\d{6}", mailoutbox[0].body + mailoutbox[0].subject)
    assert "/account/login/staff/" in mailoutbox[0].body


def test_a_closed_account_gets_no_code_and_its_old_one_is_refused(client, family, code_of, mailoutbox):
    ask(client, family.email)
    code = code_of()
    disable(family, by=None)
    assert answer(client, code).status_code == 200
    assert not is_signed_in(client)
    ask(Client(), family.email)
    assert not re.search(r"^ {4}\d{6}$", mailoutbox[-1].body, re.MULTILINE)


def test_the_mail_is_in_the_person_s_language_whatever_the_page_s(client, family, mailoutbox):
    ask(client, family.email, "/en/account/login/")
    assert "Su código para entrar" in mailoutbox[0].body
    family.language = "en"
    family.save()
    ask(Client(), family.email, LOGIN)
    assert "Your code to sign in" in mailoutbox[1].body


def test_the_head_of_a_mail_names_its_language(client, family, mailoutbox):
    ask(client, family.email, "/en/account/login/")
    for language in ("es", "en"):
        ask(Client(), "nobody@families.invalid", f"/{language}/account/login/")
    assert [mail.message()["Content-Language"] for mail in mailoutbox] == ["es", "es", "en"]


def test_a_mail_server_that_is_down_is_told_and_nothing_crashes(client, family, settings, caplog):
    settings.EMAIL_BACKEND = "tests.accounts.broken.Backend"
    for email in (family.email, "nobody@families.invalid"):
        browser = Client()
        page = browser.post("/en/account/login/", {"email": email}, follow=True).content.decode()
        assert "We could not send the message just now." in page
    assert family.email not in caplog.text
