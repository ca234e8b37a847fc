"""A voice beside an edition: only a true recording is taken, it is served as sound and nothing else, and taken back."""

import re
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from accounts.clock import at
from documents import actions
from documents.actions.recording import checked, record_voice
from documents.actions.sound import known
from documents.models import Recording
from tests.cast import moment, signed_in
from tests.documents import sounds
from tests.documents.conftest import BOTH

pytestmark = pytest.mark.django_db
LATER = moment("2026-09-20T10:00")
PAGE = "/schools/team-charter/policy/"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Files of a test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def kept(folder):
    return [one for one in folder.rglob("*") if one.is_file()] if folder.exists() else []


def desk(edition, tail="", language="en"):
    return f"/{language}/desk/team-charter/documents/{edition.document_id}/voice/{tail}"


def upload(cast, edition, content, name="voice.mp3", kind="audio/mpeg", who=None, language="es"):
    file = SimpleUploadedFile(name, content, content_type=kind)
    with at(LATER):
        return signed_in(who or cast.coordinator).post(desk(edition), {"language": language, "file": file})


def listen(row, **headers):
    return Client().get(f"/es{PAGE}voice/{row.pk}/", headers=headers)


@pytest.mark.parametrize("content_type", sounds.GOOD)
def test_each_kind_is_told_by_its_bytes_with_how_long_it_lasts(content_type):
    sound = known(sounds.GOOD[content_type])
    assert sound.content_type == content_type
    assert 1.4 <= sound.seconds <= 2.2


def test_what_a_telephone_records_in_pieces_is_measured_too():
    assert known(sounds.m4a_in_pieces(3)).seconds == pytest.approx(3.0)
    with pytest.raises(ValidationError, match="three minutes"):
        checked(sounds.m4a_in_pieces(200))
    assert known(sounds.mp3(label=b"TIT2" + b"\0" * 60)).seconds == pytest.approx(2.09, abs=0.01)


def test_hostile_files_are_refused_with_their_reason_and_nothing_is_kept(cast, edition, files, promise):
    with promise("T9 hostile recordings") as tally:
        for name, content, reason in sounds.HOSTILE:
            begin = time.monotonic()
            response = upload(cast, edition, content, name=name, kind="audio/mpeg")
            good = response.status_code == 200 and reason in response.content.decode()
            tally.count(good and time.monotonic() - begin < 10)
    assert len(sounds.HOSTILE) >= 15
    assert not Recording.objects.exists()
    assert not kept(files)


def test_control_a_check_by_name_and_said_type_would_let_most_in(cast, edition):
    fooled = [
        name for name, _content, _reason in sounds.HOSTILE if name.endswith(("mp3", "wav", "ogg", "webm", "m4a", "mp4"))
    ]
    assert len(fooled) >= 15


@pytest.mark.parametrize("content_type", sounds.GOOD)
def test_it_is_served_as_the_sound_it_is_whatever_it_was_called(cast, edition, content_type, files):
    content = sounds.GOOD[content_type]
    assert upload(cast, edition, content, name="../../evil.html", kind="text/html").status_code == 302
    row = Recording.objects.get()
    assert re.fullmatch(r"recordings/[0-9a-f]{32}\.[a-z0-9]+", row.file.name)
    assert [one.suffix for one in kept(files)] != [".html"]
    response = listen(row)
    assert response["Content-Type"] == content_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert re.fullmatch(r'inline; filename="es\.(wav|mp3|ogg|m4a|webm)"', response["Content-Disposition"])
    assert b"".join(response.streaming_content) == content
    assert not response.cookies


def test_a_telephone_that_asks_for_a_part_gets_it(cast, edition):
    upload(cast, edition, sounds.wav())
    row = Recording.objects.get()
    part = listen(row, range="bytes=0-1")
    assert (part.status_code, part.content, part["Content-Range"]) == (206, b"RI", f"bytes 0-1/{row.size}")
    assert part["Content-Type"] == "audio/wav"
    rest = listen(row, range=f"bytes={row.size - 3}-")
    assert (rest.status_code, len(rest.content)) == (206, 3)
    assert listen(row, range=f"bytes={row.size}-").status_code == 416
    whole = listen(row, range="bytes=x")
    assert (whole.status_code, len(b"".join(whole.streaming_content))) == (200, row.size)
    whole.close()


@pytest.mark.parametrize("language", BOTH)
def test_the_public_page_lets_one_listen_and_loads_nothing_for_it(cast, edition, language):
    upload(cast, edition, sounds.mp3(), language="es")
    with at(LATER):
        page = Client().get(f"/{language}{PAGE}")
    body = page.content.decode()
    assert f'<audio controls preload="none" src="/{language}{PAGE}voice/{Recording.objects.get().pk}/">' in body
    assert ("Listen to it in Spanish" in body) == (language == "en")
    assert "media-src 'self'" in page["Content-Security-Policy"]
    assert "record.js" not in body


def test_a_new_one_takes_the_place_of_the_earlier_in_its_language(cast, edition):
    upload(cast, edition, sounds.mp3())
    upload(cast, edition, sounds.wav())
    upload(cast, edition, sounds.ogg(), language="en")
    standing = Recording.objects.standing().order_by("language")
    assert [(row.language, row.content_type) for row in standing] == [("en", "audio/ogg"), ("es", "audio/wav")]
    assert listen(Recording.objects.earliest("pk")).status_code == 404


def test_taken_back_nobody_hears_it_any_more(cast, edition):
    upload(cast, edition, sounds.mp3())
    row = Recording.objects.get()
    with at(LATER):
        said = {"reason": "The wrong text was read"}
        assert signed_in(cast.coordinator).post(desk(edition, f"{row.pk}/take-back/"), said).status_code == 302
        page = Client().get(f"/es{PAGE}").content.decode()
    assert listen(row).status_code == 404
    assert "<audio" not in page


def test_with_its_edition_the_voice_goes(cast, edition):
    upload(cast, edition, sounds.mp3())
    row = Recording.objects.get()
    with at(LATER):
        actions.void_edition(edition, by=cast.county, reason="A mistake")
    assert listen(row).status_code == 404
    with at(LATER), override("en"), pytest.raises(ValidationError, match="taken back"):
        record_voice(edition, "es", sounds.mp3(), by=cast.coordinator)


def test_only_who_publishes_records_and_another_school_sees_nothing(cast, edition):
    assert upload(cast, edition, sounds.mp3(), who=cast.assistant).status_code == 404
    assert upload(cast, edition, sounds.mp3(), who=cast.elsewhere).status_code == 404
    upload(cast, edition, sounds.mp3())
    row = Recording.objects.get()
    for address in (
        f"/es/schools/one-charter/policy/voice/{row.pk}/",
        f"/es/schools/team-charter/compact/voice/{row.pk}/",
    ):
        assert Client().get(address).status_code == 404


def test_a_file_that_is_gone_is_not_there_and_the_page_still_is(cast, edition, files):
    upload(cast, edition, sounds.mp3())
    for one in kept(files):
        one.unlink()
    assert listen(Recording.objects.get()).status_code == 404
    with at(LATER):
        assert Client().get(f"/es{PAGE}").status_code == 200


def test_the_desk_page_works_without_javascript_and_offers_the_microphone_hidden(cast, edition):
    with at(LATER):
        page = signed_in(cast.coordinator).get(desk(edition)).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert re.search(r"data-recorder[^>]*hidden", page, re.S)
    assert 'type="file"' in page
