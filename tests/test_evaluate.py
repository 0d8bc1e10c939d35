"""``geomap evaluate``: gold in, a table out; a broken line is told, the others go on."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from geomap import stream
from geomap.assessment import assess_stream
from geomap.cli.entry import run

TEXT = "An air strike on Wednesday killed 22 people in Talbiseh, Syria, activists said."
LINE: dict[str, Any] = {
    "id": "a1",
    "published": "2015-10-01",
    "text": TEXT,
    "events": [{"date": "2015-09-30", "lat": 34.84, "lon": 36.73, "killed": 22}],
    "claims": [{"type": "killed", "min": 22, "max": 22, "by": "activists"}],
    "toponyms": [{"start": 47, "end": 55}, {"start": 57, "end": 62}],
}


def gold_file(folder: Path, *lines: Any) -> Path:
    path = folder / "gold.jsonl"
    path.write_text(
        "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in lines)
    )
    return path


def test_a_report_that_is_read_rightly_scores_in_full(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", str(gold_file(tmp_path, LINE)), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["reports"], told["broken_lines"], told["reports_not_read"]) == (1, 0, 0)
    assert told["events"]["all_right"] == {"right": 1, "of": 1, "share": 1.0}
    assert told["claims"]["found"]["f1"] == told["toponyms"]["found"]["f1"] == 1.0
    assert "wounded_exact" not in told["events"], "the gold does not tell it"


def test_the_table_gives_shares_with_their_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = LINE | {"id": "a2", "events": [LINE["events"][0] | {"killed": 40}]}
    assert run(["evaluate", str(gold_file(tmp_path, LINE, wrong))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2 reports"
    assert "  killed exact              50.0 %  1 of 2" in lines
    assert "  date exact               100.0 %  2 of 2" in lines


def test_a_broken_line_is_told_by_its_number_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("no\u202e gold", "", LINE | {"events": [{"date": "soon"}]}, {"claims": []}, LINE)
    assert run(["evaluate", str(gold_file(tmp_path, *lines))]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("1 report; 4 lines left out\n")
    assert [line.split(":")[0] for line in shown.err.splitlines()] == [
        f"line {number}" for number in (1, 2, 3, 4)
    ]
    assert 'events[0]: "date" is "soon", not a day' in shown.err
    assert '"text" is missing' in shown.err


def test_what_is_wrong_is_listed_with_what_was_expected_and_read(tmp_path: Path) -> None:
    wrong = LINE | {
        "events": [LINE["events"][0] | {"killed": 40}],
        "toponyms": [{"start": 0, "end": 2}],
    }
    listing = tmp_path / "errors.jsonl"
    gold = gold_file(tmp_path, LINE, wrong)
    assert run(["evaluate", str(gold), "--errors", str(listing)]) == 0
    errors = [json.loads(line) for line in listing.read_text(encoding="ascii").splitlines()]
    assert {(error["id"], error["line"]) for error in errors} == {("a1", 2)}
    told = [(e["evaluated"], e["wrong"]) for e in errors]
    assert told[0] == ("event", ["killed exact", "killed in range", "all right"])
    assert errors[0]["expected"]["killed"] == 40
    assert errors[0]["read"]["killed_min"] == 22
    assert sorted(told[1:]) == [
        ("toponym", ["found"]), ("toponym", ["not in the gold"]), ("toponym", ["not in the gold"]),
    ]  # fmt: skip
    # Its own listing is replaced, an empty one too, and nobody else's.
    assert run(["evaluate", str(gold_file(tmp_path, LINE)), "--errors", str(listing)]) == 0
    assert listing.read_bytes() == b""
    assert run(["evaluate", str(gold), "--errors", str(listing)]) == 0


def test_a_file_of_somebody_else_is_kept_without_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = gold_file(tmp_path, LINE)
    other = tmp_path / "notes.txt"
    other.write_text("mine")
    assert run(["evaluate", str(gold), "--errors", str(other)]) == 2
    assert "geomap did not write it" in capsys.readouterr().err
    assert other.read_text() == "mine"
    assert run(["evaluate", str(gold), "--errors", str(other), "--force"]) == 0
    assert run(["evaluate", str(gold), "--errors", str(gold), "--force"]) == 2
    assert "this is the gold itself" in capsys.readouterr().err
    assert run(["evaluate", str(tmp_path / "none.jsonl")]) == 2


def test_a_dash_is_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.dumps(LINE).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert run(["evaluate", "-"]) == 0
    assert capsys.readouterr().out.startswith("1 report\n")


def test_a_report_that_the_reader_fails_on_is_judged_as_read_with_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(report: Any, stages: Any) -> Any:
        raise RuntimeError("out of order")

    monkeypatch.setattr(stream, "read_report", fail)
    assert run(["evaluate", str(gold_file(tmp_path, LINE)), "--json"]) == 1
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert (told["reports"], told["broken_lines"], told["reports_not_read"]) == (1, 0, 1)
    assert told["events"]["found"]["recall"] == 0
    assert told["events"]["found"]["precision"] is None
    assert "line 1 (a1): nothing read: cannot be read: RuntimeError" in shown.err


def test_a_report_in_another_language_is_told_and_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Une frappe aérienne a tué vingt-deux personnes mercredi dans la ville, selon eux."
    line = {"id": "f", "text": text, "language": "fr", "events": [{"killed": 22}]}
    assert run(["evaluate", str(gold_file(tmp_path, line))]) == 1
    shown = capsys.readouterr()
    assert "1 report, 1 of them not read" in shown.out
    assert "geomap reads only English so far" in shown.err


def test_the_rules_of_another_codebook_can_be_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Shelling killed several people in Talbiseh, Syria, on 3 May 2016."
    line = {"id": "s", "text": text, "events": [{"killed": 10}]}
    gold = gold_file(tmp_path, line)
    found = []
    for policy in ("geomap", "acled"):
        assert run(["evaluate", str(gold), "--json", "--policy", policy]) == 0
        found.append(json.loads(capsys.readouterr().out)["events"]["killed_exact"]["right"])
    assert found == [0, 1]


def test_lines_are_taken_as_they_come_and_not_kept() -> None:
    given = iter([json.dumps(LINE).encode() + b"\n"] * 2)
    taken = []

    class Pipe:
        def readline(self, size: int = -1, /) -> bytes:
            line = next(given, b"")
            taken.append(line)
            return line

    assessments: Iterator[Any] = assess_stream(Pipe())
    assert next(assessments).line == 1
    assert len(taken) == 1
    assert [one.line for one in assessments] == [2]


def test_a_mark_at_the_head_of_the_file_is_no_part_of_it() -> None:
    [assessment] = assess_stream(BytesIO(b"\xef\xbb\xbf" + json.dumps(LINE).encode()))
    assert assessment.broken is None
    assert not any(verdict.wrong for verdict in assessment.verdicts)
