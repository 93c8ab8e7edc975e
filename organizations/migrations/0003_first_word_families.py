"""Words to begin with. They are general words of the two languages; editors change and add to them."""

from django.db import migrations

#: Spellings of one word: a name means the same in each.
SPELLINGS = {
    "ar": ["تقنية، تكنولوجيا", "تقنيات، تكنولوجيات", "مسؤول، مسئول", "شؤون، شئون"],
    "en": [
        "centre, center",
        "centres, centers",
        "organisation, organization",
        "organisations, organizations",
        "programme, program",
        "programmes, programs",
        "modernisation, modernization",
        "digitalisation, digitalization",
        "defence, defense",
        "labour, labor",
    ],
}
#: One thing and several: for a search, not for a name.
FORMS = {
    "ar": [
        "بنك، بنوك",
        "هيئة، هيئات",
        "مذكرة، مذكرات",
        "وزارة، وزارات",
        "شركة، شركات",
        "مؤسسة، مؤسسات",
        "جهة، جهات",
        "مركز، مراكز",
        "منظمة، منظمات",
        "حكومة، حكومات",
        "برنامج، برامج",
        "مشروع، مشاريع، مشروعات",
        "مبادرة، مبادرات",
        "اتفاق، اتفاقية، اتفاقات، اتفاقيات",
        "شراكة، شراكات",
        "تحالف، تحالفات",
        "خدمة، خدمات",
        "مدينة، مدن",
        "شبكة، شبكات",
        "سفارة، سفارات",
        "تقنية، تقنيات",
    ],
    "en": [
        "bank, banks",
        "authority, authorities",
        "memorandum, memoranda, memorandums",
        "ministry, ministries",
        "company, companies",
        "agency, agencies",
        "government, governments",
        "project, projects",
        "initiative, initiatives",
        "agreement, agreements",
        "partnership, partnerships",
        "alliance, alliances",
        "service, services",
        "city, cities",
        "network, networks",
        "embassy, embassies",
        "centre, centres",
        "organisation, organisations",
        "programme, programmes",
    ],
}


def add_families(apps, schema_editor):
    families = apps.get_model("organizations", "WordFamily").objects
    families.bulk_create(
        families.model(language=language, words=words, is_spelling=is_spelling)
        for is_spelling, lists in ((True, SPELLINGS), (False, FORMS))
        for language, rows in lists.items()
        for words in rows
    )


class Migration(migrations.Migration):
    dependencies = [("organizations", "0002_names_and_word_families")]

    # Backwards there is nothing to do: the table goes with the migration before.
    operations = [migrations.RunPython(add_families, migrations.RunPython.noop)]
