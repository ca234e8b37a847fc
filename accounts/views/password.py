"""Staff passwords: changing one's own, and choosing one by a link in a mail. Families have none."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as base
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse_lazy

from accounts.choices import Kind
from accounts.forms import AskResetForm, ChangePasswordForm, ReauthenticateForm, ResetPasswordForm
from accounts.views.sign_in import send_other_way
from accounts.views.typed import KeepsTyped

USE_CODE = "account/email/use_code"


def staff_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For families the page is not there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated or request.user.kind != Kind.STAFF:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


class ChangePassword(KeepsTyped, base.PasswordChangeView):
    """The password of today and a new one; every other session ends."""

    form_class = ChangePasswordForm
    template_name = "account/password_change.html"


class PasswordAgain(KeepsTyped, base.ReauthenticateView):
    """The password once more, before something that matters."""

    form_class = ReauthenticateForm
    template_name = "account/reauthenticate.html"


class AskReset(KeepsTyped, base.PasswordResetView):
    """A link by mail to choose a password, the first one too."""

    form_class = AskResetForm
    template_name = "account/password_reset.html"

    def form_valid(self, form: AskResetForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if not form.users:
            send_other_way(form.cleaned_data["email"], kind=Kind.FAMILY, template=USE_CODE)
        return response


class ResetPassword(KeepsTyped, base.PasswordResetFromKeyView):
    """The new password. Opening the link changes nothing: mail scanners open links."""

    form_class = ResetPasswordForm
    template_name = "account/password_reset_from_key.html"
    success_url = reverse_lazy("account_staff_login")
