"""W3C and Hypothesis annotations: in and out without a loss, and what an import makes of them."""

from __future__ import annotations

import copy
import json
from datetime import datetime

import pytest
from exchange_samples import FIXTURES, ferry, imported, note_on, notes_on, on, placed
from hypothesis import given
from hypothesis import strategies as st

from article import Anchor
from reader.annotations.annotation_set import AnnotationSet
from reader.annotations.exchange import hypothesis, own, w3c
from reader.annotations.exchange.foreign import NOWHERE, id_of
from reader.annotations.exchange.quotes import with_places_of_parents
from reader.annotations.exchange.reading import read_notes
from reader.annotations.journal import Journal
from reader.annotations.model import Annotation

MODULES = {"w3c": w3c, "hypothesis": hypothesis}


def golden(kind: str):
    return json.loads((FIXTURES / f"{kind}.json").read_text())


def rows_of(value) -> list[str]:
    """The annotations of a file in one order, each with its keys sorted."""
    rows = value["rows"] if isinstance(value, dict) else value
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def exported(kind: str, annotations: AnnotationSet):
    article = ferry()
    return MODULES[kind].write(article, placed(article, annotations))


@pytest.mark.parametrize("kind", MODULES)
def test_what_is_imported_and_exported_is_the_same(kind, tmp_path):
    article = ferry()
    journal = Journal.open(tmp_path / "ferry.notes.jsonl")
    journal.take_over(read_notes(FIXTURES / f"{kind}.json", article, journal.annotations))
    journal.close()
    again = Journal.open(tmp_path / "ferry.notes.jsonl")
    assert not again.problems
    assert rows_of(exported(kind, again.annotations)) == rows_of(golden(kind))


@pytest.mark.parametrize("kind", MODULES)
def test_importing_the_same_file_again_changes_nothing(kind):
    article = ferry()
    found = MODULES[kind].read(golden(kind))
    before = imported(article, found)
    news = MODULES[kind].read(golden(kind))
    assert before.joined(imported(article, news)) is before
    path = FIXTURES / f"{kind}.json"
    assert not read_notes(path, article, before).lines


@pytest.mark.parametrize("kind", MODULES)
def test_a_quote_gets_its_place_in_our_text_whatever_the_file_says_of_places(kind):
    article = ferry()
    notes = {one.note: one for one in imported(article, MODULES[kind].read(golden(kind)))}
    again = notes["Again?"]
    start = article.text.index("The ferry was late")
    assert (again.origin.start, again.origin.end) == (start, start + len("The ferry was late"))
    assert again.origin.text == article.fingerprint
    assert again.by == "Ada Rowe"
    assert "late" in again.tags


@pytest.mark.parametrize("kind", MODULES)
def test_a_reply_lies_where_that_lies_which_it_replies_to(kind):
    notes = {one.note: one for one in imported(ferry(), MODULES[kind].read(golden(kind)))}
    replies = {"It came in the end.", "Did it?"} & set(notes)
    assert replies
    assert {notes[reply].origin for reply in replies} == {notes["Again?"].origin}


class Counted(dict):
    """A mapping that counts how often something is looked up in it."""

    lookups = 0

    def get(self, key, default=None):
        self.lookups += 1
        return super().get(key, default)


def test_a_long_chain_of_replies_is_walked_once():
    quote = Anchor("The ferry was late", "", "", 0, 18)
    notes = {str(n): Annotation(str(n), quote if n == 0 else NOWHERE) for n in range(1_000)}
    parents = Counted({str(n): str(n - 1) for n in range(1, 1_000)})
    for order in (notes, dict(reversed(notes.items()))):
        found = list(with_places_of_parents(order, parents))
        assert [one.id for one in found] == list(order)
        assert {one.origin for one in found} == {quote}
    assert parents.lookups <= 2 * len(notes)


def test_replies_to_each_other_end_somewhere():
    notes = {id: Annotation(id, Anchor(id, "", "", 0, 1)) for id in "abc"}
    found = list(with_places_of_parents(notes, {"a": "b", "b": "a", "c": "a"}))
    assert [one.id for one in found] == ["a", "b", "c"]
    assert {one.origin.exact for one in found} <= {"a", "b"}


@pytest.mark.parametrize("kind", MODULES)
def test_a_note_on_the_page_has_no_words_and_one_that_is_not_found_keeps_them(kind):
    notes = list(imported(ferry(), MODULES[kind].read(golden(kind))))
    (page,) = [one for one in notes if "whole" in one.note or "page" in one.note]
    assert (page.origin.exact, page.origin.start, page.origin.end) == ("", 0, 0)
    (lost,) = [one for one in notes if "lighthouse" in one.origin.exact]
    assert not lost.origin.text
    assert placed(ferry(), [lost])[0].passage is None


