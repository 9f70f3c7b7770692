"""The commands that read and write notes."""

from __future__ import annotations

import io
import json
import os
import unicodedata
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from article import open_article
from reader.cli.command_line import main

TEXT = """\
# The Bridge at Low Water

A bridge is judged by its “worst” day. Three things must be done, and soon.

## What to do

First, look at the piers. Second, measure what the river has taken. Third, close the road early.

The road is closed too late, every time: the road is a habit.
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"POSTIL_{kind}_DIR", str(tmp_path / kind.lower()))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def bridge() -> str:
    Path("bridge.md").write_text(TEXT)
    return "bridge.md"


@pytest.fixture
def postil(capsys):
    """Run a command line in this process: exit code, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        return (code, *capsys.readouterr())

    return run


@pytest.fixture
def noted(bridge, postil) -> str:
    """The text with three annotations: a note, a highlight, and one that lies within the note."""
    for arguments in (
        [
            "--quote",
            "measure what the river has taken",
            "--note",
            "How?\n\nBy boat.",
            "--tag",
            "money",
        ],
        ["--quote", "look at the piers", "--color", "green"],
        ["--quote", "the river", "--tag", "water", "--tag", "money", "--color", "blue"],
    ):
        assert postil("annotate", bridge, *arguments)[0] == 0
    return bridge


def notes_of(postil, *arguments: str) -> list[dict]:
    return json.loads(postil("notes", *arguments, "--json")[1])


def test_annotate_prints_the_id_of_what_is_then_among_the_notes(postil, bridge):
    code, out, err = postil("annotate", bridge, "--quote", "look at the piers", "--note", "All 9.")
    assert (code, err) == (0, "")
    (note,) = notes_of(postil, bridge)
    assert note["id"] == out.strip()
    assert (note["quote"], note["note"], note["color"]) == ("look at the piers", "All 9.", "yellow")


def test_annotate_can_say_where_the_note_was_written(postil, bridge, tmp_path):
    code, out, _ = postil("annotate", bridge, "--quote", "piers", "--json")
    written = json.loads(out)
    assert code == 0
    assert written["id"] in Path(written["notes_file"]).read_text()
    assert Path(written["notes_file"]).parent == tmp_path / "data"


def test_a_quote_is_found_as_a_person_types_it(postil, bridge):
    assert postil("annotate", bridge, "--quote", 'its "worst"  day')[0] == 0
    assert notes_of(postil, bridge)[0]["quote"] == "its “worst” day"


def test_a_quote_that_occurs_often_is_chosen_by_its_number_or_its_context(postil, bridge):
    for choice in (["--nth", "1"], ["--nth", "2"], ["--nth", "3"]):
        assert postil("annotate", bridge, "--quote", "road", *choice)[0] == 0
    places = [(note["start"], note["quote"]) for note in notes_of(postil, bridge)]
    assert len(set(places)) == 3
    text = open_article(bridge).text
    start = places[1][0]
    before, behind = text[:start].split()[-1], text[start + 4 :].split()[0]
    chosen = ["--prefix", before, "--suffix", behind]
    assert postil("annotate", bridge, "--quote", "road", *chosen, "--note", "here")[0] == 0
    (found,) = [note for note in notes_of(postil, bridge) if note["note"] == "here"]
    assert found["start"] == start
    code, _, err = postil("annotate", bridge, "--quote", "road", "--nth", "4")
    assert (code, err) == (1, "postil: the text has “road” 3 times: choose a smaller --nth\n")


@pytest.mark.parametrize(
    ("quote", "complaint"),
    [
        (
            "look at the moon",
            "the text has no “look at the moon” there: quote it as it stands in the text",
        ),
        ("  ", "the text has no “” there: quote it as it stands in the text"),
        (
            "road",
            "the text has “road” 3 times: choose one by --nth, or by --prefix and --suffix",
        ),
    ],
)
def test_a_quote_that_is_not_there_or_not_clear_ends_with_1(postil, bridge, quote, complaint):
    assert postil("annotate", bridge, "--quote", quote) == (1, "", f"postil: {complaint}\n")
    assert notes_of(postil, bridge) == []


def test_what_the_annotations_file_does_not_take_is_wrong_usage(postil, bridge):
    assert postil("annotate", bridge, "--quote", "piers", "--color", "mauve")[0] == 2
    code, _, err = postil("annotate", bridge, "--quote", "piers", "--tag", "t" * 999)
    assert code == 2
    assert err.count("\n") == 1
    assert notes_of(postil, bridge) == []


