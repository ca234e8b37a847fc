"""docs/audiences.md says whom every address is for, as the addresses themselves do."""

from accounts.choices import Audience
from sjcoe_portal.management.commands import audiences
from tests.trust.addresses import addresses


def test_the_page_is_up_to_date():
    assert audiences.PATH.read_text() == audiences.table(), "run: .venv/bin/python manage.py audiences --write"


def test_every_address_stands_in_it_under_its_audience():
    sections = audiences.table().split("\n## ")[1:]
    assert [section.partition(":")[0] for section in sections] == [str(one) for one in Audience]
    stands = {section.partition(":")[0]: section for section in sections}
    for one in addresses():
        assert f"| `{one.name}` |" in stands[one.audience], one.name
    assert sum(section.count("\n| `") for section in sections) == len(addresses())


def test_control_an_address_for_someone_else_would_be_noticed(monkeypatch):
    from schools.views.listing import schools

    monkeypatch.setattr(schools, "audience", "public")
    assert audiences.table() != audiences.PATH.read_text()
