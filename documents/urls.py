"""Addresses under a school's page and its desk: its documents."""

from typing import Any

from django.urls import path

from documents.views import acts, answering, comments, editor, history, review, translations, windows
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
    path(f"{ONE}sections/<slug:key>/", editor.section, name="section"),
    path(f"{ONE}sections/<slug:key>/approve/", editor.approve, name="approve"),
    path(f"{ONE}sections/<slug:key>/lead/", editor.lead, name="lead"),
]
# Over all schools.
translating: list[Any] = [path("", translations.desk, name="desk")]
# Under a school's page, with the kind's name given or in the address.
public: list[Any] = [
    path("", public_views.page, name="page"),
    path("pdf/", public_views.pdf, name="pdf"),
    path("changes/", history.changes, name="changes"),
    path("review/", review.page, name="review"),
    path("review/done/", review.done, name="commented"),
    path("review/<int:window>/", review.comment, name="comment"),
    path("answers/", review.answers, name="answers"),
]
# By number alone, for messages that name no school.
short: list[Any] = [path("<int:pk>/", review.short, name="review")]
paper: list[Any] = [path("<int:pk>/", history.short, name="edition")]