def test_a_folder_that_cannot_be_written_ends_with_4_and_names_the_file(
    postil, bridge, monkeypatch
):
    Path("occupied").write_text("not a folder")
    monkeypatch.setenv("POSTIL_DATA_DIR", "occupied")
    code, out, err = postil("annotate", bridge, "--quote", "piers")
    assert (code, out) == (4, "")
    assert "notes.jsonl cannot be written" in err
    assert err.count("\n") == 1


def test_notes_as_json_have_the_promised_shape_in_the_order_of_the_text(postil, noted):
    notes = notes_of(postil, noted)
    assert [note["quote"] for note in notes] == [
        "look at the piers",
        "measure what the river has taken",
        "the river",
    ]
    keys = "id state quote note tags color start end section created modified reason"
    assert set(notes[0]) == set(keys.split())
    assert notes[1]["tags"] == ["money"]
    assert (notes[1]["state"], notes[1]["section"]) == ("exact", "What to do")
    assert notes[1]["end"] - notes[1]["start"] == len(notes[1]["quote"])


def test_notes_as_markdown_by_default(postil, noted):
    code, out, _ = postil("notes", noted)
    assert code == 0
    assert out == (
        "# The Bridge at Low Water\n\n"
        f"[source](<{Path(noted).absolute().as_uri()}>)\n\n"
        "## What to do\n\n"
        "> look at the piers\n\n"
        "> measure what the river has taken\n\n"
        "How?\n\nBy boat.\n\n"
        "#money\n\n"
        "> the river\n\n"
        "#money #water\n"
    )


def test_notes_as_text(postil, noted):
    assert postil("notes", noted, "--format", "text")[1] == (
        "The Bridge at Low Water\n\n"
        "What to do\n\n"
        "  “look at the piers”\n\n"
        "  “measure what the river has taken”\n"
        "    How?\n\n"
        "    By boat.\n"
        "    #money\n\n"
        "  “the river”\n"
        "    #money #water\n"
    )


def test_notes_are_chosen_by_tags_and_colour(postil, noted):
    assert len(notes_of(postil, noted, "--tag", "money")) == 2
    assert len(notes_of(postil, noted, "--tag", "money", "--tag", "water")) == 1
    assert [n["quote"] for n in notes_of(postil, noted, "--color", "green")] == [
        "look at the piers"
    ]
    assert postil("notes", noted, "--tag", "fire", "--json") == (1, "[]\n", "")


def test_a_note_whose_words_are_gone_has_no_place_and_is_not_lost(postil, noted):
    Path(noted).write_text(TEXT.replace("Second, measure what the river has taken. ", ""))
    notes = notes_of(postil, noted)
    assert [note["state"] for note in notes] == ["exact", "orphan", "orphan"]
    assert notes[1]["note"] == "How?\n\nBy boat."
    assert (notes[1]["start"], notes[1]["end"], notes[1]["section"]) == (None, None, None)
    assert "## Notes that lost their place" in postil("notes", noted)[1]
    _, status, _ = postil("notes", noted, "--status")
    assert status.startswith("The Bridge at Low Water: 3 notes (2 orphan, 1 exact)\n")
    assert f"orphan    {notes[1]['id']} “measure what the river has taken”: " in status


def test_an_article_without_notes_has_none(postil, bridge):
    assert postil("notes", bridge, "--json") == (0, "[]\n", "")
    assert postil("notes", bridge, "--status")[1] == "The Bridge at Low Water: 0 notes\n"


def test_the_printed_text_has_its_passages_marked_and_its_notes_at_the_end(postil, noted):
    code, out, _ = postil(noted)
    assert code == 0
    assert (
        "First, [[look at the piers]]. "
        "Second, [[measure what [[the river]]{2} has taken]]{1}. Third," in out
    )
    assert out.endswith("\n\nNotes\n\n{1} How?\n\n    By boat.\n    #money\n{2} #money #water\n")
    narrow = postil(noted, "--width", "24")[1]
    assert max(map(len, narrow.splitlines())) <= 24


