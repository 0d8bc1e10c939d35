"""``geomap review``: what is doubtful is shown first, and answers become decisions."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest

import geomap
from geomap.errors import UsageError
from geomap.events.book.review import Doubt, doubts_of
from geomap.events.rulings.decisions import read_decisions, record_decision
from tests.test_cli import Command, assert_one_line_error, command

__all__ = ["command"]

REPORTS = {
    "a": "An air strike on September 30 killed 20 people in Talbiseh, Syria, activists said.",
    "b": "An air strike on September 30 killed 22 people in Talbiseh, Syria, medics said.",
    "c": "A strike on September 30 killed 31 people in Homs province, Syria, the army said.",
}
TODAY = dt.date(2026, 1, 5)


@pytest.fixture
def doubtful(command: Command, tmp_path: Path) -> Path:
    """A casebook in which a province and a town may be one strike, and figures differ."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(f"Published: October 1, 2015\n\n{text}\n", "utf-8")
    path = tmp_path / "book.gpkg"
    assert command("read", folder, "-o", path).status == 0
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_most_doubtful_come_first_and_nothing_is_asked(
    command: Command, doubtful: Path
) -> None:
    doubts = doubts_of(geomap.open_casebook(doubtful))
    assert {doubt.kind for doubt in doubts} >= {"link", "killed"}
    assert [doubt.doubt for doubt in doubts] == sorted((d.doubt for d in doubts), reverse=True)
    listed = command("review", doubtful, "--list")
    assert listed.status == 0
    assert "One event? They are" in listed.out
    assert "How many killed? The claimants disagree; by the rules 20/20/31" in listed.out
    assert not doubtful.with_name("decisions.csv").exists()
    first = command("review", doubtful, "--json", "--most", "1")
    (told,) = [json.loads(line) for line in first.out.splitlines()]
    assert told["id"] == doubts[0].id
    assert f"{len(doubts) - 1} more" in first.err


