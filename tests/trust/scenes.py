"""What a person sees beyond the first look at an address: forms sent, refused and kept, mail, PDFs, pages of trouble.

Each scene is a function of (world, language) that does it and yields what was shown; what it writes is undone after it.
test_both_languages.py asks that addresses and scenes together draw every template in both languages.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.db import transaction
from django.template import engines
from django.test import Client, RequestFactory

import documents.actions
import meetings.actions
import notices.actions
from accounts.clock import at
from accounts.models import User
from documents import pdf
from documents.actions import Said
from documents.markup import LONGEST
from documents.models import Document
from documents.word import parts_of
from notices.delivery.run import deliver
from notices.models import Notice
from tests.cast import school
from tests.gaps import fill_in
from tests.trust.addresses import LANGUAGES, addresses, by_name
from tests.trust.forge import Seen, seen_of
from tests.trust.judge import may_open, may_write
from tests.trust.objects import is_known, targets
from tests.trust.patterns import told
from tests.trust.patterns.accounts import OLD
from tests.trust.world import NOW, World

Shown = Iterator[tuple[str, Seen]]
WHO = ("coordinator", "county", "approver", "assistant", "guardian", "anonymous")
SECRET = "JBSWY3DPEHPK3PXP"
DONE_ONCE = (
    "meetings_desk:invite",
    "meetings_desk:cancel",
    "meetings_desk:count",
    "meetings_desk:void_count",
    "documents_desk:adopt",
    "documents_desk:window",
    "documents_desk:tell",
    "desk:why",
)
TROUBLE = ("400.html", "403.html", "403_csrf.html", "429.html", "500.html")


def played(world: World) -> Iterator[tuple[str, Callable[[str], list[tuple[str, Seen]]]]]:
    """Each scene by its name, ready to be played in a language."""
    for scene in SCENES:
        yield scene.__name__, lambda language, scene=scene: _play(scene, world, language)


def _play(scene: Callable[[World, str], Shown], world: World, language: str) -> list[tuple[str, Seen]]:
    kept = list(mail.outbox)
    with at(NOW), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        # Nothing is committed here: what waits for that is said at once.
        patch.setattr(transaction, "on_commit", lambda said, *more, **also: said())
        User.objects.update(language=language)
        shown = list(scene(world, language))
        transaction.set_rollback(True)
    mail.outbox[:] = kept
    return shown


def look(client: Client, name: str, language: str, form: Any = None, query: str = "", **kwargs: Any) -> Seen:
    """A page, or what a form leads to in the end."""
    url = by_name()[name].url(language, **kwargs) + query
    extra = {"headers": {"Accept-Language": language}}
    response = client.get(url, **extra) if form is None else client.post(url, form, follow=True, **extra)
    return seen_of(url, response)


def forms_sent(world: World, language: str) -> Shown:
    """Every form as it is really posted, and empty: where it leads, and what it says of what is missing."""
    for address in filter(is_known, addresses()):
        target = next(iter(targets(address, world)))
        may = [who for who in WHO if may_write(who, address, target, "POST") or may_open(who, address, target)]
        for build in (*told(address.name).forms, None):
            if not told(address.name).forms or not may:
                continue
            form = build(world, world.here) if build else {}
            with transaction.atomic():
                client = world.actors[may[0]].fresh()
                yield f"{address.name} posted", look(client, address.name, language, form, **target.kwargs)
                transaction.set_rollback(True)


def done_already(world: World, language: str) -> Shown:
    """What stands, opened again once its act is done."""
    for name in DONE_ONCE:
        address = by_name()[name]
        target = next(iter(targets(address, world)))
        may = [who for who in WHO if may_write(who, address, target, "POST")]
        with transaction.atomic():
            client = world.actors[may[0]].fresh()
            look(client, name, language, told(name).forms[0](world, world.here), **target.kwargs)
            yield f"{name} done already", look(client, name, language, **target.kwargs)
            transaction.set_rollback(True)


def signing_in(world: World, language: str) -> Shown:
    """A family by the code of a mail; whoever is unknown, or asked for the other way in, is told by mail."""
    family = world.here.family.user.email
    for address in (family, "nobody@families.invalid", world.here.by.email):
        client = Client()
        yield f"a code for {address}", look(client, "account_login", language, {"email": address})
        if address == family:
            code = re.search(r"^ {4}(\d{6})$", mail.outbox[-1].body, re.MULTILINE)
            assert code
            yield "signed in", look(client, "account_confirm_login_code", language, {"code": code[1]})
    for address in (family, world.here.by.email):
        yield "a new password", look(Client(), "account_reset_password", language, {"email": address})


def second_steps(world: World, language: str) -> Shown:
    """Staff: the code of the app, taking it off, setting it up, recovery codes."""
    client = Client()
    form = {"login": world.here.by.email, "password": OLD}
    yield "staff sign in", look(client, "account_staff_login", language, form)
    code = {"code": format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))}
    yield "staff signed in", look(client, "mfa_authenticate", language, code)
    for name in ("mfa_generate_recovery_codes", "mfa_view_recovery_codes", "mfa_download_recovery_codes"):
        yield name, look(client, name, language)
        if name == "mfa_generate_recovery_codes":
            yield "new recovery codes", look(client, name, language, {})
    yield "taking off", look(client, "mfa_deactivate_totp", language)
    yield "taken off", look(client, "mfa_deactivate_totp", language, {})
    yield (
        "signed in without",
        look(client, "account_staff_login", language, {"login": world.here.by.email, "password": OLD}),
    )
    yield "setting up", look(client, "mfa_activate_totp", language)
    secret = client.session.get("mfa.totp.secret")
    assert secret
    code = {"code": format_hotp_value(hotp_value(secret, int(time.time()) // 30))}
    yield "set up", look(client, "mfa_activate_totp", language, code)


def families_pages(world: World, language: str) -> Shown:
    """Nothing found, nothing published, a meeting that is over."""
    slug = world.here.school.slug
    nobody = Client()
    yield "no such school", look(nobody, "home", language, query="?q=zzzz")
    yield "no policy then", look(nobody, "policies:page", language, query="?year=1999", slug=slug)
    yield "a file being built", look(nobody, "policies:pdf", language, slug=world.there.school.slug)
    yield "provisions", look(nobody, "regulation:detail", language, code="B7")
    token = notices.actions.issue(world.here.family.person, world.here.school, "rsvp", world.here.held.pk)
    yield "a link to a meeting that was", look(nobody, "meetings_token:answer", language, token=token)


def desk_pages(world: World, language: str) -> Shown:
    """States of records that the first look at an address does not show."""
    side, slug = world.here, {"slug": world.here.school.slug}
    coordinator = world.actors["coordinator"].fresh()
    yield "answered", look(coordinator, "feedback_desk:answer", language, pk=side.answered.pk, **slug)
    yield "a draft", look(coordinator, "notices_desk:page", language, pk=side.draft_notice.pk, **slug)
    twin = told("people_desk:new").forms[0](world, side) | {
        "given_name": side.family.person.given_name, "family_name": side.family.person.family_name,
    }  # fmt: skip
    yield "who looks alike", look(coordinator, "people_desk:new", language, twin, **slug)
    new = school("new-school", "New School", "39103970000025")
    yield "nothing binds it", look(world.actors["county"].fresh(), "desk:year", language, slug=new.slug)
    typed = told("documents_desk:section").forms[0](world, side)
    section = {"pk": side.document.pk, "key": side.section.key, **slug}
    yield "typed too late", look(Client(), "documents_desk:section", language, typed, **section)
    url = by_name()["documents_desk:section"].url(language, **section)
    coordinator.post(url, typed, headers={"X-Autosave": "1"})


def mail_and_paper(world: World, language: str) -> Shown:
    """A notice of each kind in everyone's language, and an edition's file."""
    notice = Notice.objects.get(pk=world.here.draft_notice.pk)
    notices.actions.release(notice, by=world.here.by)
    notices.actions.expand(notice)
    with at(notice.send_at):
        deliver()
    meetings.actions.invitation_letter(world.here.ready, world.here.school)
    meetings.actions.cancellation_letter(world.here.coming, world.here.school)
    assert pdf.build(world.here.edition, language).pages
    yield from ()


def trouble(world: World, language: str) -> Shown:
    """The pages of refusals and crashes; those of a crash stand alone, in both languages at once."""
    request = RequestFactory().get(f"/{language}/")
    for name in TROUBLE:
        engines["django"].get_template(name).render({}, None if name in ("400.html", "500.html") else request)
    yield from ()


def drafts_heard(world: World, language: str) -> Shown:
    """A plan laid open, which goes on with what families say; a late comment that the next year's answers."""
    side, where = world.here, {"slug": world.here.school.slug, "kind": "schoolwide-plan"}
    late = documents.actions.comment(side.plan.windows.get(), Said("Muy tarde.", "es", may_show=True), form_key="late")
    documents.actions.show(late, {"es": late.text}, by=side.by)
    plan = documents.actions.start(side.school, "schoolwide-plan", 2027, by=side.by)
    texts = {"es": "A las seis.", "en": "At six."}
    for code, text in texts.items():
        news = plan.sections.get(key="changes")
        documents.actions.write(news, code, text, revision=news.revision, by=side.by)
    answer = documents.actions.reply(plan, [late], outcome="unchanged", texts=texts, by=side.by)
    fill_in(plan, by=side.by)
    approve_both(world, [*plan.sections.all(), answer])
    documents.actions.open_window(plan, closes_on=date(2026, 11, 10), by=side.by)
    yield "a plan laid open", look(Client(), "documents:review", language, **where)
    for year in ("2026", "2027"):
        yield f"what came late, {year}", look(Client(), "documents:answers", language, query=f"?year={year}", **where)
    coordinator, draft = world.actors["coordinator"].fresh(), {"slug": where["slug"], "pk": side.open.pk}
    yield "beside a section", look(coordinator, "documents_desk:section", language, key=side.comment.key, **draft)
    yield "answers that wait", look(coordinator, "documents_desk:page", language, **draft)
    yield "answering", look(coordinator, "documents_desk:reply", language, query=f"?comment={side.comment.pk}", **draft)
    yield "before the decision", look(coordinator, "documents_desk:adopt", language, **draft)


