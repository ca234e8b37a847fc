"""Opening, changing and closing accounts."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from accounts.actions import disable, enrol_totp, has_second_factor, make_staff, open_family_account, open_staff_account
from accounts.models import AuditEntry, User
from tests.accounts.conftest import PASSWORD, SECRET


def test_a_family_account_has_no_password_and_a_language(db):
    user = open_family_account(" Ana@Families.invalid ", "Ana Invento", "es", by=None)
    assert (user.email, user.kind, user.language, user.has_usable_password()) == (
        "ana@families.invalid",
        "family",
        "es",
        False,
    )
    assert AuditEntry.objects.get().verb == "open_account"


def test_one_address_opens_one_account_whatever_its_letters(family):
    with override("en"), pytest.raises(ValidationError, match="Use a new one"):
        open_staff_account("ANA@families.invalid", "Otra", "es", by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Ana@Families.Invalid", name="Otra")


def test_an_address_must_be_one(db):
    with pytest.raises(ValidationError):
        open_family_account("ana", "Ana", "es", by=None)
    assert not User.objects.exists()


def test_becoming_staff_happens_once_and_is_written_down(family):
    assert make_staff(make_staff(family)).kind == "staff"
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["open_account", "make_staff"]


def test_closing_happens_once_and_says_by_whom(family, staff):
    disable(disable(family, by=staff), by=staff)
    assert AuditEntry.objects.get(verb="disable_account").by == staff


def test_staff_get_one_app_and_families_none(family, bare_staff):
    enrol_totp(bare_staff, SECRET, by=None)
    assert has_second_factor(bare_staff)
    for user in (bare_staff, family):
        with pytest.raises(ValidationError):
            enrol_totp(user, SECRET, by=None)
    assert Authenticator.objects.count() == 1


def test_a_family_s_password_never_stays_with_staff_that_had_none(family):
    assert not make_staff(family).has_usable_password()
    assert not family.check_password(PASSWORD)
