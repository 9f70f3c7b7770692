"""Which blocks of a page are its article: what was extracted is evidence, the page decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article.formats.assembly import Assembly
from article.formats.body import main_content
from article.formats.extraction import Extracted
from article.formats.furniture import is_furnished
from article.formats.markup import Walk
from article.formats.trees import html_tree

FIRST = "The ferry was late on the morning that the lighthouse keeper came home to the island."
SECOND = "Nobody had told the harbour master, who was asleep in a chair beside the cold stove."
THIRD = "By noon the whole village knew that the lamp would be lit again before the winter."
OTHER = "Ten walks along the coast that you can finish before your lunch gets cold, with maps."


def article(page: str, found: str, *, headings: tuple[str, ...] = (), names: str = "") -> list[str]:
    """The texts of the blocks that are kept when the extraction found these lines.

    Every other block is residue.
    """
    root, _, _ = html_tree(page)
    whole = Assembly()
    walk = Walk(whole)
    walk.run(root)
    kept = main_content(whole, walk.places, Extracted(found, headings), names)
    left_out = [line for one in kept.residue for line in one.text.split("\n")]
    assert sorted(kept.texts + left_out) == sorted(whole.texts)
    return kept.texts


def test_a_paragraph_among_those_that_were_found_is_not_lost():
    page = f"<nav><p>{OTHER}</p></nav><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    assert article(page, f"{FIRST}\n{THIRD}") == [FIRST, SECOND, THIRD]
    assert article(page, f"{SECOND}\n{THIRD}") == [FIRST, SECOND, THIRD]


def test_a_paragraph_that_stands_elsewhere_is_not_taken_in():
    page = f"<div><p>{FIRST}</p><div><p>{OTHER}</p></div><p>{THIRD}</p></div><div><p>{OTHER}</div>"
    assert article(page, f"{FIRST}\n{THIRD}") == [FIRST, THIRD]


def test_a_listing_is_kept_with_all_that_stands_in_its_frame():
    page = (
        f"<main><p>{FIRST}</p><figure><span>lamp.c</span><pre>light();</pre>"
        f"<figcaption>Listing 1</figcaption></figure><p>{THIRD}</p></main>"
    )
    assert article(page, f"{FIRST}\n{THIRD}") == [FIRST, "lamp.c", "light();", "Listing 1", THIRD]


def test_a_listing_in_the_chrome_of_a_page_is_not_kept():
    page = f"<main><p>{FIRST}</p><aside><pre>light();</pre></aside><p>{THIRD}</p></main>"
    assert article(page, f"{FIRST}\n{THIRD}") == [FIRST, THIRD]


def test_short_lines_between_paragraphs_are_the_articles_but_not_buttons_and_links():
    lines = "<p>Three hours.</p><p><a href='/x'>More from the coast</a></p>"
    page = f"<div><p>{FIRST}</p><p>Two hours.</p><p>{SECOND}</p>{lines}<p>{THIRD}</p></div>"
    assert article(page, f"{FIRST}\n{SECOND}\n{THIRD}") == [FIRST, "Two hours.", SECOND, THIRD]
    page = f"<div><p>{FIRST}</p><p>Share this article</p><p>{THIRD}</p></div>"
    assert article(page, f"{FIRST}\n{THIRD}") == [FIRST, THIRD]


def test_what_readers_say_below_an_article_is_left_out():
    long = " ".join((FIRST, SECOND, THIRD) * 3)
    page = f"<div><p>{long}</p></div><div class='user-comments'><p>{OTHER}</p></div>"
    assert article(page, f"{long}\n{OTHER}") == [long]


def test_a_label_right_before_a_paragraph_goes_with_it():
    steps = f"<div>Step 1<p>{FIRST}</p><img alt='A boat'></div><div>Step 2<p>Go home.</p></div>"
    page = f"<h2>Do it</h2>{steps}<div>Photo: A. B.</div><div><p>{THIRD}</p></div>"
    kept = article(page, f"{FIRST}\nGo home.\n{THIRD}")
    assert kept == ["Do it", "Step 1", FIRST, "Step 2", "Go home.", THIRD]


@pytest.mark.parametrize(
    ("tag", "is_one"),
    [
        ("div class='user-comments wide'", True),
        ("div class=relatedPosts", True),
        ("section class=slideShow", True),
        ("div id=comments", True),
        ("section id=comments", False),
        ("div id=related-work", False),
        ("div class=has-comments", False),
        ("article class=comment", False),
        ("div class='story main'", False),
    ],
)
def test_furniture_is_told_by_its_name(tag, is_one):
    root, _, _ = html_tree(f"<body><{tag}><p><b>words")
    assert is_furnished(next(root.iter("b")), {}) is is_one


def test_comments_are_kept_where_the_page_has_hardly_anything_else():
    page = f"<div><p>{FIRST}</p></div><div class='comment'><p>{OTHER}</p></div>"
    assert article(page, f"{FIRST}\n{OTHER}") == [FIRST, OTHER]


def test_what_the_page_says_twice_is_kept_where_the_article_is():
    page = f"<div><p>{SECOND}</p></div><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    assert article(page, f"{FIRST}\n{SECOND}\n{THIRD}") == [FIRST, SECOND, THIRD]


def test_a_heading_is_kept_for_what_stands_under_it():
    page = (
        "<header><h1>The Island Post</h1></header><h2>Keys</h2><p>Press a key</p>"
        f"<main><h1>The lamp</h1><p>12 May</p><p>{FIRST}</p><h2>After noon</h2><p>{THIRD}</p>"
        "<h2>Read next</h2><p><a href='/y'>The old pier</a></p></main>"
    )
    found = f"The Island Post\nKeys\n{FIRST}\n{THIRD}\nRead next"
    kept = article(page, found, headings=("The Island Post", "Keys", "Read next"), names="The lamp")
    assert kept == ["The lamp", FIRST, "After noon", THIRD]


def test_the_title_is_found_far_above_the_article():
    page = f"<header><h1>The lamp</h1></header><p>by A. B.</p><div><p>{FIRST}</p></div>"
    assert article(page, FIRST, names="The lamp | The Island Post") == ["The lamp", FIRST]


PIECES = st.sampled_from(
    [
        *(f"<p>{line}</p>" for line in (FIRST, SECOND, THIRD, OTHER, "Two hours.", "Share this")),
        *("<h1>The lamp</h1>", "<h2>After noon</h2>", "<hr>", "<pre>light();</pre>", "<li>Keys"),
        *("<div>", "</div>", "<section class=comments>", "</section>", "<nav>", "</nav>", "<main>"),
        *("Step 1", "<figure>", "</figure>", "<img alt='A boat'>", "<blockquote>", "<a href='/x'>"),
    ]
)
LINES = st.lists(st.sampled_from([FIRST, SECOND, THIRD, OTHER, "Two hours.", "The lamp", "Keys"]))


@given(st.lists(PIECES, min_size=1, max_size=25).map("".join), LINES, st.booleans())
def test_whatever_was_found_every_block_is_the_articles_or_residue_in_its_order(
    page, lines, is_named
):
    root, _, _ = html_tree(page)
    whole = Assembly()
    walk = Walk(whole)
    walk.run(root)
    whole.targets = {f"#{index}": index for index in range(len(whole.texts))}
    found = Extracted("\n".join(lines), ("The lamp",))
    kept = main_content(whole, walk.places, found, "The lamp" if is_named else "")
    texts = iter(whole.texts)
    assert all(text in texts for text in kept.texts)  # in order, because `in` reads on
    led_to = [(kept.texts[at], whole.texts[int(name[1:])]) for name, at in kept.targets.items()]
    assert len(led_to) == len(kept.texts)
    assert all(found == meant for found, meant in led_to)
    left_out = "\n".join(one.text for one in kept.residue).split("\n")
    assert sorted(filter(None, kept.texts + left_out)) == sorted(filter(None, whole.texts))