def approve_both(world: World, rows: Iterable[Any]) -> None:
    for row in rows:
        for code, by in (("es", world.cast.approver_es), ("en", world.cast.approver_en)):
            row.refresh_from_db()
            if getattr(row, f"state_{code}") == "draft":
                documents.actions.approve(row, code, by=by)


def texts_refused(world: World, language: str) -> Shown:
    """Two at one section, a text too long to be shown, a Word file with a mistake, a form of a session that ended."""
    side, slug = world.here, {"slug": world.here.school.slug}
    coordinator = world.actors["coordinator"].fresh()
    section = {"pk": side.document.pk, "key": side.section.key, **slug}
    documents.actions.write(side.section, "en", "Theirs.", revision=side.section.revision, by=world.cast.county)
    stale = {"en": "Mine, not theirs.", "revision_en": str(side.section.revision), "base_en": "x"}
    yield "two at one text", look(coordinator, "documents_desk:section", language, stale, **section)
    yield "a text whose source changed", look(coordinator, "documents_desk:section", language, **section)
    late = {"pk": side.edition.document_id, "key": "B4", **slug}
    typed = {"en": "Typed while it was published.", "revision_en": "0", "base_en": "x"}
    yield "published meanwhile", look(coordinator, "documents_desk:section", language, typed, **late)
    endless = {"en": "a" * (LONGEST + 1), "revision_en": "0", "preview": "1"}
    yield "too long to be shown", look(coordinator, "documents_desk:section", language, endless, **section)
    part = parts_of(side.document, "es")[0]
    empty = {"line": part.code, "text": ""}
    yield (
        "a file with a mistake",
        look(coordinator, "documents_desk:word", language, empty, pk=side.document.pk, **slug),
    )
    kept = told("meetings_desk:minutes").forms[0](world, side)
    where = next(one for one in targets(by_name()["meetings_desk:minutes"], world)).kwargs
    yield "minutes typed too late", look(Client(), "meetings_desk:minutes", language, kept, **where)


