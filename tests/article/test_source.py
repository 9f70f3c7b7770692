"""From bytes to text: every encoding that people have, and one clear error for what is no text."""

from __future__ import annotations

import codecs
import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article import source
from article.errors import SourceNotFound, SourceUnreadable
from article.source import decode, looks_like_markdown, read


@pytest.fixture
def standard_input(monkeypatch):
    def put(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))

    return put


def test_a_file_is_read_from_where_it_is(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n# Words\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = read("a.md")
    assert found.text == "# Words\n"
    assert found.front_matter.title == "A"
    assert found.location == str(tmp_path / "a.md")
    assert (found.media_type, found.encoding) == ("text/markdown", "utf-8")
    assert read(Path("a.md")) == found


def test_a_tilde_is_the_home_folder(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert read("~/a.txt").location == str(tmp_path / "a.txt")


def test_standard_input_is_a_hyphen(standard_input):
    standard_input(b"# Words\n\nmore")
    found = read("-")
    assert (found.text, found.location) == ("# Words\n\nmore", "-")
    assert found.media_type == "text/markdown"


@pytest.mark.parametrize(
    ("name", "text", "media_type"),
    [
        ("a.md", "plain words", "text/markdown"),
        ("a.MARKDOWN", "plain words", "text/markdown"),
        ("a.txt", "# Heading", "text/plain"),
        ("README", "# Heading", "text/markdown"),
        ("LICENSE", "Plain words, 1) and 2).", "text/plain"),
        ("a.rst", "words with [a](https://example.org) in them", "text/markdown"),
    ],
)
def test_the_name_decides_on_the_type_and_without_one_the_text(tmp_path, name, text, media_type):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read(tmp_path / name).media_type == media_type
    assert read(tmp_path / name, media_type="text/x").media_type == "text/x"


@pytest.mark.parametrize(
    ("text", "is_markdown"),
    [
        ("# Heading", True),
        ("words\n\n```\ncode", True),
        ("see [this](./there.md)", True),
        ("[a]: https://example.org", True),
        ("some **strong words** here", True),
        ("#hashtag and # alone", False),
        ("2 ** 3 ** 4", False),
        ("1. A list\n- of lines", False),
        ("[1] A source: words", False),
        ("[\n" * 10_000 + "]: words", False),
    ],
)
def test_markdown_is_told_by_what_plain_text_has_no_use_for(text, is_markdown):
    assert looks_like_markdown(text) == is_markdown


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
    ],
)
def test_unicode_is_known_by_its_mark_or_by_itself(encoding, named):
    text = "Ein Wörtchen, ein 漢字 und ein 😀."
    assert decode(text.encode(encoding), "a") == (text, named)


def test_the_byte_order_of_utf16_is_that_of_its_mark():
    for mark, encoding in (
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ):
        assert decode(mark + "wörd".encode(encoding), "a")[0] == "wörd"


