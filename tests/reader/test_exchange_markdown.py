"""Markdown: the list of notes, and the whole article with its notes, which reads back the same."""

from __future__ import annotations

import pytest
from exchange_samples import FIXTURES, PHRASES, awkward, ferry, note_on, notes_on, on, placed
from hypothesis import given
from hypothesis import strategies as st

from article import Anchor, Article, from_text
from article.printable import printable
from reader.annotations.exchange.foreign import Malformed
from reader.annotations.exchange.markdown import read, write_in_place
from reader.annotations.exchange.markdown_list import write
from reader.annotations.exchange.markdown_signs import freed, guarded, read_signs
from reader.annotations.exchange.markdown_text import markdown_of
from reader.annotations.model import Annotation


def seen(annotation: Annotation) -> tuple[object, ...]:
    one = annotation
    return one.id, one.note, one.tags, one.color, one.created, one.modified, one.by, one.note_alt


def place_of(annotation: Annotation) -> tuple[str, int, int]:
    return annotation.origin.exact, annotation.origin.start, annotation.origin.end


def again(article: Article) -> Article:
    """The article, written without notes and read again."""
    return from_text(read_signs(markdown_of(article)).text)


@given(awkward)
def test_what_looks_like_a_sign_is_guarded_and_freed_again(text):
    assert freed(guarded(text)) == text
    assert read_signs(guarded(text) + "{==x==}").found[0].opens == 1
    assert len(read_signs(guarded(text) + "{==x==}").found) == 1


@pytest.mark.parametrize(
    "note", ["#", "#a", "\\#a", "a #b\\", "#\n", "\n#a", "a\\ #\t", '#"a b"', " "]
)
def test_a_note_that_ends_like_a_tag_is_no_tag(note):
    article = from_text("abc")
    for tags in ((), ("a",), ("a b", "c")):
        notes = placed(article, [note_on(article, 0, 1, note=note, tags=tags)])
        (back,) = read(write_in_place(article, notes))
        assert (back.note, back.tags) == (note, tags)


@given(st.data())
def test_notes_on_any_text_read_back_the_same_where_they_were(data):
    kind = data.draw(st.sampled_from(["text/plain", "text/markdown"]))
    article = from_text("x" + data.draw(awkward), media_type=kind)
    notes = data.draw(notes_on(article))
    written = write_in_place(article, placed(article, notes))
    assert printable(written) == written
    back = {one.id: one for one in read(written)}
    assert {id: seen(one) for id, one in back.items()} == {one.id: seen(one) for one in notes}
    if again(article).text == article.text:
        places = {id: place_of(one) for id, one in back.items()}
        assert places == {one.id: place_of(one) for one in notes}


@given(st.lists(st.lists(st.sampled_from(PHRASES), min_size=1).map("".join), min_size=1))
def test_plain_text_written_as_markdown_reads_as_the_same_words(paragraphs):
    article = from_text("\n\n".join(paragraphs), media_type="text/plain")
    back = again(article)
    assert "".join(back.text.split()) == "".join(article.text.split())


@pytest.mark.parametrize(
    "text",
    [
        "A *b* **c *d* e** `f` ~~g~~ [h](http://h.example/?a=1&b=2) ![i](j.png)\n",
        "`` a`b `` and ` `` ` and `{==` and ``==}{>>``\n",
        "- one\n- two\n\n  more\n  - deep\n    1. deeper\n\n3) three\n4) four\n",
        "> one\n>\n> two\n> > three\n\n> other\n",
        "- > - x\n    y\n\n    ```c\n    int a; /* ``` */\n\n    {==b==}\n    ```\n",
        "| a | b *c* |\n|:-:|--:|\n| `x\\|y` | \\| |\n| | z |\n",
        "See[^1] and[^two].\n\n[^1]: One.\n\n[^two]: Two.\n\n    More.\n",
        "- [ ] do\n- [x] done\n",
        "# A #\n\nline\\\nline\n\n***\n\nSetext\n---\n\n    code\n",
        "\\# no heading\n\n1\\. no item\n\n\\- no item\n\n&copy; &amp;copy; <https://x.example>\n",
        '![a *b*](c.png "t") [](d) <b>e</b> *"f"*g **h**i _j_k\n',
    ],
)
def test_markdown_written_again_reads_as_the_same_text(text):
    article = from_text(text)
    back = again(article)
    assert back.text == article.text
    assert [block.kind for block in back.blocks] == [block.kind for block in article.blocks]


def test_emphasis_links_and_code_are_kept():
    text = "A *b* **c** `d` ~~e~~ [f](https://f.example) ![g](g.png) h[^1]\n\n[^1]: Note.\n"
    back = again(from_text(text))
    kinds = {mark.kind for block in back.blocks for mark in block.marks}
    assert kinds == {"emphasis", "strong", "code", "strike", "link", "image", "footnote"}


def sample():
    article = ferry()
    notes = [
        on(article, "The ferry was late", 1, note="Again?\n\nAlways.", tags=("late", "two words")),
        on(article, "late, and nobody", 2, color="blue", tags=("late",)),
        on(article, "🛶", 3, note="A canoe. See #3"),
        on(article, "come tomorrow.\nIt will never", 4, note="Over {==two==} items", by="Ada"),
        Annotation("00000000-0000-7000-8000-000000000005", Anchor("", "", "", 0, 0), note="All."),
        Annotation(
            "00000000-0000-7000-8000-000000000006",
            Anchor("a lighthouse -- gone", "There was ", ", once", 10, 30),
            note="Where?",
        ),
    ]
    return article, placed(article, notes)


def test_an_article_with_notes_as_the_golden_file_has_it():
    assert write_in_place(*sample()) + "\n" == (FIXTURES / "in-place.md").read_text()


def test_a_list_of_notes_as_the_golden_file_has_it():
    assert write(*sample()) + "\n" == (FIXTURES / "notes.md").read_text()


def test_all_kinds_of_notes_read_back_from_the_article():
    article, notes = sample()
    back = {one.id: one for one in read(write_in_place(article, notes))}
    assert {seen(one) for one in back.values()} == {seen(note.annotation) for note in notes}
    for note in notes:
        before, after = note.annotation.origin, back[note.annotation.id].origin
        assert after.exact == before.exact
        assert after.prefix.endswith(before.prefix)
        assert after.suffix.startswith(before.suffix)


def test_a_person_can_write_notes_into_the_article_too():
    (note,) = read("One {==two==}{>>three #four<<} five {==open {>>aside")
    assert (note.origin.exact, note.origin.prefix) == ("two", "One ")
    assert (note.note, note.tags) == ("three", ("four",))
    assert read("One {==two==}{>>three #four<<} five")[0].id == note.id


def test_passages_that_cross_keep_their_ends():
    article = from_text("abcdefghij")
    notes = [note_on(article, a, b, n) for n, (a, b) in enumerate([(0, 5), (2, 8), (3, 4), (2, 8)])]
    back = read(write_in_place(article, placed(article, notes)))
    assert sorted(one.origin.exact for one in back) == ["abcde", "cdefgh", "cdefgh", "d"]


def test_a_damaged_comment_is_told():
    with pytest.raises(Malformed, match="JSON"):
        read("{==a==}<!--postil {oops-->")
