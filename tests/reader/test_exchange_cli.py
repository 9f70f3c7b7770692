"""`postil import`, and `postil notes` in the formats of other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exchange_samples import FERRY, FIXTURES

from reader.annotations.exchange import IN_PLACE, OBJECTS, TEXTS
from reader.cli.command_line import main


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"POSTIL_{kind}_DIR", str(tmp_path / kind.lower()))
    monkeypatch.chdir(tmp_path)
    Path("ferry.md").write_text(FERRY)


@pytest.fixture
def postil(capsys):
    """Run a command line in this process: exit code, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        return (code, *capsys.readouterr())

    return run


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hypothesis.json", "5 notes taken over: 4 in place, 1 lost\n"),
        ("w3c.json", "5 notes taken over: 4 in place, 1 lost\n"),
        ("clippings.txt", "2 notes taken over: 2 in place\n"),
        ("in-place.md", "6 notes taken over: 5 in place, 1 lost\n"),
    ],
)
def test_import_recognises_the_file_and_says_what_came_of_it(postil, name, said):
    assert postil("import", "ferry.md", str(FIXTURES / name)) == (0, said, "")
    assert postil("import", "ferry.md", str(FIXTURES / name)) == (0, "no notes taken over\n", "")
    (file,) = Path("data").glob("*.notes.jsonl")
    header = json.loads(file.read_text().partition("\n")[0])
    assert header["title"] == "The Ferry"
    assert postil("doctor") == (0, "1 file looked at\n", "")


@pytest.mark.parametrize("name", ["clippings.txt", "in-place.md"])
def test_import_takes_the_line_ends_of_windows_for_any_others(postil, name):
    text = (FIXTURES / name).read_text()
    Path(name).write_text(text, newline="\n")
    Path("windows").write_text(text, newline="\r\n")
    assert "notes taken over" in postil("import", "ferry.md", "windows")[1]
    assert postil("import", "ferry.md", name) == (0, "no notes taken over\n", "")


def test_import_prints_ids_as_json(postil):
    code, out, _ = postil("import", "ferry.md", str(FIXTURES / "w3c.json"), "--json")
    assert code == 0
    printed = json.loads(out)
    notes = json.loads(postil("notes", "ferry.md", "--json")[1])
    assert set(printed["ids"]) == {note["id"] for note in notes}
    page = next(note for note in notes if "whole" in note["note"])
    assert (page["start"], page["end"], page["section"]) == (None, None, None)


@pytest.mark.parametrize("form", ["w3c", "hypothesis"])
def test_what_was_imported_is_printed_the_same(postil, form):
    path = FIXTURES / f"{form}.json"
    postil("import", "ferry.md", str(path), "--format", form)
    out, golden = json.loads(postil("notes", "ferry.md", "--format", form)[1]), path.read_text()
    some, others = (v["rows"] if isinstance(v, dict) else v for v in (out, json.loads(golden)))
    assert sorted(some, key=lambda row: row["id"]) == sorted(others, key=lambda row: row["id"])


def test_the_article_with_its_notes_goes_to_another_readers_machine(postil, monkeypatch):
    postil("import", "ferry.md", str(FIXTURES / "hypothesis.json"))
    Path("marked.md").write_text(postil("notes", "ferry.md", "--in-place")[1])
    monkeypatch.setenv("POSTIL_DATA_DIR", str(Path("other").absolute()))
    assert postil("import", "ferry.md", "marked.md")[1].startswith("5 notes taken over")
    there = json.loads(postil("notes", "ferry.md", "--json")[1])
    monkeypatch.setenv("POSTIL_DATA_DIR", str(Path("data").absolute()))
    here = json.loads(postil("notes", "ferry.md", "--json")[1])
    names = ("id", "quote", "note", "tags", "color", "start", "end", "created", "modified")
    some, others = ([[note[n] for n in names] for note in notes] for notes in (here, there))
    assert some == others


def test_the_article_with_its_notes_comes_back_edited(postil):
    postil("annotate", "ferry.md", "--quote", "🛶", "--note", "A canoe.", "--tag", "boat")
    marked = postil("notes", "ferry.md", "--in-place")[1]
    Path("marked.md").write_text(
        marked.replace("A canoe. #boat", "A dugout. #ship").replace("old pier", "{==old==} pier")
    )
    assert postil("import", "ferry.md", "marked.md")[1] == "2 notes taken over: 2 in place\n"
    notes = json.loads(postil("notes", "ferry.md", "--json")[1])
    assert [(n["quote"], n["note"], n["tags"]) for n in notes] == [
        ("🛶", "A dugout.", ["ship"]),
        ("old", "", []),
    ]


def test_a_file_that_is_no_notes_ends_with_4_and_one_line(postil):
    Path("letter.txt").write_text("Dear reader,\x1b[31m\n")
    for name, why in (("letter.txt", "in a format that is known"), ("none.json", "is not there")):
        code, out, err = postil("import", "ferry.md", name)
        assert (code, out) == (4, "")
        assert why in err
        assert err.count("\n") == 1
    assert not Path("data").exists()


@pytest.mark.parametrize("form", [*TEXTS, *OBJECTS])
def test_only_what_can_hold_a_whole_text_does(postil, form):
    code, out, err = postil("notes", "ferry.md", "--in-place", "--format", form)
    assert code == (0 if form in IN_PLACE else 2)
    assert bool(out) == (form in IN_PLACE)
    assert err.count("\n") == (form not in IN_PLACE)


def test_no_control_character_is_printed_in_any_format(postil):
    hostile = "\x1b]52;c;b3duZWQ=\x07\x9b2J\u202e\x7f"
    row = {"id": hostile, "uri": hostile, "text": hostile, "tags": [hostile], "user": hostile}
    quote = {"type": "TextQuoteSelector", "exact": f"gone {hostile}"}
    rows = [{**row, "target": [{"selector": [quote]}]}, {**row, "id": "2", "target": []}]
    Path("rows.json").write_text(json.dumps(rows))
    assert postil("import", "ferry.md", "rows.json")[0] == 0
    for form in (*TEXTS, *OBJECTS):
        for more in ([], ["--in-place"] if form in IN_PLACE else []):
            code, out, _ = postil("notes", "ferry.md", "--format", form, *more)
            assert code == 0
            assert not {c for c in out if not c.isprintable() and c not in "\n\u200b"}
    Path("marked.md").write_text(postil("notes", "ferry.md", "--in-place")[1])
    assert postil("import", "ferry.md", "marked.md")[1] == "no notes taken over\n"
