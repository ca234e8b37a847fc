"""What import_schools reads, keeps, leaves out and reports."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from accounts.models import AuditEntry
from schools.actions import import_directory
from schools.models import School

pytestmark = pytest.mark.django_db
ALAMEDA = "01100170000000"


def run(path, *options):
    from io import StringIO

    out = StringIO()
    call_command("import_schools", path, *options, stdout=out)
    return out.getvalue().splitlines()


def alameda(content):
    """The same rows as another county's office would have them."""
    return content.replace(b"3910397", b"0110017").replace(b"San Joaquin", b"Alameda")


def test_seven_schools_are_active_and_the_office_is_no_school(directory):
    assert sorted(School.objects.public().values_list("slug", flat=True)) == [
        "john-f-cruikshank-jr",
        "one-charter",
        "san-joaquin-county-community",
        "san-joaquin-county-special-education",
        "team-charter",
        "unbound-stockton-community",
        "venture-academy",
    ]
    assert School.objects.office().cds == "39103970000000"


def test_closed_and_merged_schools_are_known_but_out_of_sight(directory):
    assert School.objects.filter(status="closed").count() == 3
    assert School.objects.filter(status="merged").count() == 3
    assert not School.objects.public().exclude(status="active").exists()


def test_a_charter_keeps_its_own_federal_agency_and_both_grade_spans(directory):
    school = School.objects.get(slug="one-charter")
    assert (school.charter, school.funding, school.federal_agency) == (True, "Directly funded", "0602340")
    assert (school.grades_offered, school.grades_served) == ("K-12", "3-12")
    assert (school.type_code, school.program_code) == ("10", "COMM")


def test_no_data_is_empty(directory):
    school = School.objects.get(slug="unbound-stockton-community")
    assert school.grades_served == ""
    assert school.closed_on is None
    assert School.objects.get(slug="san-joaquin-building-futures-academy").website == ""


def test_a_date_is_month_day_year(directory):
    assert School.objects.get(slug="team-charter").opened_on == date(2011, 9, 12)


def test_the_juvenile_court_school_alone_is_a_confidential_setting(directory):
    assert list(School.objects.filter(confidential_setting=True).values_list("slug", flat=True)) == [
        "john-f-cruikshank-jr"
    ]


def test_administrators_names_are_nowhere(cell):
    import_directory(cell(4, "AdmLName", b"Xyzzyname"))
    stored = [str(value) for row in School.objects.values() for value in row.values()]
    assert School.objects.count() == 14
    assert not any("Xyzzyname" in value for value in stored)


def test_a_second_run_on_the_same_file_changes_nothing(directory):
    entries = AuditEntry.objects.count()
    assert run(directory) == ["14 rows read: 0 new, 0 changed, 14 unchanged, 0 of other offices left out"]
    assert AuditEntry.objects.count() == entries + 1


def test_a_changed_file_updates_and_reports_old_and_new(directory, cell):
    lines = run(cell(4, "Phone", b"(209) 555-0199"))
    assert lines == [
        "one.Charter: phone (209) 468-4847 -> (209) 555-0199",
        "14 rows read: 0 new, 1 changed, 13 unchanged, 0 of other offices left out",
    ]
    assert School.objects.get(slug="one-charter").phone == "(209) 555-0199"


def test_each_changed_school_and_the_import_itself_are_in_the_audit_log(directory, cell):
    before = AuditEntry.objects.count()
    import_directory(cell(4, "Phone", b"(209) 555-0199"))
    one, office = School.objects.get(slug="one-charter").pk, School.objects.office().pk
    entries = AuditEntry.objects.order_by("pk")[before:]
    assert [(e.verb, e.record_id, e.fields) for e in entries] == [("import", one, ["phone"]), ("import", office, [])]


def test_a_new_name_leaves_the_address_as_it_was(directory, cell):
    import_directory(cell(4, "School", b"One Charter Academy"))
    assert School.objects.get(cds="39103970120717").slug == "one-charter"
    assert School.objects.get(cds="39103970120717").name == "One Charter Academy"


