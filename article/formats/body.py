"""Which blocks of a web page are its article.

What the extraction found is evidence only: the structure it keeps lacks the numbers of lists, the
footnotes, most listings and much else. So the page's own blocks are kept where the extraction has
their words too, with what stands among them, and the others become residue.

Words: the *body* is the stretch of blocks from the first to the last running text that was found.
A *home* of the article is an element in which its paragraphs stand side by side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice, pairwise

from article.formats.assembly import Assembly
from article.formats.candidates import Candidate, Words, candidates_of
from article.formats.elements import Element, local_name
from article.formats.extraction import Extracted, words_of
from article.formats.furniture import CHROME, is_furnished

OUTSIDE = "outside the main text of the page"

_HOME = 20
"""Words of running text that the extraction found; where as many stand, the article is at home."""
_BEFORE, _BEHIND = 4, 2
"""Blocks at either end of the body among which the extraction may have lost a paragraph."""
_FAR = 8
"""Blocks between a line and the body, where it stands far above."""
_AN_ARTICLE = 100
"""Words that make an article; with fewer around them, the comments are what the page is for."""
_NEAR = 3
"""Elements between a listing and the home of the text around it, such as its frame."""


def main_content(
    page: Assembly, places: Sequence[Element], extracted: Extracted, names: str
) -> Assembly:
    """The blocks of the page that are its article.

    `places` has the place of each block; `names` is all that the page calls itself.
    """
    lines = [tuple(words_of(line)) for line in extracted.text.split("\n")]
    headings = {tuple(words_of(heading)) for heading in extracted.headings}
    candidates = candidates_of(page, places, lines, headings)
    _drop_furniture(candidates)
    _drop_repeated(candidates, Counter(lines))
    found = [i for i, one in enumerate(candidates) if one.kept]
    if found:
        running = [i for i in found if candidates[i].is_running] or found
        body = range(running[0], running[-1] + 1)
        homes = _homes(candidates)
        _drop_strays(candidates, body)
        _keep_lost(candidates, body, homes)
        _keep_short(candidates, body, homes)
        _keep_labels(candidates, body)
        _keep_notes(candidates)
        titles = set(words_of(names))
        _keep_headings(candidates, body, homes, titles)
        _keep_title(candidates, body, titles)
    return _only(page, [one.kept for one in candidates])


def content_of(page: Assembly, places: Sequence[Element], element: Element) -> Assembly:
    """The blocks of the page that stand in one element."""
    inside = set(element.iter())
    return _only(page, [place in inside for place in places])


def _drop_furniture(candidates: Sequence[Candidate]) -> None:
    """Leave out what stands in elements that are called like furniture, unless most does."""
    known: dict[Element, bool] = {}
    inside = [one for one in candidates if is_furnished(one.place, known)]
    if _kept_words(candidates) - _kept_words(inside) >= _AN_ARTICLE:
        for one in inside:
            one.kept, one.home = False, None


def _kept_words(candidates: Sequence[Candidate]) -> int:
    return sum(len(one.words) for one in candidates if one.kept)


def _drop_repeated(candidates: Sequence[Candidate], times: Mapping[Words, int]) -> None:
    """Of what the page says several times keep it as often as it was found, where most else is."""
    said: dict[Words, list[Candidate]] = defaultdict(list)
    for one in candidates:
        if one.kept and len(one.words) > 1:
            said[one.words].append(one)
    living = _words_by_home(candidates)
    for words, alike in said.items():
        alike.sort(key=lambda one: living[one.home], reverse=True)
        for one in alike[max(1, times.get(words, 0)) :]:
            one.kept = False


def _drop_strays(candidates: Sequence[Candidate], body: range) -> None:
    """Leave out lines outside the body that are far from it, or behind it and known."""
    nearest = body.start
    for index in range(body.start - 1, -1, -1):
        if candidates[index].kept:
            candidates[index].kept = nearest - index <= _FAR
            nearest = index if candidates[index].kept else nearest
    for one in candidates[body.stop :]:
        one.kept = one.kept and not one.is_known


def _words_by_home(candidates: Sequence[Candidate]) -> Counter[Element | None]:
    """How many words of kept running text live in each element."""
    living: Counter[Element | None] = Counter()
    for one in candidates:
        if one.kept and one.is_running:
            living[one.home] += len(one.words)
    return living


def _homes(candidates: Sequence[Candidate]) -> set[Element]:
    """The homes of the article."""
    return {
        home
        for home, words in _words_by_home(candidates).items()
        if home is not None
        and words >= _HOME
        and not any(local_name(e) in CHROME for e in (home, *home.iterancestors()))
    }


def _keep_lost(candidates: Sequence[Candidate], body: range, homes: set[Element]) -> None:
    """Keep the paragraphs, listings and tables of the article that the extraction lost.

    With a listing goes what stands in its frame: the name of its file, its caption.
    """
    frames: set[Element] = set()
    for index in range(max(0, body.start - _BEFORE), min(len(candidates), body.stop + _BEHIND)):
        one = candidates[index]
        if one.kept:
            continue
        if one.is_running:
            one.kept = one.lives_in(homes) and not one.is_known
        elif one.block.kind in ("code", "table") and index in body:
            around = list(islice(_out_of(one.place), _NEAR))
            one.kept = not homes.isdisjoint(around)
            if one.kept and one.home is not None:
                frames.add(one.home)
    frames -= homes
    for index in body:
        one = candidates[index]
        one.kept = one.kept or one.lives_in(frames)


def _out_of(place: Element) -> Iterator[Element]:
    """The elements around a place, the innermost first, as far as the page's chrome."""
    for element in place.iterancestors():
        if local_name(element) in CHROME:
            return
        yield element