def test_positions_of_hypothesis_stay_in_ext_and_are_not_ours():
    (first, *_) = hypothesis.read(golden("hypothesis"))
    assert (first.origin.start, first.origin.end) == (0, 0)
    kept = first.ext["hypothesis"]["target"][0]["selector"][1]
    assert (kept["start"], kept["end"]) == (38, 56)  # one more than ours: the canoe counts double


def test_an_id_that_is_a_uuid_stays_and_another_gives_the_same_one_each_time():
    ids = [one.id for one in w3c.read(golden("w3c"))]
    assert ids[0] == "0191c3a4-7b1e-7c55-9d0e-2f6a4b8c1d01"
    assert ids[1] == id_of("w3c", "https://annotations.example/42")
    assert ids[1] != id_of("hypothesis", "https://annotations.example/42")


@pytest.mark.parametrize("kind", MODULES)
def test_what_was_edited_here_is_all_that_differs_there(kind, tmp_path):
    article = ferry()
    journal = Journal.open(tmp_path / "n.jsonl")
    journal.take_over(imported(article, MODULES[kind].read(golden(kind))))
    (one,) = [one for one in journal.annotations if one.note == "Again?"]
    journal.change(one.id, note="Always.", tags=["late", "soon"])
    before = {row["id"]: row for row in json.loads(f"[{','.join(rows_of(golden(kind)))}]")}
    after = json.loads(f"[{','.join(rows_of(exported(kind, journal.annotations)))}]")
    changed = [row for row in after if row != before[row["id"]]]
    (row,) = changed
    differing = {name for name in row if row[name] != before[row["id"]][name]}
    assert (
        differing == {"w3c": {"body", "modified"}, "hypothesis": {"text", "tags", "updated"}}[kind]
    )
    (back,) = MODULES[kind].read([row])
    assert (back.note, set(back.tags)) == ("Always.", {"late", "soon"})


def test_colour_and_confirmed_place_go_to_the_w3c_target(tmp_path):
    article = ferry()
    journal = Journal.open(tmp_path / "n.jsonl")
    journal.take_over(imported(article, w3c.read(golden("w3c"))))
    (lost,) = [one for one in journal.annotations if "lighthouse" in one.origin.exact]
    pin = on(article, "ferry was late again").origin
    journal.change(lost.id, color="green", pin=pin)
    rows = exported("w3c", journal.annotations)
    (row,) = [row for row in rows if row["id"].endswith("45")]
    (back,) = w3c.read([row])
    assert (back.color, back.origin.exact, back.origin.start) == ("green", pin.exact, pin.start)
    assert row["body"] == ["https://sounds.example/horn.ogg"]


@pytest.mark.parametrize("kind", MODULES)
def test_a_note_that_was_edited_there_is_taken_over_and_one_edited_on_both_sides_has_both(
    kind, tmp_path
):
    article = ferry()
    theirs = copy.deepcopy(golden(kind))
    row = theirs["rows"][0] if kind == "hypothesis" else theirs[0]
    if kind == "hypothesis":
        row["text"] = "Never."
    else:
        row["body"][0]["value"] = "Never."
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps(theirs))
    for mine in ("", "Always."):
        journal = Journal.open(tmp_path / f"{mine}.jsonl")
        journal.take_over(imported(article, MODULES[kind].read(golden(kind))))
        (id,) = [one.id for one in journal.annotations if one.note == "Again?"]
        if mine:
            journal.change(id, note=mine)
        for _ in range(2):
            journal.take_over(read_notes(file, article, journal.annotations))
            one = journal.annotations.living[id]
            assert {one.note, *one.note_alt} == ({"Never.", mine} if mine else {"Never."})
        assert not read_notes(file, article, journal.annotations).lines


def test_what_was_deleted_here_stays_deleted_when_the_same_file_comes_again(tmp_path):
    article = ferry()
    journal = Journal.open(tmp_path / "n.jsonl")
    journal.take_over(imported(article, hypothesis.read(golden("hypothesis"))))
    number = len(journal.annotations)
    journal.remove(next(iter(journal.annotations)).id)
    path = FIXTURES / "hypothesis.json"
    journal.take_over(read_notes(path, article, journal.annotations))
    assert len(journal.annotations) == number - 1


# The W3C's data model


