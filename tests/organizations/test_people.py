from organizations.models import Person


def test_two_initials_stand_apart():
    """Two Arabic letters would join into one figure, and two of one kind would look like it."""
    assert Person(name_ar="عبد العزيز العلي", name_en="").initials == "ع\u200c\u202fع"


def test_one_name_has_one_initial():
    assert Person(name_ar="علي").initials == "ع"