def test_neighbours_that_nothing_links_are_asked_about_once(
    command: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, place in (("a", "Talbiseh"), ("b", "Rastan")):
        text = f"An air strike on September 30 killed 20 people in {place}, Syria, medics said."
        (folder / f"{name}.txt").write_text(f"Published: October 1, 2015\n\n{text}\n", "utf-8")
    path = tmp_path / "book.gpkg"
    assert command("read", folder, "-o", path).status == 0
    (doubt,) = doubts_of(geomap.open_casebook(path))
    assert "kept apart as two places" in doubt.question
    decision = doubt.answered("no", who="A. N.", when=TODAY, why="two raids")
    record_decision(path.with_name("decisions.csv"), decision)
    assert command("read", "--into", path).status == 0
    assert doubts_of(geomap.open_casebook(path)) == []
    decision = doubt.answered("yes", who="A. N.", when=TODAY, why="one raid")
    record_decision(path.with_name("decisions.csv"), decision)
    assert command("read", "--into", path).status == 0
    book = geomap.open_casebook(path)
    assert (len(book.incidents), doubts_of(book)) == (1, [])


def test_answers_become_decisions_and_are_applied(command: Command, doubtful: Path) -> None:
    doubts = doubts_of(geomap.open_casebook(doubtful))
    answers = {"link": "n\ntwo strikes\n", "killed": "20-22\nby the list\n", "place": "s\n"}
    typed = "".join(answers[doubt.kind] for doubt in doubts)
    ended = command("review", doubtful, "--who", "A. N.", stdin=typed.encode())
    told = rows(doubtful.with_name("decisions.csv"))
    assert {(row["decision"], row["value"]) for row in told} >= {("killed", "20-22")}
    assert {row["who"] for row in told} == {"A. N."}
    assert {row["why"] for row in told} == {"two strikes", "by the list"}
    assert all(dt.date.fromisoformat(row["when"]) for row in told)
    assert f"{len(told)} of {len(doubts)} decided" in ended.err
    book = geomap.open_casebook(doubtful)
    assert len(book.decisions) == len(told)
    assert len(book.incidents) == 2
    assert not any(doubt.kind == "link" for doubt in doubts_of(book))


def test_what_is_no_answer_is_asked_again_and_q_stops(command: Command, doubtful: Path) -> None:
    first = doubts_of(geomap.open_casebook(doubtful))[0]
    assert first.kind in ("link", "killed")
    ended = command("review", doubtful, stdin=b"perhaps\n\nq\n")
    assert "'perhaps' is no" in ended.err
    assert ended.status == 0
    assert not doubtful.with_name("decisions.csv").exists()
    assert command("review", doubtful, stdin=b"").status == 0


def test_answers_given_before_somebody_stops_are_kept(command: Command, doubtful: Path) -> None:
    path = doubtful.with_name("decisions.csv")
    kept = "decision,id,value,who,when,why\nkilled,r0-e1,4,B,2026-01-01,old"
    path.write_text(kept, encoding="utf-8")
    doubts = doubts_of(geomap.open_casebook(doubtful))
    first = {"link": "y\n\n", "killed": "r\n\n", "place": "r\n\n"}[doubts[0].kind]
    ended = command("review", doubtful, stdin=first.encode())
    assert path.read_text(encoding="utf-8").startswith(f"{kept}\n")
    assert len(rows(path)) == 2
    assert ended.status == 1
    assert "does not fit: no mention is 'r0-e1'" in ended.err


def test_what_was_found_right_is_not_asked_until_it_changes(
    command: Command, doubtful: Path, tmp_path: Path
) -> None:
    book = geomap.open_casebook(doubtful)
    (count,) = [doubt for doubt in doubts_of(book) if doubt.kind == "killed"]
    made = count.answered("right", who="A. N.", when=TODAY, why="read them all")
    assert (made.kind, made.value) == ("right", "killed 20/20/31")
    record_decision(doubtful.with_name("decisions.csv"), made)
    command("read", "--into", doubtful)
    book = geomap.open_casebook(doubtful)
    assert book.decisions["outcome"].tolist() == ["already so"]
    assert book.incidents["edited"].tolist() == ["[]"]
    assert "killed" not in {doubt.kind for doubt in doubts_of(book)}
    late = tmp_path / "late.txt"
    late.write_text(
        "Published: October 2, 2015\n\nAn air strike on September 30 killed 40 people in "
        "Talbiseh, Syria, a hospital director said.\n",
        encoding="utf-8",
    )
    ended = command("read", late, "--into", doubtful)
    assert ended.status == 1
    assert "killed was 20/20/31 when it was looked at, and is 20/" in ended.err
    assert "killed" in {doubt.kind for doubt in doubts_of(geomap.open_casebook(doubtful))}


def make_doubt(**changes: object) -> Doubt:
    fields = {
        "kind": "place", "id": "r1-e1", "doubt": 0.5, "question": "Where?", "facts": (),
        "choices": ({"name": "Rastan", "lat": 34.93, "lon": 36.73},), "now": "place Homs (1)",
    }  # fmt: skip
    return Doubt(**(fields | changes))  # type: ignore[arg-type]


def test_a_place_is_chosen_by_its_number_or_named() -> None:
    told = {"who": "A. N.", "when": TODAY, "why": "seen"}
    chosen = make_doubt().answered("1", **told)  # type: ignore[arg-type]
    assert (chosen.kind, chosen.value, chosen.lat, chosen.lon) == ("place", "Rastan", 34.93, 36.73)
    named = make_doubt().answered("Hama, Syria", **told)  # type: ignore[arg-type]
    assert (named.value, named.lat) == ("Hama, Syria", None)
    same = make_doubt(now="place Rastan (7)", choices=({"id": "7"},)).answered("1", **told)  # type: ignore[arg-type]
    assert (same.kind, same.value) == ("right", "place Rastan (7)")
    with pytest.raises(UsageError, match="no candidate 2"):
        make_doubt().answered("2", **told)  # type: ignore[arg-type]
    rejected = make_doubt(kind="killed").answered("reject r1-c2", **told)  # type: ignore[arg-type]
    assert (rejected.kind, rejected.id) == ("reject", "r1-c2")


def test_recorded_decisions_read_back(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    told = {"who": "=A", "when": TODAY, "why": 'a "list", -5'}
    made = [
        make_doubt(about="-words").answered(answer, **told)  # type: ignore[arg-type]
        for answer in ("1", "unknown", "right")
    ]
    for decision in made:
        record_decision(path, decision)
    assert read_decisions(path) == (made, [])
    assert "'=A" in path.read_text(encoding="utf-8")


def test_a_file_without_a_column_that_is_needed_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("decision,id,value,who,when,why\n", encoding="utf-8")
    made = make_doubt().answered("1", who="A", when=TODAY, why="b")
    with pytest.raises(UsageError, match="no column 'lat'"):
        record_decision(path, made)
    assert path.read_text(encoding="utf-8") == "decision,id,value,who,when,why\n"


def test_text_of_reports_is_shown_and_not_obeyed(command: Command, doubtful: Path) -> None:
    assert_one_line_error(command("review", doubtful.with_name("none.gpkg")), "no such file")
    book = geomap.open_casebook(doubtful)
    assert all("\x1b" not in line for line in command("review", doubtful, "--list").out)
    assert len(book.links) > 0