def nothing_to_read(world: World, language: str) -> Shown:
    """A school without an agreement; two older documents that have no language in common with the page."""
    new = school("empty-school", "Empty School", "39103970000033")
    yield "no agreement", look(Client(), "compacts:page", language, slug=new.slug)
    other = next(code for code in LANGUAGES if code != language)
    for year in (2019, 2020):
        documents.actions.enter_legacy(
            new, "site_policy", year, language=other, texts={"B1": f"{year}"}, on=date(year, 9, 1), by=world.cast.county
        )
    yield "not to be compared", look(Client(), "policies:changes", language, slug=new.slug)


def without_families(world: World, language: str) -> Shown:
    """A decision without families, asked about once and then told before publishing; hearings, to come and over."""
    side, office = world.here, world.cast.office
    coordinator, where = world.actors["coordinator"].fresh(), {"slug": side.school.slug, "pk": side.draft_to_open.pk}
    posted = {"body": "site_council", "on": "2026-10-21", "vote": "7-0"}
    with at(NOW):
        yield "decided alone", look(coordinator, "documents_desk:adopt", language, posted, **where)
        look(coordinator, "documents_desk:adopt", language, {**posted, "anyway": "on"}, **where)
        yield "to be published", look(coordinator, "documents_desk:page", language, **where)
        for days in (10, -1):
            hearing = {
                "hearing_at": NOW + timedelta(days=days),
                "hearing_place_es": "Salón",
                "hearing_place_en": "Room",
            }
            plan = documents.actions.start(office, "lcap", 2026 + abs(days), by=world.cast.county)
            Document.objects.filter(pk=plan.pk).update(**hearing)
        yield "a hearing", look(Client(), "documents:page", language, slug=office.slug, kind="lcap")


SCENES = (forms_sent, done_already, signing_in, second_steps, families_pages, desk_pages, mail_and_paper, trouble)
SCENES += (drafts_heard, texts_refused, nothing_to_read, without_families)
