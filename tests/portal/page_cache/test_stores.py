import threading
from pathlib import Path

import pytest
from django.core.cache import caches

from portal.caching import HOT_BYTES, LARGEST_HOT
from portal.page_cache.kept import Kept
from portal.page_cache.stores import OVERHEAD, HotPages

from .conftest import ask

HEADERS = [("Content-Type", "image/png"), ("ETag", 'W/"1"')]


def page(size):
    return Kept.of("g", 0.0, "200 OK", HEADERS, b"x" * size)


def test_process_holds_no_more_than_it_may():
    hot, one = HotPages(), page(50_000)
    for number in range(1_000):
        hot.put(str(number), one)

    held = [number for number in range(1_000) if hot.get(str(number))]
    assert held == list(range(1_000 - len(held), 1_000))
    assert HOT_BYTES - 60_000 < len(held) * (one.size + OVERHEAD) <= HOT_BYTES


def test_pages_that_are_asked_for_stay():
    hot, one = HotPages(10 * (page(1_000).size + OVERHEAD)), page(1_000)
    for number in range(30):
        hot.put(str(number), one)
        hot.get("0")

    assert hot.get("0")
    assert not hot.get("10")


def test_same_page_again_takes_no_more_room():
    hot = HotPages(2 * (page(1_000).size + OVERHEAD))
    hot.put("kept", page(1_000))
    for _ in range(5):
        hot.put("again", page(1_000))

    assert hot.get("kept")


def test_page_that_is_too_large_makes_no_others_go():
    hot = HotPages()
    hot.put("small", page(10))
    hot.put("large", page(LARGEST_HOT + 1))

    assert hot.get("small")
    assert not hot.get("large")


def test_one_of_many_gets_the_claim(store):
    got, begun = [], threading.Barrier(16)

    def claim():
        begun.wait()
        got.append(caches["pages"].add("key", 1, 10))

    threads = [threading.Thread(target=claim) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(got) == [False] * 15 + [True]
    caches["pages"].delete("key")
    assert caches["pages"].add("key", 1, 10)


def test_claim_of_a_process_that_died_runs_out():
    assert caches["pages"].add("key", 1, -1) or True
    assert caches["pages"].add("key", 1, 10)
    assert not caches["pages"].add("key", 1, 10)


def test_files_make_room_for_others(store, settings):
    settings.CACHES = settings.CACHES | {
        "pages": settings.CACHES["pages"] | {"OPTIONS": {"MAX_ENTRIES": 256 * 3}}
    }
    for number in range(3_000):
        caches["pages"].set(str(number), number)

    files = [name for name in store.glob("*/*") if name.is_file()]
    assert 256 < len(files) <= 256 * 4
    assert max(len(list(folder.iterdir())) for folder in store.iterdir()) <= 4


def test_no_half_written_file_is_left(store):
    with pytest.raises(Exception, match="pickle"):
        caches["pages"].set("key", lambda: None)

    assert [name for name in store.glob("*/*") if name.is_file()] == []


@pytest.mark.parametrize("damage", [b"", b"x", b"\x80\x05N."])
def test_damaged_file_is_no_page(pages, another, maker, store, damage):
    ask(pages, "/ar/")
    for name in store.glob("*/*.djcache"):
        Path(name).write_bytes(damage)

    assert ask(another, "/ar/").body == b"page"
    assert len(maker.made) == 2


def test_page_that_another_version_of_the_portal_kept_is_no_page(pages, another, maker, monkeypatch):
    as_it_was = Kept.__iter__
    monkeypatch.setattr(Kept, "__iter__", lambda page: iter([*as_it_was(page)][:-1]))
    ask(pages, "/ar/")
    monkeypatch.undo()

    assert ask(another, "/ar/").body == b"page"
    assert len(maker.made) == 2
