"""The page that a reader sends on: what stands on it, under what, and that it shows as it is."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from article import Article, Passage, Priority, describe, from_text
from article.model import KeyPoint
from article.printable import printable
from reader.annotations.journal import Journal
from reader.annotations.model import Annotation
from reader.annotations.placing import PlacedNote, place_notes
from reader.annotations.points import point_edit
from reader.brief import Brief, as_html, as_markdown, brief_of
from reader.brief.content import BriefNote, BriefPoint, NotesOfSection
from reader.cli.command_line import main

TEXT = """\
---
title: The Harbour in Winter
author: M. Brandt
date: 2021-11-02
---

# The Harbour in Winter

Nobody plans for ice any more. The last hard winter is forty years gone.

## What must be done

First, keep one channel open. A single channel is enough for the mail boat and the doctor.
Second, store fuel on the far side. The tank there holds a week. Third, teach the young crews.

## What may wait

The new pier may wait, and so may the lights.
"""


def article_of(text: str = TEXT) -> Article:
    return from_text(text)


def note_on(article: Article, quote: str, note: str = "", **fields) -> Annotation:
    start = article.text.index(quote)
    anchor = describe(article.text, Passage(start, start + len(quote)))
    return Annotation(id=fields.pop("id", quote), origin=anchor, note=note, **fields)


def placed(article: Article, *annotations: Annotation) -> tuple[PlacedNote, ...]:
    return place_notes(article.text, annotations)


def brief(article: Article, *annotations: Annotation, **points) -> Brief:
    key_points = points.get("key_points", article.key_points)
    priorities = points["priorities"] if "priorities" in points else article.series[0]
    return brief_of(article, placed(article, *annotations), key_points, priorities)


def test_the_page_opens_with_what_it_is_about():
    page = as_markdown(brief(article_of()))
    assert page.startswith(
        "# The Harbour in Winter\n\nM. Brandt · 2021-11-02 · 70 words\n\n## Key points\n"
    )


@pytest.mark.parametrize(
    ("source", "url", "shown"),
    [
        ("/home/brandt/texts/harbour.md", "", "harbour.md"),
        ("https://harbour.example/ice", "", "https://harbour.example/ice"),
        ("/tmp/page.html", "https://harbour.example/ice", "https://harbour.example/ice"),
        ("/tmp/page.html", "/2021/ice", "page.html"),
        ("-", "", ""),
    ],
)
def test_a_source_is_named_without_the_folders_of_the_reader(source, url, shown):
    assert brief(replace(article_of(), source=source, url=url)).source == shown


def test_a_note_stands_under_the_priority_that_it_begins_in_and_others_under_their_section():
    article = article_of()
    page = brief(
        article,
        note_on(article, "holds a week", "Two, if it is mild."),
        note_on(article, "Nobody plans", "Does the town not?"),
        note_on(article, "mail boat"),
    )
    assert [[note.quote for note in item.notes] for item in page.priorities] == [
        ["mail boat"],
        ["holds a week"],
        [],
    ]
    assert [(section.title, len(section.notes)) for section in page.sections] == [("Opening", 1)]


def test_of_priorities_within_each_other_the_shortest_has_the_note():
    article = article_of()
    inner = note_on(article, "A single channel is enough")
    passage = Passage(inner.origin.start, inner.origin.end)
    items = (*article.series[0], Priority(4, "One is enough", passage, "authored"))
    page = brief(article, note_on(article, "channel is enough", id="n"), priorities=items)
    assert [len(item.notes) for item in page.priorities] == [0, 0, 0, 1]


def test_a_note_on_the_whole_text_comes_first_among_the_others():
    article = article_of()
    nowhere = note_on(article, "Nobody").origin._replace(exact="", prefix="", suffix="")
    page = brief(
        article,
        note_on(article, "Nobody plans"),
        Annotation("whole", nowhere, note="Worth a second reading."),
    )
    assert [[note.annotation.id for note in s.notes] for s in page.sections] == [
        ["whole"],
        ["Nobody plans"],
    ]
    assert page.sections[0].notes[0].quote == ""


def test_notes_that_lost_their_place_come_last_with_the_words_they_had():
    article, before = article_of(), from_text("The ferry was painted green by a man of Lund.\n")
    page = brief(article, note_on(before, "painted green by a man of Lund", "Who?"))
    assert as_markdown(page).endswith(
        "## Notes that lost their place\n\n"
        "*The words that they were written on were not found for certain in the text.*\n\n"
        "- “painted green by a man of Lund”\n\n  Who?\n"
    )


def test_words_that_were_edited_are_quoted_as_they_are_and_as_they_were():
    before = article_of()
    article = article_of(TEXT.replace("forty years gone", "fifty years gone"))
    page = brief(article, note_on(before, "The last hard winter is forty years gone.", "When?"))
    ((note,),) = (section.notes for section in page.sections)
    assert note.state == "edited"
    assert note.quote == "The last hard winter is fifty years gone."
    assert note.earlier_quote == "The last hard winter is forty years gone."
    for text in (as_markdown(page), as_html(page)):
        assert text.index("fifty") < text.index("Written when the text said:") < text.index("forty")


def test_it_says_whose_each_point_is():
    article = article_of()
    first, second, third = article.series[0]
    added = KeyPoint("Mild winters end.", article.sentence_at(0), "authored")
    page = brief(
        article,
        key_points=(*article.key_points, added),
        priorities=(first, second._replace(label="Fuel"), third._replace(number=9)),
    )
    origins = [item.origin for item in page.priorities]
    assert origins == ["authored", "changed", "changed"]
    assert [point.origin for point in page.key_points][-2:] == ["derived", "added"]
    text = as_markdown(page)
    assert "*The author’s own sentences, picked out automatically.*" in text
    assert "- Mild winters end. *(added by the reader)*\\\n  “The Harbour in Winter”\n" in text
    assert "### 2. Fuel *(changed by the reader)*" in text
    assert "### 9. Teach the young crews *(changed by the reader)*" in text


def test_a_priority_is_quoted_as_it_begins_in_whole_sentences():
    first, second, third = brief(article_of()).priorities
    assert first.quote == (
        "First, keep one channel open. A single channel is enough for the mail boat and the doctor."
    )
    assert second.quote == "Second, store fuel on the far side. The tank there holds a week."
    assert third.quote == "Third, teach the young crews."


def test_behind_a_heading_a_priority_is_quoted_from_its_text():
    article = from_text(
        "# Plan\n\n## 1. Open the channel\n\nThe mail comes by it.\n\n## 2. Store fuel\n\nSoon.\n"
    )
    assert [item.quote for item in brief(article).priorities] == ["The mail comes by it.", "Soon."]


def test_a_priority_that_is_a_heading_and_no_more_is_quoted_as_that():
    article = from_text("# Plan\n\n## 1. Open the channel\n\n## 2. Store fuel\n\nSoon.\n")
    assert brief(article).priorities[0].quote == "1. Open the channel"


def test_a_sentence_whose_end_is_far_is_not_begun():
    article = from_text("Ice is cold. Water" + " is wet" * 5000)
    whole = Priority(1, "Ice", Passage(0, len(article.text)), "authored")
    assert brief(article, priorities=(whole,)).priorities[0].quote == "Ice is cold."


@pytest.mark.parametrize(("word", "end"), [("ice ", "ice […]"), ("冰", "冰 […]")])
def test_a_sentence_without_end_is_cut_between_words(word, end):
    article = from_text(word * 5000)
    whole = Priority(1, "Ice", Passage(0, len(article.text)), "authored")
    quote = brief(article, priorities=(whole,)).priorities[0].quote
    assert quote.endswith(end)
    assert len(quote) < 700


def test_a_title_that_says_all_is_not_said_twice():
    article = from_text("# P\n\n1. Store fuel.\n2. Open the channel.\n")
    assert as_markdown(brief(article)).endswith("### 1. Store fuel\n\n### 2. Open the channel\n")


def test_markup_in_a_note_ends_with_the_note():
    article = article_of()
    page = as_markdown(
        brief(
            article,
            note_on(article, "Nobody plans", "```\nfor ever code <!--", id="a"),
            note_on(article, "The new pier may wait", "Plain.", id="b"),
        )
    )
    shown = from_text(page)
    assert [section.title for section in shown.sections][-2:] == [
        "Opening",
        "What may wait",
    ]
    assert "“The new pier may wait”\nPlain." in shown.text


def test_both_versions_of_a_note_and_who_wrote_it_are_there():
    article = article_of()
    page = brief(
        article,
        note_on(article, "mail boat", "Weekly.", note_alt=("Daily.",), by="Ines", tags=("post",)),
    )
    assert (
        "- “mail boat”\n\n  Weekly.\n\n"
        "  *Another version of this note:*\n\n  Daily.\n\n  #post — Ines\n"
    ) in as_markdown(page)
    html = as_html(page)
    assert html.index("Weekly.") < html.index("Another version") < html.index("Daily.")


def test_code_keeps_its_spaces():
    article = from_text("# P\n\nWords.\n\n```\nif ice:\n    wait()\n```\n")
    page = as_markdown(
        brief_of(article, placed(article, note_on(article, "ice:\n    wait")), (), ())
    )
    assert "ice:\n    wait" in from_text(page).text


def page_with(words: str, note: str = "") -> Brief:
    """A brief that has these words in every place where words of others stand."""
    line = " ".join(printable(words).split())
    passage = Passage(0, 1)
    annotation = Annotation("n", describe("x", passage), note=note, by=line, tags=(line,))
    one = BriefNote(annotation, "exact", passage, words, words + ".")
    return Brief(
        title=line,
        author=line,
        date=line,
        source=line,
        language=line,
        words=1,
        key_points=(BriefPoint(line, passage, "x" + words, "added"),),
        priorities=(BriefPoint(line, passage, words, "authored", 1, (one,)),),
        sections=(NotesOfSection(line, (one,)),),
        lost=(one,),
    )


MARKUP = (
    st.text(alphabet='ab1 \n#*_-+=>.)`~[](<>&;!|\\:/x"“$^', min_size=1)
    .map(
        lambda words: "\n".join(
            " ".join(line.split()) for line in words.split("\n") if line.strip()
        )
    )
    .filter(bool)
)


@given(MARKUP)
@example("---")
@example("| a | b |\n| --- | --- |")
@example("[a]: https://x.example")
@example("a __b__ _c_ snake_case_ *d* ~~e~~ `f`")
@example("<b>x</b> &amp; <!-- <https://x.example>")
@example("a #")
@example("# a")
@example("1. a\n2) b\n- c\n+ d\n> e\n===\n---")
def test_words_show_in_markdown_as_they_are(words):
    line = " ".join(words.split())
    shown = from_text(as_markdown(page_with(words))).text
    assert shown.startswith(f"{line}\n{line} · {line} · 1 word\n{line}\nKey points\n")
    assert f"\n{line} (added by the reader)\n" in shown
    assert f"\n1. {line}\n" in shown
    assert shown.count(f"\n“{words}”\n") == 3
    assert shown.endswith(f"\n#{line} — {line}")


class Page(HTMLParser):
    """The words of a page by the element they stand in, and every attribute that it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attributes}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, words):
        self.words.append((self.open[-1] if self.open else "", words))


