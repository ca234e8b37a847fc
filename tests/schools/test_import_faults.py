"""A broken file changes nothing, and the refusal names line and column. Each fault alone."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry
from schools.actions import import_directory
from schools.models import School

pytestmark = pytest.mark.django_db


def refusal(path):
    """The one line a broken file is refused with; nothing was changed by it."""
    schools, entries = list(School.objects.values_list()), AuditEntry.objects.count()
    with pytest.raises(CommandError) as refused:
        call_command("import_schools", path)
    assert list(School.objects.values_list()) == schools
    assert AuditEntry.objects.count() == entries
    assert str(refused.value).endswith(". Nothing was changed.")
    assert "\n" not in str(refused.value)
    return str(refused.value).removeprefix(f"{path}: ").removesuffix(". Nothing was changed.")


def without_column(content, name):
    lines = [line.split(b"\t") for line in content.rstrip(b"\n").split(b"\n")]
    place = lines[0].index(name)
    return b"\n".join(b"\t".join(cells[:place] + cells[place + 1 :]) for cells in lines)


@pytest.mark.parametrize("name", ["CDSCode", "Magnet", "Multilingual", "FederalDFCDistrictID"])
def test_a_missing_column_is_named(changed, name):
    path = changed(lambda content: without_column(content, name.encode()))
    assert refusal(path) == f"line 1, column {name}: this column is missing"


def test_a_heading_that_stands_twice_is_named(changed):
    path = changed(lambda content: content.replace(b"\tMultilingual", b"\tPhone\tMultilingual", 1))
    assert refusal(path) == "line 1, column Phone: this column stands there twice"


def test_a_short_line_is_named_with_the_first_column_it_lacks(changed):
    def cut(content):
        lines = content.split(b"\n")
        lines[4] = b"\t".join(lines[4].split(b"\t")[:44])
        return b"\n".join(lines)

    assert refusal(changed(cut)) == "line 5, column LastUpDate: the line ends before this column (44 of 46 columns)"


def test_a_line_with_a_column_too_many_is_named(changed):
    path = changed(lambda content: content.replace(b"\tTEAM Charter\t", b"\tTEAM\tCharter\t"))
    assert refusal(path) == "line 6, column Multilingual: more columns than headings (47 instead of 46)"


def test_a_code_of_13_digits_is_named(cell):
    expected = "line 4, column CDSCode: a code has 14 digits; this one has 13 characters"
    assert refusal(cell(4, "CDSCode", b"3910397012071")) == expected


def test_a_code_with_a_letter_is_named(cell):
    assert refusal(cell(4, "CDSCode", b"3910397012071X")).startswith("line 4, column CDSCode: a code has 14 digits")


@pytest.mark.parametrize("column", ["OpenDate", "ClosedDate", "LastUpDate"])
@pytest.mark.parametrize("text", ["02/30/2020", "2020-02-03", "13/01/2020", "0/0/0", "soon"])
def test_an_impossible_date_is_named(cell, column, text):
    assert refusal(cell(6, column, text.encode())).startswith(f"line 6, column {column}: not a day of the calendar")


def test_a_code_that_stands_twice_is_named_with_both_lines(cell):
    assert (
        refusal(cell(6, "CDSCode", b"39103970120717")) == "line 6, column CDSCode: this code stands already on line 4"
    )


def test_an_empty_file_is_named(changed):
    assert refusal(changed(lambda content: b"")).startswith("line 1, column CDSCode: the file is empty")


def test_a_file_of_headings_alone_is_named(changed):
    path = changed(lambda content: content.split(b"\n")[0] + b"\n")
    assert refusal(path) == "line 2, column CDSCode: there is no row under the headings"


def test_a_nul_is_named(cell):
    assert (
        refusal(cell(7, "City", b"Stock\0ton")) == "line 7, column City: a NUL character; save the file as plain text"
    )


def test_latin_1_is_named(cell):
    path = cell(9, "School", "Peña".encode("latin-1"))
    assert refusal(path) == "line 9, column School: not UTF-8 text (Latin-1?); save the file as UTF-8"


def test_an_unknown_status_is_named(cell):
    assert refusal(cell(4, "StatusType", b"Asleep")).startswith("line 4, column StatusType: expected one of Active")


def test_a_school_without_a_name_is_named(cell):
    assert refusal(cell(4, "School", b"No Data")) == "line 4, column School: a school without a name"


def test_a_text_that_does_not_fit_is_named(cell):
    assert refusal(cell(4, "School", b"x" * 121)) == "line 4, column School: longer than 120 characters"


def test_the_last_line_broken_undoes_all_before_it(directory, cell):
    path = cell(15, "OpenDate", b"99/99/9999")
    path.write_bytes(path.read_bytes().replace(b"one.Charter", b"two.Charter"))
    refusal(path)
    assert School.objects.get(cds="39103970120717").name == "one.Charter"


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    assert refusal(tmp_path / "absent.txt") == "No such file or directory"


def test_a_folder_is_said_so(tmp_path):
    assert refusal(tmp_path) == "Is a directory"


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"),
        lambda content: content.rstrip(b"\n"),
        lambda content: content + b"\n\n",
    ],
    ids=["CRLF", "byte order mark", "both", "no last line break", "empty lines at the end"],
)
def test_another_line_end_or_a_mark_is_no_fault(changed, change):
    assert import_directory(changed(change)).created == 14
    assert not School.objects.filter(name__contains="\r").exists()


def test_columns_in_another_order_are_no_fault(changed):
    def turned(content):
        return b"\n".join(b"\t".join(reversed(line.split(b"\t"))) for line in content.rstrip(b"\n").split(b"\n"))

    assert import_directory(changed(turned)).created == 14
    assert School.objects.get(slug="team-charter").city == "Stockton"


def test_a_name_outside_ascii_is_kept(cell):
    import_directory(cell(4, "School", "Peña Niños".encode()))
    assert School.objects.get(slug="pena-ninos").name == "Peña Niños"


@pytest.mark.parametrize("grades", [b"Z-99", b"12-K", b"K-", b"13-1", b"5 to 8"])
def test_grades_that_are_none_are_named(cell, grades):
    expected = f"line 4, column GSserved: {grades.decode()!r} are no grades (expected such as K-12, 7-8 or 12)"
    assert refusal(cell(4, "GSserved", grades)) == expected


@pytest.mark.parametrize("grades", [b"P-3", b"TK-6", b"K-Adult", b"12", b"7-8", b"UG", b"No Data"])
def test_grades_as_the_directory_writes_them_are_read(cell, grades):
    call_command("import_schools", cell(4, "GSserved", grades))


def test_a_year_that_cannot_be_is_named(cell):
    said = refusal(cell(4, "OpenDate", b"08/17/2199"))
    assert said.startswith("line 4, column OpenDate: the year 2199 cannot be right (expected 1850 to ")


def test_lines_that_end_in_a_lone_carriage_return_are_named(changed):
    said = refusal(changed(lambda content: content.replace(b"\r\n", b"\n").replace(b"\n", b"\r")))
    assert said.startswith("line 1, column Multilingual: the lines end in a lone carriage return (CR)")
