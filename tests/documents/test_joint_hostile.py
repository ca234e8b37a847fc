"""T8 on what families say: whatever is posted, a page in its language and never a crash; what is kept is only text."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.actions.limits import POSTS_AN_HOUR
from accounts.clock import at
from accounts.models import FormPost
from documents.choices import LONGEST_COMMENT
from documents.models import Comment, CommentCopy
from tests.cast import signed_in
from tests.documents.joint import AFTER, DURING, answer, desk, post, public, say
from tests.servers.promises import scaled

pytestmark = pytest.mark.django_db
FULL = 5_000
NASTY = [
    "", " ", "\x00", "\x00a", "\u202eabc", "\u2066x\u2069", "\u200b", "x" * 20_000, "-1", "1e999", "NaN", "٣", "²",
    "99999999999999999999", "{{ 7|add:7 }}", "{% now %}", "%(over)s", "%s", "' OR 1=1 --", "<script>alert(1)</script>",
    "a\r\nBcc: x@example.invalid", "=1+1", "on", "B2", "B99", "family", "principal", "0001-01-01", "9999-12-31",
]  # fmt: skip
VALUES = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.integers().map(str))
PUBLIC = ["part", "text", "not_satisfied", "may_show", "role", "name", "website", "key", "switch_language", "window"]
STAFF = [
    *PUBLIC, "comment", "use", "outcome", "source", "text_es", "text_en", "language", "on", "committee", "withhold",
    "reason", "es", "en", "revision_es", "base_es", "verb", "revision", "closes_on", "subject_es", "body_es",
    "subject_en", "body_en",
]  # fmt: skip
QUIET = settings(
    max_examples=scaled(FULL),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def posts(names):
    return st.dictionaries(st.sampled_from(names), VALUES, max_size=8)


@QUIET
@given(data=posts(PUBLIC), language=st.sampled_from(["es", "en"]))
def test_the_comment_form_takes_anything(window, data, language):
    FormPost.objects.all().delete()
    with at(DURING):
        seen = Client().post(public(f"review/{window.pk}/", language), data)
    assert seen.status_code in (200, 302)
    if seen.status_code == 200:
        page = seen.content.decode()
        assert f'<html lang="{language}">' in page
        assert ('role="alert"' in page) is ("switch_language" not in data)


@settings(QUIET, max_examples=scaled(FULL) // 2)
@given(data=posts(STAFF), number=st.integers(0, 20))
def test_the_desks_forms_take_anything(cast, window, data, number):
    row = Comment.objects.first() or say(window)
    tails = ["comments/new/", "comments/answer/", f"comments/{row.pk}/", "families/", f"families/{window.pk}/tell/"]
    with at(DURING):
        seen = signed_in(cast.coordinator).post(desk(window.document, tails[number % len(tails)]), data)
    assert seen.status_code in (200, 302, 400, 404, 409)


@settings(QUIET, max_examples=scaled(FULL) // 5)
@given(value=VALUES, other=VALUES)
def test_addresses_take_anything(cast, window, value, other):
    asked = {"part": value, "for": other, "year": value, "r": other, "show": value, "before": other, "comment": value}
    with at(DURING):
        for tail in ("review/", f"review/{window.pk}/", "review/done/", "answers/"):
            assert Client().get(public(tail), asked).status_code in (200, 302)
        for tail in ("comments/", "comments/answer/"):
            assert signed_in(cast.coordinator).get(desk(window.document, tail), asked).status_code in (200, 302)


@pytest.mark.parametrize(
    ("language", "says"), [("es", "le sobran 2,194,999 letras"), ("en", "is 2,194,999 letters too long")]
)
def test_two_megabytes_get_a_sentence_and_nothing_is_lost(window, language, says):
    text = "Muy largo. " * 200_000
    page = post(window, language, text=text).content.decode()
    assert says in page
    assert text.strip() in page
    assert not Comment.objects.exists()


def test_as_much_as_may_be_written_is_kept_whole(window):
    post(window, text="ñ" * LONGEST_COMMENT)
    assert len(Comment.objects.get().text) == LONGEST_COMMENT


def test_hidden_and_turning_marks_are_left_out(window):
    post(window, text="A\u202eB\u200bC\x00D", name="A\x00na\u202e")
    assert (Comment.objects.get().text, Comment.objects.get().name) == ("ABCD", "Ana")


SCRIPT = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> {{ 7|add:7 }}"


def test_a_script_is_shown_as_the_text_it_is(cast, window):
    post(window, text=SCRIPT, may_show="on", name=SCRIPT[:60])
    row = Comment.objects.get()
    given_answer = answer(cast, [row])
    with at(AFTER):
        client = signed_in(cast.coordinator)
        client.post(desk(window.document, f"comments/{row.pk}/"), {"text_es": SCRIPT, "text_en": SCRIPT})
        assert CommentCopy.objects.get().text_en == SCRIPT
        pages = [Client().get(public("answers/", language)).content.decode() for language in ("es", "en")] + [
            client.get(desk(window.document, tail)).content.decode()
            for tail in ("comments/", f"comments/{row.pk}/", "sections/B2/", f"answers/{given_answer.pk}/")
        ]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_place_that_posts_too_often_is_told_so_and_keeps_its_words(window):
    page = ""
    for number in range(2 * POSTS_AN_HOUR):
        page = post(window, text=f"Dicho {number}").content.decode()
        if 'role="alert"' in page:
            break
    assert "Pruebe más tarde o llámenos." in page
    assert f"Dicho {number}</textarea>" in page