@given(st.text(min_size=1))
@example("</title></style><script>alert(1)</script>")
@example("\" onload='x' <img src=//x.example> &lt;")
def test_words_show_in_html_as_they_are_and_do_nothing(words):
    page = as_html(page_with(words, note=words))
    shown = Page(page)
    assert not shown.open
    assert shown.tags <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p"),
        *("blockquote", "section", "ul", "li", "small"),
    }
    assert shown.attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "dir"}
    assert sum(said == ("blockquote", printable(words)) for said in shown.words) >= 3
    assert printable(page) == page


@given(st.text())
def test_no_control_character_reaches_the_page(words):
    for page in (as_markdown(page_with(words, words)), as_html(page_with(words, words))):
        assert printable(page) == page


# The command


@pytest.fixture
def postil(tmp_path, monkeypatch, capsys):
    """Run a command line in folders of its own: exit code, standard output, standard error."""
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"POSTIL_{kind}_DIR", str(tmp_path / kind.lower()))
    monkeypatch.chdir(tmp_path)
    Path("harbour.md").write_text(TEXT)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        return (code, *capsys.readouterr())

    return run


def test_the_command_prints_the_page_with_the_readers_notes_and_edits(postil, tmp_path):
    postil("annotate", "harbour.md", "--quote", "mail boat", "--note", "Twice a week.")
    article = article_of()
    (path,) = (tmp_path / "data").glob("*.notes.jsonl")
    journal = Journal.open(path)
    for item, edit in zip(
        article.series[0],
        (point_edit("priority", "rename", "Keep the mail coming"), point_edit("priority", "hide")),
        strict=False,
    ):
        journal.add(describe(article.text, item.passage), point=edit)
    journal.close()
    code, out, err = postil("brief", "harbour.md")
    assert (code, err) == (0, "")
    assert "### 1. Keep the mail coming *(changed by the reader)*" in out
    assert "- “mail boat”\n\n  Twice a week.\n" in out
    assert "Store fuel" not in out
    assert "### 3. Teach the young crews" in out


