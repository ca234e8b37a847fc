"""Every address of the portal. Language is a path prefix; the root and health have none.

Each room's urls.py names its own lists: `public` (under a school's page), `desk` (under a school's desk), and so on.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

import accounts.urls
import compacts.urls
import compliance.urls
import documents.urls
import evaluations.urls
import feedback.urls
import meetings.urls
import notices.urls
import people.urls
import policies.urls
import resources.urls
import schools.urls
from sjcoe_portal import views

handler404 = "sjcoe_portal.views.absent.not_found"

SCHOOL = "schools/<slug:slug>/"
DESK = "desk/<slug:slug>/"

urlpatterns = [
    path("", views.root, name="root"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("privacy/", views.privacy, name="privacy"),
        path("accessibility/", views.accessibility, name="accessibility"),
        path("after-sign-in/", views.home_after_login, name="home_after_login"),
        path("me/", views.me, name="me"),
        path("me/answer/<int:pk>/", views.me_answer, name="me_answer"),
        path("regulation/", include("regulation.urls")),
        path("account/", include(accounts.urls)),
        # A school's public pages.
        path(SCHOOL, views.school, name="school"),
        path(f"{SCHOOL}policy/", include((documents.urls.public, "policies")), {"kind": "site_policy"}),
        path(f"{SCHOOL}compact/", include((documents.urls.public, "compacts")), {"kind": "compact"}),
        path(f"{SCHOOL}welcome/", include((compacts.urls.public, "welcome"))),
        path(f"{SCHOOL}documents/<slug:kind>/", include((documents.urls.public, "documents"))),
        path(f"{SCHOOL}meetings/", include((meetings.urls.public, "meetings"))),
        path(f"{SCHOOL}evaluation/", include((evaluations.urls.public, "evaluations"))),
        path(f"{SCHOOL}resources/", include((resources.urls.public, "resources"))),
        path(f"{SCHOOL}feedback/", include((feedback.urls.public, "feedback"))),
        # Links sent to families.
        path("review/", include(documents.urls.short)),
        # What a printed document carries beside its code.
        path("d/", include(documents.urls.paper)),
        path("answer/", include((meetings.urls.token, "meetings_token"))),
        # The coordinator's desk.
        path("desk/translations/", include((documents.urls.translating, "translations"))),
        path("desk/", include((compliance.urls.desk_home, "desk"))),
        path(f"{DESK}records/", include((compliance.urls.desk, "compliance_desk"))),
        path(f"{DESK}documents/", include((documents.urls.desk, "documents_desk"))),
        path(f"{DESK}policy/", include((policies.urls.desk, "policies_desk"))),
        path(f"{DESK}welcome/", include((compacts.urls.desk, "compacts_desk"))),
        path(f"{DESK}meetings/", include((meetings.urls.desk, "meetings_desk"))),
        path(f"{DESK}families/", include((people.urls.desk, "people_desk"))),
        path(f"{DESK}requests/", include((feedback.urls.desk, "feedback_desk"))),
        path(f"{DESK}notices/", include((notices.urls.desk, "notices_desk"))),
        # The county.
        path("county/schools/", include((schools.urls.county, "schools_county"))),
        path("county/sections/", include((documents.urls.county, "documents_county"))),
        path("county/plans/", include((documents.urls.arrived, "plans_county"))),
        path("county/strategies/", include((documents.urls.strategy, "strategies_county"))),
        path("county/", include((compliance.urls.county, "county"))),
    ),
]