def test_two_schools_of_one_name_get_two_addresses(cell):
    import_directory(cell(6, "School", b"one.Charter"))
    assert sorted(School.objects.filter(name="one.Charter").values_list("slug", flat=True)) == [
        "one-charter",
        "one-charter-stockton",
    ]


def test_three_schools_of_one_name_in_one_city_get_three_addresses(changed):
    names = (b"TEAM Charter", b"Unbound Stockton Community")

    def one_name(content):
        for name in names:
            content = content.replace(name, b"one.Charter")
        return content

    import_directory(changed(one_name))
    assert sorted(School.objects.filter(name="one.Charter").values_list("slug", flat=True)) == [
        "one-charter",
        "one-charter-39103970142539",
        "one-charter-stockton",
    ]


def test_a_school_that_closes_disappears_from_sight_and_keeps_its_address(directory, cell):
    import_directory(cell(6, "StatusType", b"Closed"))
    school = School.objects.get(slug="team-charter")
    assert school.status == "closed"
    assert school not in School.objects.public()


def test_the_offices_word_that_a_setting_is_confidential_survives(directory):
    School.objects.filter(slug="one-charter").update(confidential_setting=True)
    import_directory(directory)
    assert School.objects.get(slug="one-charter").confidential_setting


@pytest.mark.parametrize("text", [b"javascript:alert(1)//x.y", b"none yet", b"ask the office.", b"http://", b'x.y/"a'])
def test_what_is_no_web_address_is_left_empty(cell, text):
    import_directory(cell(4, "WebSite", text))
    assert School.objects.get(slug="one-charter").website == ""


def test_another_countys_rows_are_left_out(changed):
    both = changed(lambda content: content + alameda(content).split(b"\n", 1)[1])
    assert str(import_directory(both)) == "28 rows read: 14 new, 0 changed, 0 unchanged, 14 of other offices left out"


def test_all_keeps_every_countys_schools_but_one_office(changed):
    both = changed(lambda content: content + alameda(content).split(b"\n", 1)[1])
    report = import_directory(both, everything=True)
    assert (report.created, report.left_out) == (27, 1)
    assert School.objects.filter(kind="office").count() == 1
    assert School.objects.filter(county_code="0110017").count() == 13


def test_another_county_works_unchanged_under_its_own_office(changed, settings):
    settings.OFFICE_CDS = ALAMEDA
    import_directory(changed(alameda))
    assert School.objects.office().cds == ALAMEDA
    assert School.objects.public().count() == 7


def test_another_offices_file_is_refused_with_its_reason(changed):
    with pytest.raises(ValidationError, match="no row of the office 39103970000000"):
        import_directory(changed(alameda))
    assert not School.objects.exists()


def test_an_installation_does_not_change_its_office(directory, changed, settings):
    settings.OFFICE_CDS = ALAMEDA
    with pytest.raises(ValidationError, match="this installation serves San Joaquin"):
        import_directory(changed(alameda))
    assert School.objects.count() == 14


def test_a_dry_run_reports_and_keeps_nothing(directory, cell):
    lines = run(cell(4, "Phone", b"(209) 555-0199"), "--dry-run")
    assert lines[0] == "one.Charter: phone (209) 468-4847 -> (209) 555-0199"
    assert lines[-1].endswith("nothing was kept (dry run)")
    assert School.objects.get(slug="one-charter").phone == "(209) 468-4847"


def test_a_re_import_costs_the_same_number_of_queries_however_many_changed(
    directory, changed, django_assert_num_queries
):
    with django_assert_num_queries(10):
        import_directory(changed(lambda content: content.replace(b"Stockton", b"Lodi")))


def test_a_school_that_a_later_file_lacks_is_named_and_stays(directory, changed):
    def without(content):
        return b"".join(line for line in content.splitlines(keepends=True) if b"\tVenture Academy\t" not in line)

    told = run(changed(without))
    assert "Venture Academy (" in told[0]
    assert told[0].endswith("): not in this file; nothing was changed")
    assert told[-1].endswith(", 1 known here and not in the file (left as they are)")
    assert School.objects.get(slug="venture-academy").status == "active"
