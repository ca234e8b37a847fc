"""Every address of signing in, each with its audience; nothing else of the sign-in library can be reached."""

from allauth.account import views as account
from django.urls import path, re_path
from django.urls.resolvers import URLPattern
from django.views.generic import View

from accounts.audience import audience
from accounts.views import password, second_factor, sign_in
from accounts.views.password import staff_only

RESET_KEY = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[-0-9A-Za-z]{1,100})/$"


def _entrance(route: str, view: type[View], name: str) -> URLPattern:
    return path(route, audience("sign_in")(view.as_view()), name=name)


def _own(route: str, view: type[View], name: str) -> URLPattern:
    """A page of a staff member's own account."""
    return path(route, audience("account")(staff_only(view.as_view())), name=name)


urlpatterns = [
    _entrance("login/", sign_in.AskCode, "account_login"),
    _entrance("login/", sign_in.AskCode, "account_request_login_code"),  # the library asks for it by this name
    _entrance("login/code/", sign_in.ConfirmCode, "account_confirm_login_code"),
    _entrance("login/staff/", sign_in.StaffLogin, "account_staff_login"),
    _entrance("login/second-step/", second_factor.SecondFactor, "mfa_authenticate"),
    _entrance("logout/", sign_in.Leave, "account_logout"),
    _entrance("password/reset/", password.AskReset, "account_reset_password"),
    _entrance("password/reset/sent/", account.PasswordResetDoneView, "account_reset_password_done"),
    re_path(RESET_KEY, audience("sign_in")(password.ResetPassword.as_view()), name="account_reset_password_from_key"),
    _own("password/change/", password.ChangePassword, "account_change_password"),
    _own("again/", password.PasswordAgain, "account_reauthenticate"),
    _own("again/code/", second_factor.SecondFactorAgain, "mfa_reauthenticate"),
    _own("second-step/", second_factor.Overview, "mfa_index"),
    _own("second-step/set-up/", second_factor.SetUp, "mfa_activate_totp"),
    _own("second-step/take-off/", second_factor.TakeOff, "mfa_deactivate_totp"),
    _own("second-step/recovery-codes/", second_factor.RecoveryCodes, "mfa_view_recovery_codes"),
    _own("second-step/recovery-codes/new/", second_factor.NewRecoveryCodes, "mfa_generate_recovery_codes"),
    _own("second-step/recovery-codes/file/", second_factor.RecoveryCodesFile, "mfa_download_recovery_codes"),
]
