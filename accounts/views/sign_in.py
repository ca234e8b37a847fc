"""The entry page, the six digits, the staff's password page, and the way out."""

from typing import Any

from allauth.account import views as base
from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import clear_login, get_pending_stage
from allauth.account.stages import LoginByCodeStage, LoginStage
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.choices import Kind
from accounts.forms import AskCodeForm, ConfirmCodeForm, StaffLoginForm
from accounts.models import User
from accounts.views.typed import KeepsTyped

USE_PASSWORD = "account/email/use_password"


def send_other_way(email: str, *, kind: str, template: str) -> None:
    """One mail for each asking: an account of the other kind learns its way in, a stranger that we don't know them.

    So the page answers alike, in bytes and in time, and a family that mistyped is not left waiting.
    """
    adapter = get_adapter()
    names = {"login_url": "account_login", "staff_url": "account_staff_login"}
    urls = {key: adapter.request.build_absolute_uri(reverse(name)) for key, name in names.items()}
    is_known = User.objects.by_email(email, kind=kind) is not None
    adapter.send_mail(template if is_known else "account/email/unknown_account", email, urls)


class StartsAnew:
    """A sign-in page can be opened again while a code is on its way: a wrongly typed address is no dead end."""

    request: HttpRequest

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> HttpResponse | None:
        return None


class AskCode(StartsAnew, KeepsTyped, base.RequestLoginCodeView):
    """The entry page: one address, and the door for staff."""

    form_class = AskCodeForm
    template_name = "account/login.html"

    def form_valid(self, form: AskCodeForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if form._user is None:
            send_other_way(form.cleaned_data["email"], kind=Kind.STAFF, template=USE_PASSWORD)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stage = get_pending_stage(self.request)
        pending = stage is not None and stage.key == LoginByCodeStage.key
        return {**super().get_context_data(**kwargs), "is_code_pending": pending}


class ConfirmCode(KeepsTyped, base.ConfirmLoginCodeView):
    """The six digits of the message."""

    form_class = ConfirmCodeForm
    template_name = "account/confirm_login_code.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == "other_address":
            clear_login(request)
            return redirect(self.passthrough_next_url(reverse("account_login")))
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return kwargs if self._action == "resend" else {**kwargs, "process": self._process}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The digits' form, also when another button of the page was pressed."""
        form = kwargs.get("form")
        if form is None or type(form) is Form:
            kwargs["form"] = ConfirmCodeForm(process=self._process)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super()._resend_form_valid(form)
        if self._process.user is None:
            send_other_way(self._process.state["email"], kind=Kind.STAFF, template=USE_PASSWORD)
        return response

    def form_invalid(self, form: ConfirmCodeForm) -> HttpResponse:
        if not form.is_over:
            if "code" not in form.data or not form.data["code"].strip():
                return self.render_to_response(self.get_context_data(form=form))
            response: HttpResponse = super().form_invalid(form)
            return response
        self._process.abort()
        sentence = str(get_adapter().error_messages["too_many_login_attempts"])
        get_adapter().add_message(self.request, messages.ERROR, message=sentence)
        return redirect("account_login")


class StaffLogin(StartsAnew, KeepsTyped, base.LoginView):
    """Staff: address and password; the second factor comes next."""

    form_class = StaffLoginForm
    template_name = "account/staff_login.html"


class Leave(base.LogoutView):
    """The way out: a button that posts."""