def test_as_json_it_is_one_object_whose_quotes_stand_at_their_positions(postil):
    postil("annotate", "harbour.md", "--quote", "mail boat", "--tag", "post")
    code, out, _ = postil("brief", "harbour.md", "--format", "json")
    page = json.loads(out)
    text = article_of().text
    assert code == 0
    assert set(page) == {
        *("title", "author", "date", "source", "language", "words"),
        *("key_points", "priorities", "sections", "lost"),
    }
    assert (page["source"], page["sections"], page["lost"]) == ("harbour.md", [], [])
    for point in (*page["key_points"], *page["priorities"]):
        assert text[point["start"] : point["end"]].startswith(point["quote"])
    (note,) = page["priorities"][0]["notes"]
    assert text[note["start"] : note["end"]] == note["quote"] == "mail boat"
    assert (note["tags"], note["state"], note["earlier_quote"]) == (["post"], "exact", "")


def test_as_html_it_is_one_page(postil):
    code, out, _ = postil("brief", "harbour.md", "--format", "html")
    assert code == 0
    assert out.startswith("<!doctype html>\n")
    assert out.endswith("</html>\n")


def test_another_file_of_notes_can_be_meant(postil):
    postil("annotate", "harbour.md", "--quote", "mail boat", "--notes", "mine.notes.jsonl")
    assert "mail boat”" not in postil("brief", "harbour.md")[1]
    assert "mail boat”" in postil("brief", "harbour.md", "--notes", "mine.notes.jsonl")[1]


def test_what_cannot_be_read_ends_with_its_code(postil):
    assert postil("brief", "gone.md")[0] == 3
    assert postil("brief", "harbour.md", "--notes", ".")[0] == 4
    assert postil("brief", "harbour.md", "--format", "pdf")[0] == 2
