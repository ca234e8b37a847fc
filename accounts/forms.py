"""What people type to sign in. The sign-in library's forms, in our words and with our counting."""

from typing import Any

from allauth.account import forms as base
from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as mfa_base
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.addresses import AddressField
from accounts.choices import Kind
from accounts.models import User


class Email(AddressField):
    """An address, in small letters."""

    def __init__(self, label: Any = _("Your email address"), **extra: Any) -> None:
        attrs = {"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(label=label, widget=forms.EmailInput(attrs=attrs), **extra)

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).strip().lower()


class Code(forms.CharField):
    """Digits from a message or from an app, with or without the spaces people type."""

    def __init__(self, label: Any, **extra: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short"}
        super().__init__(label=label, max_length=20, widget=forms.TextInput(attrs=attrs), **extra)


class Password(forms.CharField):
    """A password, never shown again."""

    def __init__(self, label: Any = _("Your password"), *, new: bool = False, **extra: Any) -> None:
        attrs = {"autocomplete": "new-password" if new else "current-password", "class": "medium"}
        super().__init__(label=label, strip=False, max_length=256, widget=forms.PasswordInput(attrs=attrs), **extra)


class AskCodeForm(base.RequestLoginCodeForm):
    """The entry page: one address. Staff and unknown addresses are answered as known ones are."""

    email = Email()

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise get_adapter().validation_error("too_many_login_attempts")
        self._user = User.objects.by_email(email, kind=Kind.FAMILY)
        return email


class ConfirmCodeForm(base.ConfirmLoginCodeForm):
    """The six digits. Every guess is counted in rows before it is compared."""

    code = Code(_("The six-digit code"))

    def __init__(self, *args: Any, process: Any = None, **kwargs: Any) -> None:
        self.process = process
        self.is_over = False
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        state = self.process.state
        if not actions.may_guess_code(state["email"], state["at"]):
            self.is_over = True
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()
        # Made staff, or closed, since the code was sent; an unknown address has no user at all.
        user = self.process.user
        if user is None or user.kind != Kind.FAMILY or not user.is_active:
            raise get_adapter().validation_error("incorrect_code")
        actions.forgive_code(state["email"])
        return code


class StaffLoginForm(base.LoginForm):
    """Staff: address and password."""

    password = Password()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = Email(_("Your work email address"))
        self.order_fields(["login", "password"])


class ReauthenticateForm(base.ReauthenticateForm):
    """The password once more, before something that matters."""

    password = Password()


class NewPasswordMixin(forms.Form):
    """A new password, twice."""

    user: User | None

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Instead of the library's own comparing, which says it in other words."""
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        return self.cleaned_data


def _new_password() -> Password:
    hint = _("At least 12 characters. Several words in a row work well.")
    return Password(_("New password"), new=True, help_text=hint)


def _once_more() -> Password:
    return Password(_("The new password once more"), new=True)


class ChangePasswordForm(NewPasswordMixin, base.ChangePasswordForm):
    """The password of today and a new one."""

    oldpassword = Password(_("Your password of today"))
    password1 = _new_password()
    password2 = _once_more()


class AskResetForm(base.ResetPasswordForm):
    """A staff member's address; others are answered alike."""

    email = Email(_("Your work email address"))

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        user = User.objects.by_email(email, kind=Kind.STAFF)
        self.users = [user] if user else []
        return email


class ResetPasswordForm(NewPasswordMixin, base.ResetPasswordKeyForm):
    """A new password, from the link in the mail."""

    password1 = _new_password()
    password2 = _once_more()


class ResetTokenForm(base.UserTokenForm):
    """The link's own parts: only staff in service have passwords."""

    def _get_user(self, uidb36: str) -> User | None:
        user = super()._get_user(uidb36)
        return user if user and user.is_active and user.kind == Kind.STAFF else None


class SecondFactorMixin(forms.Form):
    """Guesses at a second factor are counted in rows too."""

    user: User

    def clean_code(self) -> str:
        if not actions.may_guess_second_factor(self.user.pk):
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]  # the library's form beside this one
        actions.forgive_second_factor(self.user.pk)
        return code


class SecondFactorForm(SecondFactorMixin, mfa_base.AuthenticateForm):
    """The app's six digits, or a recovery code."""

    code = Code(_("The code in your app"), help_text=_("Without your phone, type one of your recovery codes."))


class SecondFactorAgainForm(SecondFactorMixin, mfa_base.ReauthenticateForm):
    """The same, before something that matters."""

    code = Code(_("The code in your app"), help_text=_("Without your phone, type one of your recovery codes."))


class SetUpForm(SecondFactorMixin, totp.ActivateTOTPForm):
    """The first code of a newly enrolled app."""

    code = Code(_("The code the app shows now"))