def is_time(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is not None


def check_annotation(one) -> None:
    """The model's requirements for an annotation (sections 3 and 4), as far as they concern us."""
    contexts = one["@context"] if isinstance(one["@context"], list) else [one["@context"]]
    assert "http://www.w3.org/ns/anno.jsonld" in contexts
    assert ":" in one["id"]
    assert "Annotation" in ([one["type"]] if isinstance(one["type"], str) else one["type"])
    assert one["motivation"] in ("commenting", "tagging", "highlighting")
    assert not ("body" in one and "bodyValue" in one)
    for name in ("created", "modified"):
        assert name not in one or is_time(one[name])
    assert "creator" not in one or one["creator"]["type"] == "Person"
    for body in one["body"]:
        assert body["type"] == "TextualBody"
        assert isinstance(body["value"], str)
        assert body["purpose"] in ("commenting", "tagging")
        assert body.get("format", "text/markdown") == "text/markdown"
    target = one["target"]
    assert ":" in target["source"]
    assert isinstance(target["styleClass"], str)
    assert "state" not in target or (
        target["state"]["type"] == "TimeState" and is_time(target["state"]["sourceDate"])
    )
    if "selector" in target:
        quote, place = target["selector"]
        assert quote["type"] == "TextQuoteSelector"
        assert {"exact", "prefix", "suffix"} <= set(quote)
        assert place["type"] == "TextPositionSelector"
        assert place["end"] - place["start"] == len(quote["exact"])


@given(st.data())
def test_every_w3c_annotation_that_is_written_is_valid_and_reads_as_the_same_note(data):
    article = ferry()
    notes = data.draw(notes_on(article))
    notes.append(Annotation("00000000-0000-7000-8000-0000000000ff", Anchor("", "", "", 0, 0)))
    written = json.loads(json.dumps(w3c.write(article, placed(article, notes))))
    for one in written:
        check_annotation(one)
    back = {one.id: one for one in w3c.read(written)}
    for one in notes:
        other = back[one.id]
        assert (other.note, other.tags, other.color) == (one.note, one.tags, one.color)
        assert (other.created, other.modified, other.by) == (one.created, one.modified, one.by)
        assert (other.origin.exact, other.origin.start) == (one.origin.exact, one.origin.start)


@given(st.data())
def test_every_hypothesis_annotation_that_is_written_reads_as_the_same_note(data):
    article = ferry()
    notes = data.draw(notes_on(article))
    written = json.loads(json.dumps(hypothesis.write(article, placed(article, notes))))
    back = {one.id: one for one in hypothesis.read(written)}
    for one in notes:
        other = back[one.id]
        assert (other.note, other.tags, other.by) == (one.note, one.tags, one.by)
        assert (other.origin.exact, other.origin.prefix) == (one.origin.exact, one.origin.prefix)


def test_positions_in_w3c_count_code_points_behind_an_emoji():
    article = ferry()
    (one,) = w3c.write(article, placed(article, [on(article, "lies at")]))
    place = one["target"]["selector"][1]
    assert article.text[place["start"] : place["end"]] == "lies at"


def test_a_page_of_annotations_is_read_and_each_gets_its_context():
    items = [{k: v for k, v in one.items() if k != "@context"} for one in golden("w3c")]
    page = {"@context": w3c.CONTEXT, "type": "AnnotationPage", "items": items}
    collection = {"@context": w3c.CONTEXT, "type": "AnnotationCollection", "first": page}
    for value in (page, collection):
        assert w3c.is_like(value)
        back = w3c.read(value)
        assert [one.id for one in back] == [one.id for one in w3c.read(golden("w3c"))]
        assert back[0].ext["w3c"]["@context"] == w3c.CONTEXT


def test_a_file_of_hypothesis_own_client_is_read():
    value = {"export_date": "2024-03-01T12:00:00Z", "annotations": golden("hypothesis")["rows"]}
    assert hypothesis.is_like(value)
    assert len(hypothesis.read(value)) == 5


# Our own


def test_the_own_list_of_notes_reads_back():
    article = ferry()
    notes = [on(article, "🛶", 1, note="A canoe.", tags=("boat",), color="green")]
    notes.append(
        note_on(article, article.text.rindex("ferry"), article.text.rindex("ferry") + 5, 2)
    )
    back = list(imported(article, own.read(own.write(article, placed(article, notes)))))
    assert [(one.id, one.note, one.tags, one.color) for one in back] == [
        (one.id, one.note, one.tags, one.color) for one in notes
    ]
    assert [one.origin.start for one in back] == [one.origin.start for one in notes]


def test_an_own_annotations_file_is_joined(tmp_path):
    article = ferry()
    theirs = Journal.open(tmp_path / "theirs.jsonl")
    one = theirs.add(on(article, "🛶").origin, note="A canoe.")
    mine = Journal.open(tmp_path / "mine.jsonl")
    for _ in range(2):
        news = read_notes(tmp_path / "theirs.jsonl", article, mine.annotations)
        mine.take_over(news)
        assert mine.annotations.living == {one.id: one}


def test_an_old_export_takes_nothing_back(tmp_path):
    article = ferry()
    journal = Journal.open(tmp_path / "n.jsonl")
    one = journal.add(on(article, "🛶").origin, note="A canoe.", tags=["boat"])
    old = tmp_path / "old.json"
    old.write_text(json.dumps(own.write(article, placed(article, journal.annotations))))
    assert not read_notes(old, article, journal.annotations).lines
    journal.change(one.id, color="blue", tags=["boat", "small"])
    journal.take_over(read_notes(old, article, journal.annotations))
    after = journal.annotations.living[one.id]
    assert (after.note, after.note_alt, after.color) == ("A canoe.", (), "blue")
    assert after.tags == ("boat", "small")
