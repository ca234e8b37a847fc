"""The staff's second factor: setting it up, passing it, its recovery codes, and taking it off."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib.auth import update_session_auth_hash
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from accounts import actions
from accounts.forms import SecondFactorAgainForm, SecondFactorForm, SetUpForm
from accounts.models import User
from accounts.views.typed import KeepsTyped


class SecondFactor(base.AuthenticateView):
    """Between the password and the desk: the code in the app, or a recovery code."""

    form_class: Any = SecondFactorForm
    template_name = "mfa/authenticate.html"

    def _build_forms(self) -> SecondFactorForm | None:
        posted = self.request.POST if self.request.method == "POST" else None
        self.webauthn_form = None
        self.auth_form: SecondFactorForm = self.form_class(posted, user=self.stage.login.user)
        return self.auth_form if posted is not None else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "switch_language" in request.POST:
            self.auth_form._errors = {}
            page: HttpResponse = self.render_to_response(self.get_context_data())
            return page
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class SecondFactorAgain(KeepsTyped, base.ReauthenticateView):
    """The code once more, before something that matters."""

    form_class = SecondFactorAgainForm


class SetUp(KeepsTyped, totp.ActivateTOTPView):
    """Enrol an app: the picture, the key in letters, and the first code."""

    form_class = SetUpForm

    def form_valid(self, form: SetUpForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        user = cast(User, self.request.user)
        actions.note_second_factor(user, by=user)
        # Every other session has ended; this one typed the app's code.
        update_session_auth_hash(self.request, user)
        record_authentication(self.request, user, "mfa", type="totp", reauthenticated=True)
        return response


class TakeOff(totp.DeactivateTOTPView):
    """A new phone: off with the old one, signed out everywhere, set-up at the next sign-in."""

    def form_valid(self, form: Form) -> HttpResponse:
        actions.drop_second_factor(self.request.user, by=self.request.user)
        get_adapter().logout(self.request)
        return redirect("account_staff_login")


class Overview(base.IndexView):
    """What stands: the app, and how many recovery codes are left."""


class RecoveryCodes(recovery.ViewRecoveryCodesView):
    """The codes for the day without the phone."""


class NewRecoveryCodes(recovery.GenerateRecoveryCodesView):
    """Ten new ones; the old ones end."""


@method_decorator(require_safe, name="dispatch")
class RecoveryCodesFile(recovery.DownloadRecoveryCodesView):
    """The same codes as a text file."""
