from benchmarks.lighthouse.__main__ import CATEGORIES, read, table

AUDITS = ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time")


def report(performance):
    scores = dict.fromkeys(CATEGORIES, 1) | {"performance": performance}
    return {
        "categories": {name: {"score": score} for name, score in scores.items()},
        "audits": {name: {"displayValue": "0.9\u00a0s"} for name in AUDITS},
    }


def test_page_under_the_mark_fails_and_is_marked():
    good, bad = read(report(0.98), "front", "ar"), read(report(0.97), "front", "en")

    lines = table([good, bad])

    assert (good.is_good, bad.is_good) == (True, False)
    assert "**97**" in lines[3]
    assert "**" not in lines[2]


def test_page_without_a_score_fails():
    assert not read(report(None), "front", "ar").is_good