def test_half_a_character_at_the_end_is_shown_as_missing():
    assert decode(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le")[:-1], "a")[0] == "a\ufffd"


@pytest.mark.parametrize(
    ("encoding", "named", "text"),
    [
        ("latin-1", "cp1252", "Un café crème, s'il vous plaît. Où est la gare ? C'est déjà l'été."),
        ("cp1252", "cp1252", "It costs €5 – that’s “cheap”."),
        ("cp1252", "cp1252", "Die Gespräche hätten größere Fortschritte gemacht als üblich."),
        ("shift_jis", "cp932", "これは日本語の文章です。短いけれど、読めます。"),
        ("euc_jp", "euc-jp", "これは日本語の文章です。短いけれど、読めます。"),
        ("gb18030", "gb18030", "这是一个简短的中文句子,没有人知道它说什么。"),
        ("big5", "big5", "這是一個簡短的中文句子。沒有人知道它說什麼。"),
        ("euc_kr", "cp949", "이것은 짧은 한국어 문장입니다. 아무도 모릅니다."),
        ("cp1251", "cp1251", "Это короткое предложение на русском языке."),
        ("koi8_r", "koi8-r", "Это короткое предложение на русском языке."),
        ("cp1250", "cp1250", "Zażółć gęślą jaźń, powiedział i poszedł spać."),
        ("cp1253", "cp1253", "Αυτή είναι μια σύντομη πρόταση στα ελληνικά."),
        ("cp874", "cp874", "นี่คือประโยคสั้นๆ"),
    ],
)
def test_another_encoding_is_detected_and_named(encoding, named, text):
    assert decode((text + "\n").encode(encoding), "a") == (text + "\n", named)
    page = ("Plain words in between, as in any text.\n" * 20 + text + "\n") * 3
    assert decode(page.encode(encoding), "a") == (page, named)


def test_the_first_other_character_may_stand_far_behind():
    text = "plain ascii line\n" * 20_000 + "Enfin un café très naïve, là-bas.\n"
    assert decode(text.encode("latin-1"), "a") == (text, "cp1252")


def test_a_long_line_of_wide_characters_is_not_cut_in_two_for_detection():
    text = "政府は交渉が予想より長く続くと発表した。理由は誰にも分からない。" * 2_000
    assert decode(text.encode("cp932"), "a") == (text, "cp932")


def test_a_few_broken_bytes_do_not_make_utf8_something_else():
    good = "Ein schöner Tag für Übungen – “wirklich”.\n".encode()
    text, encoding = decode(good + b"\xff\xfe!\n" + good, "a")
    assert encoding == "utf-8"
    assert text == f"{good.decode()}\ufffd\ufffd!\n{good.decode()}"


def test_a_legible_text_with_a_line_of_odd_bytes_is_still_read():
    words = "A line of plain words.\n" * 50
    odd = bytes(range(0x80, 0x9F)) + b"\n"
    text, encoding = decode(words.encode() + odd + words.encode(), "a")
    assert encoding == "cp1252"
    assert text.startswith(words)
    assert text.endswith(words)
    with pytest.raises(SourceUnreadable, match="save it as UTF-8"):
        decode(odd, "a")


def test_line_ends_are_line_feeds():
    assert decode(b"a\r\nb\rc\n\r\n", "a")[0] == "a\nb\nc\n\n"
    assert decode("a\r\nb".encode("utf-16"), "a")[0] == "a\nb"


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_a_text_or_refused(content):
    try:
        text, encoding = decode(content, "a")
    except SourceUnreadable:
        return
    assert "\r" not in text
    assert codecs.lookup(encoding)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is binary"),
        ("words".encode("utf-16-le"), "is binary"),
        (bytes(range(1, 256)) * 40, "in no encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_its_name(tmp_path, standard_input, content, said):
    path = tmp_path / "thing"
    path.write_bytes(content)
    with pytest.raises(SourceUnreadable, match=said) as caught:
        read(path)
    assert str(path) in caught.value.message
    assert caught.value.hint
    standard_input(content)
    with pytest.raises(SourceUnreadable, match=f"standard input.* {said}"):
        read("-")


def test_front_matter_without_a_text_is_read_as_the_text(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: A\n---\n\n", encoding="utf-8")
    found = read(path)
    assert found.text.startswith("---\ntitle: A\n")
    assert found.front_matter.title == "A"


@pytest.mark.parametrize("name", ["missing.md", "missing/a.md", "file.txt/a.md"])
def test_a_missing_file_is_named(tmp_path, name):
    (tmp_path / "file.txt").write_text("words", encoding="utf-8")
    path = tmp_path / name
    with pytest.raises(SourceNotFound) as caught:
        read(path)
    assert str(caught.value) == f"there is no file {path}: check the path"


def test_a_directory_is_named(tmp_path):
    with pytest.raises(SourceUnreadable, match="is a directory: name a file in it"):
        read(tmp_path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("words", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(SourceUnreadable, match="may not be read: check its permissions"):
        read(path)


def test_a_refused_permission_is_told_from_a_directory(tmp_path, monkeypatch):
    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.md"
    path.write_text("words", encoding="utf-8")
    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(SourceUnreadable, match="may not be read"):
        read(path)
    with pytest.raises(SourceUnreadable, match="is a directory"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000])
def test_a_name_that_no_file_can_have_is_an_error_in_words(name):
    with pytest.raises(SourceUnreadable, match=r"cannot be read: .*: check the path"):
        read(name)


def test_a_name_is_safe_to_print():
    with pytest.raises(SourceNotFound) as caught:
        read("no\x1b[31m\nsuch")
    assert str(caught.value) == "there is no file no␛[31m such: check the path"


def test_a_home_folder_of_nobody_is_a_name_like_any_other():
    with pytest.raises(SourceNotFound, match=r"there is no file ~nobody-of-that-name/a\.md"):
        read("~nobody-of-that-name/a.md")


def test_what_is_too_large_is_refused(tmp_path, standard_input, monkeypatch):
    monkeypatch.setattr(source, "MAX_BYTES", 10)
    path = tmp_path / "a.md"
    path.write_bytes(b"ten bytes!")
    assert read(path).text == "ten bytes!"
    path.write_bytes(b"eleven byte")
    with pytest.raises(SourceUnreadable, match=r"is larger than .*: split it"):
        read(path)
    standard_input(b"eleven byte")
    with pytest.raises(SourceUnreadable, match="standard input is larger"):
        read("-")


def test_a_closed_standard_input_is_an_error_in_words(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SourceNotFound, match="standard input is closed: pipe a text into it"):
        read("-")


def test_a_standard_input_that_cannot_be_read_is_an_error_in_words(monkeypatch, tmp_path):
    class Directory(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Directory()))
    with pytest.raises(SourceUnreadable, match="standard input is a directory"):
        read("-")
