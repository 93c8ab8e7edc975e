import pytest

from organizations.models import Organization

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["هيئه الإتصالات", "هيئة الاتصالات", "الاتصالا", "هيئة"])
def test_spelled_finds_any_spelling_at_any_place(typed):
    organization = Organization.objects.create(slug="citra", name_ar="هيئة الاتصالات")
    Organization.objects.create(slug="other", name_ar="بنك")

    assert list(Organization.objects.filter(name_ar__spelled=typed)) == [organization]


@pytest.mark.parametrize("typed", ["%", "_", "هيئة%", "\\", "هيئة  x"])
def test_spelled_takes_signs_of_patterns_for_themselves(typed):
    Organization.objects.create(slug="citra", name_ar="هيئة الاتصالات")

    assert not Organization.objects.filter(name_ar__spelled=typed).exists()
