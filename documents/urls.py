"""Addresses under a school's page and its desk: its documents."""

from typing import Any

from django.urls import path

from documents.views import (
    acts,
    answering,
    asking,
    comments,
    editor,
    history,
    looking,
    older,
    owning,
    package,
    plan,
    received,
    recording,
    returning,
    review,
    strategies,
    translations,
    windows,
    word,
)
from documents.views import desk as lists
from documents.views import public as public_views

ONE = "<int:pk>/"
desk: list[Any] = [
    path("", lists.listing, name="list"),
    path("start/", acts.start, name="start"),
    path("waiting/", lists.queue, name="queue"),
    path(ONE, lists.page, name="page"),
    path(f"{ONE}helped/", acts.contributor, name="contributor"),
    path(f"{ONE}helped/<int:row>/take-back/", acts.contributor_void, name="contributor_void"),
    path(f"{ONE}decision/", acts.adopt, name="adopt"),
    path(f"{ONE}publish/", acts.publish, name="publish"),
    path(f"{ONE}new-version/", acts.take_back, name="take_back"),
    path(f"{ONE}editions/<int:number>/take-back/", acts.void_edition, name="void_edition"),
    path(f"{ONE}families/", windows.begin, name="window"),
    path(f"{ONE}families/<int:window>/tell/", windows.tell, name="tell"),
    path(f"{ONE}families/<int:window>/take-back/", windows.void, name="window_void"),
    path(f"{ONE}comments/", comments.listing, name="comments"),
    path(f"{ONE}comments/new/", comments.enter, name="comment_new"),
    path(f"{ONE}comments/answer/", answering.reply, name="reply"),
    path(f"{ONE}comments/<int:comment>/", comments.moderate, name="comment"),
    path(f"{ONE}answers/<int:answer>/", answering.answer, name="answer"),
    path(f"{ONE}answers/<int:answer>/approve/", answering.approve, name="answer_approve"),
    path(f"{ONE}answers/<int:answer>/send-back/<slug:code>/", returning.answer, name="answer_send_back"),
    path(f"{ONE}voice/", recording.page, name="voice"),
    path(f"{ONE}voice/<int:recording>/take-back/", recording.void, name="voice_void"),
    path(f"{ONE}sent/", package.page, name="package"),
    path(f"{ONE}sent/<int:package>/", package.download, name="package_file"),
    path(f"{ONE}sent/<int:package>/take-back/", package.void, name="package_void"),
    path("before/", older.kinds_of, name="older"),
    path("before/<slug:kind>/", older.enter, name="older_enter"),
    path(f"{ONE}add-sections/", acts.add_sections, name="add_sections"),
    path(f"{ONE}own-section/", owning.add, name="own_section"),
    path(f"{ONE}plan/", plan.plan, name="plan"),
    path(f"{ONE}word/", word.word, name="word"),
    path(f"{ONE}word/<slug:code>/", word.word_file, name="word_file"),
    path(f"{ONE}looked-again/", looking.looked_again, name="looked_again"),
    path(f"{ONE}looked-again/<int:review>/take-back/", looking.void_looked_again, name="void_looked_again"),
    path(f"{ONE}sections/<slug:key>/propose/", editor.propose, name="propose"),
    path(f"{ONE}sections/<slug:key>/", editor.section, name="section"),
    path(f"{ONE}sections/<slug:key>/heading/", owning.rename, name="rename"),
    path(f"{ONE}sections/<slug:key>/take-out/", owning.take_out, name="take_out"),
    path(f"{ONE}sections/<slug:key>/approve/", editor.approve, name="approve"),
    path(f"{ONE}sections/<slug:key>/send-back/<slug:code>/", returning.section, name="send_back"),
    path(f"{ONE}sections/<slug:key>/lead/", editor.lead, name="lead"),
]
# Over all schools.
county: list[Any] = [
    path("", asking.listing, name="list"),
    path("new/", asking.add, name="new"),
    path("<int:pk>/take-back/", asking.void, name="void"),
]
strategy: list[Any] = [
    path("", strategies.listing, name="list"),
    path("new/", strategies.add, name="new"),
    path("<int:pk>/take-back/", strategies.void, name="void"),
]
arrived: list[Any] = [path("", package.arrived_plans, name="list")]
translating: list[Any] = [path("", translations.desk, name="desk")]
# Under a school's page, with the kind's name given or in the address.
public: list[Any] = [
    path("", public_views.page, name="page"),
    path("pdf/", public_views.pdf, name="pdf"),
    path("read/", received.page, name="received"),
    path("read/done/", received.done, name="received_done"),
    path("voice/<int:recording>/", recording.play, name="voice"),
    path("changes/", history.changes, name="changes"),
    path("review/", review.page, name="review"),
    path("review/done/", review.done, name="commented"),
    path("review/<int:window>/", review.comment, name="comment"),
    path("answers/", review.answers, name="answers"),
]
# By number alone, for messages that name no school.
short: list[Any] = [path("<int:pk>/", review.short, name="review")]
paper: list[Any] = [path("<int:pk>/", history.short, name="edition")]
