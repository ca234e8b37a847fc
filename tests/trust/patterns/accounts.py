"""Signing in and one's own account."""

from tests.trust.patterns.entry import Pattern, fixed

OLD, NEW = "correct horse battery", "another horse battery"
CODE = fixed(code="000000")
TWICE = {"password1": NEW, "password2": NEW}

PATTERNS = {
    "account_login": Pattern(forms=(lambda world, side: {"email": side.family.email.value},)),
    "account_request_login_code": Pattern(forms=(lambda world, side: {"email": side.family.email.value},)),
    "account_confirm_login_code": Pattern(forms=(CODE,)),
    "account_staff_login": Pattern(
        forms=(lambda world, side: {"login": side.by.email, "password": "a wrong password"},)
    ),
    "account_logout": Pattern(forms=(fixed(),)),
    "account_reset_password": Pattern(forms=(lambda world, side: {"email": side.by.email},)),
    "account_reset_password_from_key": Pattern(
        lambda side: dict(zip(("uidb36", "key"), side.reset_key, strict=True)), (fixed(**TWICE),)
    ),
    "account_change_password": Pattern(forms=(fixed(oldpassword=OLD, **TWICE),)),
    "account_reauthenticate": Pattern(forms=(fixed(password=OLD),)),
    "mfa_authenticate": Pattern(forms=(CODE,)),
    "mfa_reauthenticate": Pattern(forms=(CODE,)),
    "mfa_activate_totp": Pattern(forms=(CODE,)),
    "mfa_deactivate_totp": Pattern(forms=(fixed(),)),
    "mfa_generate_recovery_codes": Pattern(forms=(fixed(),)),
}
