import pytest

from organizations.merging import merge
from organizations.partnerships.models import Change, Party
from tests.factories import make_organization, make_partnership

pytestmark = pytest.mark.django_db


def test_history_of_an_entry_says_that_two_in_it_are_one():
    duplicate = make_organization(name_ar="هواوى", name_en=None, slug="huawei-2")
    into = make_organization(name_ar="هواوي", name_en="Huawei")
    entry, elsewhere = make_partnership(duplicate, into), make_partnership(into)
    make_partnership(duplicate, has_source=False)

    merge(duplicate, into, by=None)

    change = Change.objects.public().get()
    assert (change.partnership, change.before) == (entry, None)
    assert change.note_ar == "«هواوى» و«هواوي» مسمّيان لبطاقة واحدة في الدليل."
    assert change.note_en == "“huawei-2” and “Huawei” are one and the same in the directory."
    assert Party.objects.filter(partnership=entry).get().organization == into
    assert not elsewhere.changes.exists()