def _keep_short(candidates: Sequence[Candidate], body: range, homes: set[Element]) -> None:
    """Keep short lines in a home of the article that stand between two kept blocks."""
    lost: list[Candidate] = []
    behind_kept = False
    for index in body:
        one = candidates[index]
        if one.kept:
            for short in lost if behind_kept else ():
                short.kept = True
            lost, behind_kept = [], True
        elif one.may_belong and one.lives_in(homes):
            lost.append(one)
        else:
            behind_kept = False


def _keep_labels(candidates: Sequence[Candidate], body: range) -> None:
    """Keep the lines right before something kept that stand loose in its element: "Step 1"."""
    for label, one in pairwise(candidates[max(0, body.start - 1) : body.stop]):
        if one.kept and not label.kept and label.place is one.home:
            label.kept = label.may_belong


def _keep_notes(candidates: Sequence[Candidate]) -> None:
    """Keep the footnotes that something kept refers to."""
    labels = {
        f"[{mark.target}]"
        for one in candidates
        if one.kept
        for mark in one.block.marks
        if mark.kind == "footnote"
    }
    for one in candidates:
        if any(c.kind == "footnote" and c.marker in labels for c in one.block.containers):
            one.kept = True


def _keep_headings(
    candidates: Sequence[Candidate], body: range, homes: Set[Element], titles: set[str]
) -> None:
    """Keep the headings and rules that stand over something kept, and no others.

    What is not the article's own may be in between, but not under a heading that may be some other
    text's. Above the article nothing is kept over its title, such as the name of the site.
    """
    stands_over = touches = has_title = False
    for index in range(len(candidates) - 1, -1, -1):
        one = candidates[index]
        if one.block.kind == "heading":
            is_own = one.kept or (one.lives_in(homes) and not one.is_linked and not one.is_known)
            one.kept = not has_title and (touches or (stands_over and is_own))
            has_title = has_title or (index < body.start and one.kept and one.is_title(titles))
            stands_over = False
        elif one.block.kind == "rule":
            one.kept = touches and index > body.start
        else:
            stands_over = stands_over or one.kept
        touches = one.kept


def _keep_title(candidates: Sequence[Candidate], body: range, titles: set[str]) -> None:
    """Keep the heading above the article that is its title, however far above."""
    for one in reversed(candidates[: body.start]):
        if one.block.kind == "heading" and one.is_title(titles):
            one.kept = one.kept or titles.issuperset(one.words)
            if one.kept:
                return


def _only(page: Assembly, kept: Sequence[bool]) -> Assembly:
    """An assembly of the kept blocks, with the others as residue."""
    article = Assembly(residue=list(page.residue))
    shown: set[int] = set()
    left_out: list[str] = []
    indexes = dict[int, int]()
    for index, (text, block, is_kept) in enumerate(zip(page.texts, page.blocks, kept, strict=True)):
        if not is_kept:
            left_out.append(text)
            continue
        _leave_out(article, left_out)
        # A container is the same object in all its blocks, and its first block may be gone.
        opens = sum(id(container) not in shown for container in block.containers)
        shown.update(map(id, block.containers))
        indexes[index] = len(article.blocks)
        article.add(text, block._replace(opens=opens))
    _leave_out(article, left_out)
    article.targets = {
        name: indexes[index] for name, index in page.targets.items() if index in indexes
    }
    return article


def _leave_out(article: Assembly, texts: list[str]) -> None:
    if any(texts):
        article.leave_out("\n".join(filter(None, texts)), OUTSIDE)
    texts.clear()
