"""The texts that notes were made on."""

from __future__ import annotations

import gzip
import os
import stat
from datetime import UTC, datetime

import pytest
from annotation_samples import anchor
from hypothesis import given
from hypothesis import strategies as st

from article import fingerprint
from reader.annotations import snapshots
from reader.annotations.model import Annotation
from reader.annotations.snapshots import GRACE, Snapshots, texts_of

TEXT = "Rivers carry more than water.\n日本 – «é»\n" * 50


@pytest.fixture
def kept(tmp_path):
    return Snapshots(tmp_path / "notes" / "texts")


def test_a_text_that_was_kept_is_there_by_its_fingerprint(kept):
    name = kept.keep(TEXT)
    assert name == fingerprint(TEXT)
    assert dict(kept) == {name: TEXT}
    assert Snapshots(kept.folder)[name] == TEXT


def test_it_is_compressed_private_and_written_once(kept):
    name = kept.keep(TEXT)
    (file,) = kept.folder.iterdir()
    assert file.name == f"{name}.txt.gz"
    assert file.stat().st_size < len(TEXT) / 5
    assert gzip.decompress(file.read_bytes()).decode() == TEXT
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700
    before = file.stat()
    kept.keep(TEXT)
    assert file.stat() == before


def test_what_was_never_kept_is_not_there(kept):
    assert list(kept) == []
    for name in (fingerprint("other"), "", "../../etc/passwd", "AB" * 32):
        assert name not in kept
        assert kept.get(name) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-20],
        lambda content: b"",
        lambda content: b"not gzip at all",
        lambda content: gzip.compress(b"another text"),
        lambda content: gzip.compress(b"\xff\xfe"),
        lambda content: bytes(100),
    ],
)
def test_a_damaged_snapshot_is_none_and_is_kept_anew(kept, damage):
    name = kept.keep(TEXT)
    (file,) = kept.folder.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert kept.get(name) is None
    kept.keep(TEXT)
    assert kept[name] == TEXT


def test_a_small_file_that_unpacks_without_end_does_not(kept, monkeypatch):
    monkeypatch.setattr(snapshots, "_MAX_BYTES", 10_000)
    text = "a" * 1_000_000
    kept.keep(text)
    assert kept.get(fingerprint(text)) is None


def test_a_text_that_is_far_too_long_is_not_kept(kept, monkeypatch):
    monkeypatch.setattr(snapshots, "MAX_CHARACTERS", 10)
    kept.keep(TEXT)
    assert not kept.folder.exists()


def test_anchors_are_counted_by_the_text_they_were_made_on():
    notes = [
        Annotation("a", anchor()),
        Annotation("b", anchor(), pin=anchor(90)),
        Annotation("c", anchor().__class__("", "", "", 0, 0)),
    ]
    assert texts_of(notes) == {"ab" * 32: 3}


def test_texts_that_no_note_needs_go_when_they_are_a_day_old(kept):
    used, spare, fresh = (kept.keep(text) for text in ("used", "spare", "fresh"))
    now = datetime(2024, 5, 6, tzinfo=UTC)
    for name, age in ((used, 9 * GRACE), (spare, GRACE + 1), (fresh, 0)):
        then = now.timestamp() - age
        os.utime(kept.folder / f"{name}.txt.gz", (then, then))
    (kept.folder / "keep me.txt.gz").write_bytes(b"of the reader")
    assert kept.prune([used], now) == 1
    assert set(kept) == {used, fresh}
    assert (kept.folder / "keep me.txt.gz").exists()


@given(text=st.text(st.characters(codec="utf-8")))
def test_any_text_comes_back(tmp_path_factory, text):
    kept = Snapshots(tmp_path_factory.mktemp("texts"))
    assert kept[kept.keep(text)] == text