def test_another_file_can_be_named_and_one_beside_the_text_wins(postil, bridge):
    postil("annotate", bridge, "--quote", "piers", "--notes", "mine.jsonl")
    assert notes_of(postil, bridge) == []
    assert len(notes_of(postil, bridge, "--notes", "mine.jsonl")) == 1
    assert "[[piers]]" in postil(bridge, "--notes", "mine.jsonl")[1]
    Path("mine.jsonl").rename("bridge.notes.jsonl")
    assert len(notes_of(postil, bridge)) == 1


def test_notes_that_cannot_be_read_keep_nobody_from_the_text(postil, bridge):
    Path("bridge.notes.jsonl").write_text("This is a letter and no annotations file.\n")
    code, out, err = postil(bridge)
    assert code == 4
    assert out.startswith("# The Bridge at Low Water\n")
    assert err.count("\n") == 1
    code, out, err = postil("notes", bridge)
    assert (code, out) == (4, "")
    assert err.count("\n") == 1


def test_damaged_lines_are_counted_and_the_good_ones_are_used(postil, noted):
    (file,) = Path("data").glob("*.notes.jsonl")
    file.write_text("{never finished\n" + file.read_text())
    code, out, err = postil("notes", noted, "--json")
    assert (code, len(json.loads(out))) == (0, 3)
    assert err == "postil: 1 unreadable line kept\n"


def test_search_looks_in_quotes_notes_and_tags_of_all_articles(postil, noted):
    Path("other.md").write_text("# Other\n\nThe river is wide.\n")
    postil("annotate", "other.md", "--quote", "is wide", "--note", "Ask at the boat house.")
    code, out, _ = postil("search", "boat")
    assert code == 0
    assert "The Bridge at Low Water (" in out
    assert "Other (" in out
    assert "  “is wide”\n    Ask at the boat house.\n" in out
    hits = json.loads(postil("search", "#water", "--json")[1])
    assert [hit["quote"] for hit in hits] == ["the river"]
    assert hits[0]["title"] == "The Bridge at Low Water"
    assert hits[0]["sources"] == [str(Path(noted).absolute())]
    assert len(json.loads(postil("search", "RIVER", "--json")[1])) == 0
    assert len(json.loads(postil("search", "river", "--json")[1])) == 2


def test_a_search_without_a_hit_ends_with_1(postil, noted):
    assert postil("search", "glacier") == (1, "", "")
    assert postil("search", "glacier", "--json") == (1, "[]\n", "")
    assert postil("search", " ")[0] == 1


def test_no_control_character_of_a_note_is_printed(postil, bridge):
    hostile = "\x1b]52;c;b3duZWQ=\x07\x9b2J\u202e\x7f"
    origin = {"exact": f"piers {hostile}", "start": 0, "end": 5}
    records = [
        {"id": "@article", "title": f"Title {hostile}"},
        {"id": f"1{hostile}", "origin": origin, "note": f"Note {hostile}", "tags": [hostile]},
    ]
    Path("data").mkdir()
    file = Path("data") / f"{hostile.replace('/', '')}.notes.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records) + hostile)
    named = ["--notes", str(file)]
    for arguments in (
        [bridge, *named],
        ["notes", bridge, *named],
        ["notes", bridge, *named, "--format", "text"],
        ["notes", bridge, *named, "--json"],
        ["notes", bridge, *named, "--status"],
        ["search", "Note"],
        ["search", "Note", "--json"],
        ["doctor"],
        ["doctor", "--json"],
    ):
        _, out, err = postil(*arguments)
        assert out
        assert not {c for c in out + err if not c.isprintable() and c != "\n"}
    (note,) = notes_of(postil, bridge, *named)
    assert note["note"] == f"Note {hostile}"


def test_doctor_finds_nothing_wrong_with_what_the_program_wrote(postil, noted):
    assert postil("doctor") == (0, "1 file looked at\n", "")


def test_doctor_explains_line_by_line_and_loses_nothing(postil, noted):
    (file,) = Path("data").absolute().glob("*.notes.jsonl")
    header, boat, *others = file.read_text().splitlines()
    edited = boat.replace("By boat", "By raft")
    lines = [header, "<<<<<<< ours", edited, *others, "Dear diary", '{"id":"12']
    file.write_text("\n".join(lines))
    code, out, err = postil("doctor")
    assert (code, err) == (4, "")
    assert out.splitlines() == [
        f"{file}, line 2: a conflict marker that a merge left here",
        f"{file}, line 3: edited by hand, or with another program; it counts as an edit of today",
        f"{file}, line 6: not a line of an annotations file; it is kept as it is",
        f"{file}, line 7: the beginning of a line that was never finished",
        "1 file looked at",
    ]
    code, out, _ = postil("doctor", "--fix")
    assert code == 4  # the diary is still there
    assert "line 2: a conflict marker that a merge left here (mended)\n" in out
    assert "line 7: the beginning of a line that was never finished (mended)\n" in out
    assert "Dear diary\n" in file.read_text()
    assert '{"id":"12' in Path(f"{file}.torn").read_text()
    assert [note["note"] for note in notes_of(postil, noted)] == ["", "How?\n\nBy raft.", ""]
    assert postil("doctor")[1].splitlines() == [
        f"{file}, line 5: not a line of an annotations file; it is kept as it is",
        "1 file looked at",
    ]


