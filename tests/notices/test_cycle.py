"""From the draft to the mailbox, through a real mail server."""

import re

import pytest

from accounts.mail import Mail
from accounts.models import User
from notices.facts import reached, tally
from notices.models import Delivery, LinkToken
from people.models import Person
from tests.notices.conftest import outcomes


def mail_to(sink, name):
    [message] = [one.message for one in sink.received if one.recipients == [f"{name}@families.invalid"]]
    return message


def text_of(message):
    return message.get_body(("plain",)).get_content()


def html_of(message):
    return message.get_body(("html",)).get_content()


def test_each_reader_gets_their_language(send, smtp_sink):
    send()
    spanish, english = mail_to(smtp_sink, "ana"), mail_to(smtp_sink, "ben")
    assert spanish["Subject"] == "Junta anual para familias"
    assert "Le invitamos" in text_of(spanish)
    assert "You are invited" not in text_of(spanish)
    assert '<html lang="es">' in html_of(spanish)
    assert english["Subject"] == "Yearly meeting for families"
    assert "You are invited" in text_of(english)
    assert "Le invitamos" not in text_of(english)
    assert '<html lang="en">' in html_of(english)


def test_whose_language_is_unknown_gets_both_spanish_first(send, smtp_sink):
    send()
    message = mail_to(smtp_sink, "carla")
    assert message["Subject"] == "Junta anual para familias / Yearly meeting for families"
    assert text_of(message).index("Le invitamos") < text_of(message).index("You are invited")
    html = html_of(message)
    assert html.index('<div lang="es">') < html.index("Le invitamos") < html.index('<div lang="en">')
    assert html.index('<div lang="en">') < html.index("You are invited")
    assert message["Content-Language"] == "es, en"


@pytest.mark.parametrize(
    ("reader", "language", "greeting", "stop"),
    [
        ("ana", "es", "Estimada familia:", "¿Ya no quiere estos correos?"),
        ("ben", "en", "Dear family,", "You do not want these emails any more?"),
    ],
)
def test_a_mail_greets_and_says_how_to_get_no_more(send, smtp_sink, settings, reader, language, greeting, stop):
    settings.SITE_URL = "https://portal.invalid"
    send()
    message = mail_to(smtp_sink, reader)
    for text in (text_of(message), html_of(message)):
        assert text.index(greeting) < text.index(stop)
        assert f"https://portal.invalid/{language}/me/" in text
        assert "(209) 462-2282" in text


@pytest.mark.parametrize(
    ("reader", "stop"),
    [
        ("ana", "Llame al (209) 462-2282 o responda a este. La escuela deja de mandárselos."),
        ("ben", "Call (209) 462-2282 or answer this one, and the school stops them."),
    ],
)
@pytest.mark.parametrize("account", ["none", "closed"])
def test_who_cannot_sign_in_is_not_told_to(cast, send, smtp_sink, reader, stop, account):
    User.objects.filter(email__startswith=reader).update(is_active=False)
    if account == "none":
        Person.objects.filter(pk=getattr(cast, reader).pk).update(user=None)
    send()
    for text in (text_of(mail_to(smtp_sink, reader)), html_of(mail_to(smtp_sink, reader))):
        assert stop in " ".join(text.split())
        assert "/me/" not in text
    assert "/me/" in text_of(mail_to(smtp_sink, "ben" if reader == "ana" else "ana"))


def test_nobody_else_gets_it(send, smtp_sink):
    notice = send()
    assert outcomes(notice) == {"Ana": "accepted", "Ben": "accepted", "Carla": "accepted"}
    assert len(smtp_sink.received) == 3


def test_the_message_says_who_sent_it_and_that_a_machine_did(send, smtp_sink):
    send()
    message = mail_to(smtp_sink, "ana")
    assert message["From"] == '"SJCOE, TEAM Charter" <familias@portal.invalid>'
    assert message["Auto-Submitted"] == "auto-generated"
    key = Delivery.objects.get(address="ana@families.invalid").key
    assert message["Message-ID"] == f"<{key}@portal.invalid>"


def test_the_phone_of_the_school_stands_in_the_text(send, smtp_sink):
    send()
    assert "O llame al (209) 462-2282." in text_of(mail_to(smtp_sink, "ana"))


def test_each_reader_has_a_link_of_their_own_in_each_language(send, smtp_sink, settings):
    settings.SITE_URL = "https://families.invalid"
    send()
    found = {
        name: re.findall(r"https://families.invalid/(es|en)/schools/([\w-]+)/", text_of(mail_to(smtp_sink, name)))
        for name in ("ana", "ben", "carla")
    }
    assert [language for language, _token in found["carla"]] == ["es", "en"]
    assert len({token for pairs in found.values() for _language, token in pairs}) == 3
    stored = set(LinkToken.objects.values_list("digest", flat=True))
    assert not stored & {token for pairs in found.values() for _language, token in pairs}


ACCENTED = {
    "es": "Reunión número uno: educación, participación e información para mamás y papás de la próxima generación",
    "en": "“Niños y niñas”, our school’s evening of songs: families’ voices, children’s drawings and tales",
}


@pytest.mark.parametrize(("reader", "language"), [("ana", "es"), ("ben", "en")])
def test_a_long_accented_subject_begins_on_the_line_that_names_it(send, smtp_sink, monkeypatch, reader, language):
    send(**{f"subject_{code}": said for code, said in ACCENTED.items()})
    [sent] = [one for one in smtp_sink.received if one.recipients[0].startswith(reader)]
    assert re.search(rb"^Subject: =\?utf-8\?", sent.raw, re.MULTILINE)
    assert max(map(len, sent.raw.split(b"\r\n\r\n")[0].splitlines())) <= 78
    assert sent.message["Subject"] == ACCENTED[language]
    # The control: as Django writes it alone, nothing stands on that line.
    monkeypatch.delattr("accounts.mail.Mail.message")
    plain = Mail(ACCENTED[language], "", "a@portal.invalid", ["b@portal.invalid"]).message().as_bytes()
    assert b"Subject: \n =?utf-8?" in plain


def test_a_newline_in_a_subject_is_no_second_header(send, smtp_sink):
    send(subject_es="Junta\r\nBcc: otra@portal.invalid")
    message = mail_to(smtp_sink, "ana")
    assert message["Subject"] == "Junta Bcc: otra@portal.invalid"
    assert message["Bcc"] is None


def test_what_staff_write_is_text_not_markup(send, smtp_sink):
    send(body_es="<b>Hola</b> {link}")
    assert "&lt;b&gt;Hola&lt;/b&gt;" in html_of(mail_to(smtp_sink, "ana"))


def test_the_facts_tell_who_was_reached(send, cast):
    notice = send()
    assert reached([notice.pk]) == {notice.pk: frozenset({cast.ana.pk, cast.ben.pk, cast.carla.pk})}
    assert tally([notice.pk]) == {notice.pk: {"accepted": 3}}
