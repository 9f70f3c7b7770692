"""Python's collector: it rests during long work, and then does what it does when nobody waits."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from reader.long_work import collect, long_work


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()
    gc.enable()


def collected() -> int:
    """How often it has looked through everything."""
    return int(gc.get_stats()[2]["collections"])


def test_it_rests_until_the_last_of_several_works_is_done() -> None:
    with long_work():
        with long_work():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count()


def test_it_looks_through_everything_only_when_that_is_due_soon() -> None:
    with long_work():
        pass
    gc.collect()
    before = collected()
    collect()
    assert collected() == before
    for _ in range(2):
        gc.collect(1)
    collect()
    assert collected() == before + 1


def test_it_is_not_woken_while_it_rests() -> None:
    for _ in range(9):
        gc.collect(1)
    before = collected()
    with long_work():
        collect()
    assert collected() == before
