"""The doors: a path, standard input or a string becomes an article."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest

from article import ArticleError, Passage, from_text, open_article
from article.formats import assembly
from article.printable import printable


def test_a_markdown_file_becomes_an_article(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Given\nauthor: Ada\nlang: en\nkey_points: [One.]\n---\n\n# Own\n\nWords.\n",
        encoding="utf-8",
    )
    article = open_article(path)
    assert article.text == "Own\nWords."
    assert (article.title, article.author, article.language) == ("Given", "Ada", "en")
    assert article.stated_points == ("One.",)
    assert (article.source, article.media_type) == (str(path), "text/markdown")
    assert article.encoding == "utf-8"


def test_the_type_may_be_given(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# Not a heading here\n", encoding="utf-8")
    article = open_article(path, media_type="text/plain")
    assert article.media_type == "text/plain"
    assert article.text == "# Not a heading here"


def test_standard_input_becomes_an_article(monkeypatch):
    content = "Ein Wörtchen.\r\nUnd noch eines.\r\n\r\n## Teil\r\n".encode("utf-16")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    article = open_article("-")
    assert article.text == "Ein Wörtchen. Und noch eines.\nTeil"
    assert (article.source, article.encoding) == ("-", "utf-16")


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.md", "---\ntitle: Front\n---\n# Heading\n", "Front"),
        ("a.md", "# Heading *marked*\n", "Heading marked"),
        ("the_long-name.md", "Words only.\n", "the long name"),
    ],
)
def test_the_title_is_the_texts_own_else_the_files_name(tmp_path, name, text, title):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert open_article(path).title == title


def test_a_title_is_one_safe_line(tmp_path):
    assert from_text("words", title="a\n\x1b[31m b").title == "a ␛[31m b"
    path = tmp_path / "red\x1b[31m.md"
    path.write_text("Words only.", encoding="utf-8")
    assert open_article(path).title == "red␛[31m"


def test_a_string_becomes_an_article_with_its_front_matter():
    article = from_text("---\r\nurl: https://example.org\r\n---\r\n# A\r\n\r\nb\rc")
    assert (article.url, article.text) == ("https://example.org", "A\nb c")
    assert from_text("# A", title="Given").title == "Given"
    assert from_text("# A", media_type="text/plain").text == "# A"


@pytest.mark.parametrize(
    "text", ["", "\n \n", "<!-- nothing -->", "[a]: b", "---\ntitle: x\n---\n"]
)
@pytest.mark.parametrize("media_type", ["text/markdown", "text/plain"])
def test_a_text_without_words_is_an_article_without_blocks(text, media_type):
    if media_type == "text/plain" and text.startswith(("<", "[")):
        return
    article = from_text(text, media_type=media_type)
    assert (article.text, article.blocks, article.words) == ("", (), 0)
    assert article.sentences == article.series == article.priorities == article.key_points == ()
    assert [section.passage for section in article.sections] == [Passage(0, 0)]
    assert article.block_at(0) == article.section_at(0) == 0


def test_an_unknown_type_is_an_error_in_words():
    with pytest.raises(ArticleError, match="a␛ type is not a type that Postil reads: it reads"):
        from_text("words", media_type="a\x1b type")


def test_nothing_of_an_article_can_command_a_terminal():
    evil = "\x1b]52;c;eA==\x07"
    article = from_text(
        f'---\ntitle: "\\e]8;;x\\a"\n---\n# {evil}\n\n{evil} [{evil}](<x{evil}>) `{evil}`\n\n'
        f"```{evil}\n{evil}\n```\n\n| {evil} |\n|---|\n\n<p>{evil}</p>\n\n"
        f"a[^{evil}]\n\n[^{evil}]: b"
    )
    for words in (article.text, article.title, *(section.title for section in article.sections)):
        assert words == printable(words)
        assert "\x1b" not in words


def test_a_text_of_too_many_blocks_says_so_in_one_line(monkeypatch):
    monkeypatch.setattr(assembly, "MOST_BLOCKS", 100)
    from_text("- item\n" * 100)
    with pytest.raises(ArticleError) as error:
        from_text("- item\n" * 101)
    assert str(error.value) == (
        "the text has more than 100 paragraphs, items and headings: split it into smaller files"
    )