def test_doctor_joins_what_a_sync_tool_left_beside_a_file(postil, noted):
    (file,) = Path("data").glob("*.notes.jsonl")
    lines = file.read_text().splitlines(keepends=True)
    copy = file.with_name(f"{file.stem}.sync-conflict-20240101-120000-ABCDEFG.jsonl")
    copy.write_text("".join(lines))
    file.write_text("".join(lines[:-1]))
    findings = json.loads(postil("doctor", "--json")[1])
    assert [(f["line"], f["is_damage"]) for f in findings] == [(None, True)]
    assert copy.name in findings[0]["what"]
    assert postil("doctor", "--fix")[0] == 0
    assert sorted(file.read_text().splitlines(keepends=True)) == sorted(lines)
    assert postil("doctor") == (0, "1 file looked at\n", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_doctor_waits_for_no_pipe(postil, noted):
    (file,) = Path("data").absolute().glob("*.notes.jsonl")
    pipe = file.with_name(f"{file.stem}.sync-conflict-20240101-120000-ABCDEFG.jsonl")
    os.mkfifo(pipe)
    what = f"a sync tool's copy beside it cannot be read: {pipe.name}: it is not a file"
    assert postil("doctor") == (0, f"{file}: {what}\n1 file looked at\n", "")
    assert postil("doctor", str(pipe))[0] == 4


@pytest.mark.parametrize("content", [None, b"\0\xff\n" * 9, b"A letter.\n"])
def test_doctor_on_what_is_no_annotations_file_ends_with_4(postil, content):
    if content is not None:
        Path("letter.txt").write_bytes(content)
    for arguments in ([], ["--fix"]):
        code, out, err = postil("doctor", "letter.txt", *arguments)
        assert (code, err) == (4, "")
        assert out.startswith("letter.txt")
    assert content is None or Path("letter.txt").read_bytes() == content


LINE = '{"id":"1","note":"N","tags":["t"],"origin":{"exact":"piers","start":3,"end":8}}'


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the disk may be slow
@given(
    lines=st.lists(
        st.binary(max_size=40)
        | st.sampled_from([b"<<<<<<< a", b"=======", b"\xef\xbb\xbf{}", b"[1]", b"null"])
        | st.builds(lambda cut: LINE[:cut].encode(), st.integers(0, len(LINE)))
        | st.builds(
            lambda key, value: json.dumps({**json.loads(LINE), key: value}).encode(),
            st.sampled_from(
                ["id", "note", "tags", "color", "origin", "pin", "declined", "s", "deleted"]
            ),
            st.recursive(
                st.none() | st.integers() | st.text(max_size=5),
                lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
                max_leaves=5,
            ),
        ),
        max_size=8,
    ),
    command=st.sampled_from(["notes", "notes --json", "notes --status", "doctor", "read"]),
)
def test_whatever_an_annotations_file_holds_no_command_fails_but_by_its_exit_code(
    tmp_path_factory, lines, command
):
    folder = tmp_path_factory.mktemp("fuzzed")
    (folder / "bridge.md").write_text(TEXT)
    notes = folder / "bridge.notes.jsonl"
    notes.write_bytes(b"\n".join(lines))
    name, *options = command.split()
    source = [str(notes)] if name == "doctor" else [str(folder / "bridge.md")]
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = main([*([] if name == "read" else [name]), *source, *options])
    assert code in (0, 4)
    assert code == 0 or err.getvalue() or name == "doctor"
    printed = set(out.getvalue() + err.getvalue()) - {"\n"}
    assert not {c for c in printed if unicodedata.category(c) in ("Cc", "Cs")}
    assert notes.read_bytes() == b"\n".join(lines)
