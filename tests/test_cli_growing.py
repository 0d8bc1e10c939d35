"""``geomap read --into``: reports go into a casebook from the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import geomap
from geomap.events.book.frame import Casebook
from geomap.events.exchange import FORMATS
from geomap.growth import Growth
from tests.test_cli import REPORT, Command, assert_one_line_error, command, report

__all__ = ["command", "report"]

LATER = (
    "Published: October 2, 2015\n\nAn air strike on September 30 killed 22 people in Talbiseh, "
    "Syria, the Homs Media Centre said.\n"
)
ELSEWHERE = (
    "Published: October 3, 2015\n\nShelling on Thursday killed 4 people in Saraqib, Syria, "
    "rescuers said.\n"
)


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """A folder with two reports."""
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "b.txt").write_text(LATER, encoding="utf-8")
    (folder / "c.txt").write_text(ELSEWHERE, encoding="utf-8")
    return folder


def contents(path: Path) -> dict[str, bytes]:
    """Give a casebook's files."""
    return {file.name: file.read_bytes() for file in path.parent.glob(f"{path.stem}*")}


@pytest.mark.parametrize("suffix", [known.suffix for known in FORMATS])
def test_added_or_read_at_once_the_files_are_the_same(
    command: Command, report: Path, more: Path, tmp_path: Path, suffix: str
) -> None:
    grown, whole = (tmp_path / folder / f"book{suffix}" for folder in ("grown", "whole"))
    for path in (grown, whole):
        path.parent.mkdir()
    assert command("read", report, "-o", grown).status == 0
    assert command("read", more, "--into", grown).status == 0
    assert command("read", report, more, "-o", whole).status == 0
    assert contents(grown) == contents(whole)
    before = {name: (grown.parent / name).stat().st_mtime_ns for name in contents(grown)}
    again = command("read", more, report, "--into", grown)
    assert again.status == 0
    assert "nothing new" in again.out
    assert "0 reports added, 3 already there" in again.err
    assert contents(grown) == contents(whole)
    assert before == {name: (grown.parent / name).stat().st_mtime_ns for name in before}


def test_what_came_of_it_is_told_on_standard_error(
    command: Command, report: Path, more: Path, tmp_path: Path
) -> None:
    path = tmp_path / "book.gpkg"
    begun = command("read", report, "--into", path)
    assert "1 report added, 0 already there" in begun.err
    (old,) = geomap.open_casebook(path).incidents["id"]
    ended = command("read", more, "--into", path)
    assert ended.out.startswith(f"{path}: 3 reports, 2 incidents")
    assert "2 reports added" in ended.err
    assert "added r" in ended.err
    assert f"changed {old} (2015-09-30, " in ended.err
    assert "): killed 20/20/20 → 20/22/22 (r" in ended.err
    book = geomap.open_casebook(path)
    row = book.history[(book.history["field"] == "killed") & (book.history["step"] == 2)].iloc[0]
    assert (row["incident_id"], row["before"], row["after"]) == (old, "20/20/20", "20/22/22")
    origin = book.reports.set_index("id")["origin"][row["report_id"]]
    assert origin.endswith("b.txt")


def test_what_is_set_aside_is_told_once(command: Command, report: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.gpkg"
    (report / "broken.pdf").write_bytes(b"%PDF-1.4 but no more")
    first = command("read", report, "--into", path)
    assert first.status == 1
    assert "broken.pdf" in first.err
    kept = path.read_bytes()
    again = command("read", report, "--into", path)
    assert again.status == 0
    assert path.read_bytes() == kept
    assert len(geomap.open_casebook(path).unread) == 1


def test_a_casebook_goes_into_another(
    command: Command, report: Path, more: Path, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.gpkg", tmp_path / "two.parquet"
    command("read", report, "-o", one)
    command("read", more, "-o", two)
    assert command("read", two, "--into", one).status == 0
    whole = geomap.read([report, more])
    assert geomap.open_casebook(one) == whole


def test_a_casebook_that_others_wrote_to_meanwhile_is_left_to_them(
    command: Command, report: Path, more: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.gpkg"
    command("read", report, "-o", path)
    theirs = tmp_path / "theirs.gpkg"
    command("read", more, "-o", theirs)
    whole = theirs.read_bytes()
    add = geomap.add_reports

    def slowly(book: Casebook, inputs: Sequence[str], **options: Any) -> Growth:
        growth = add(book, inputs, **options)
        path.write_bytes(whole)
        return growth

    monkeypatch.setattr("geomap.pipeline.add_reports", slowly)
    assert_one_line_error(command("read", more, "--into", path), "meanwhile", "run this again")
    assert path.read_bytes() == whole


def test_a_run_that_dies_leaves_the_casebook_as_it_was(
    command: Command, report: Path, more: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.gpkg"
    command("read", report, "-o", path)
    kept = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("geomap.events.exchange.casebook_file._settle", fail)
    assert_one_line_error(command("read", more, "--into", path), "No space left")
    assert path.read_bytes() == kept
    assert sorted(p.name for p in tmp_path.iterdir()) == ["book.gpkg", "more", "reports"]


def test_into_is_for_casebooks_and_without_output(
    command: Command, report: Path, tmp_path: Path
) -> None:
    other = tmp_path / "book.gpkg"
    other.write_bytes(b"something else")
    assert_one_line_error(command("read", report, "--into", other), "did not write it")
    assert_one_line_error(
        command("read", report, "--into", other, "-o", other), "--into keeps", "without -o"
    )
    assert_one_line_error(command("read", report, "--into", tmp_path / "book.txt"), "suffix")


def test_claimants_of_ones_own_must_be_given_again(
    command: Command, report: Path, more: Path, tmp_path: Path
) -> None:
    path, parties = tmp_path / "book.gpkg", tmp_path / "parties.csv"
    parties.write_text(
        "id,name,kind,side,country,words\nhmc,Homs Media Centre,opposition,,SY,homs media centre\n",
        encoding="utf-8",
    )
    command("read", report, "-o", path, "--claimants", parties)
    assert_one_line_error(command("read", more, "--into", path), "parties.csv", "give them again")
    assert command("read", more, "--into", path, "--claimants", parties).status == 0
    whole = tmp_path / "whole.gpkg"
    command("read", report, more, "-o", whole, "--claimants", parties)
    assert path.read_bytes() == whole.read_bytes()


def test_text_that_reports_hold_is_shown_and_not_obeyed(
    command: Command, more: Path, tmp_path: Path
) -> None:
    path = tmp_path / "book.gpkg"
    (more / "c\x1b[2J.txt").write_text(REPORT, encoding="utf-8")
    ended = command("read", more, "--into", path)
    assert "\x1b" not in ended.out + ended.err


HEAD = "decision,id,value,about,who,when,why\n"


@pytest.fixture
def strike(command: Command, report: Path, more: Path, tmp_path: Path) -> Path:
    """A casebook of a strike that two reports tell of, and of shelling elsewhere."""
    path = tmp_path / "book.gpkg"
    command("read", report, more, "-o", path)
    return path


def mentions(path: Path) -> list[list[str]]:
    return [json.loads(text) for text in geomap.open_casebook(path).incidents["mentions"]]


def test_decisions_beside_a_casebook_are_applied_and_survive(
    command: Command, report: Path, more: Path, strike: Path
) -> None:
    (one, two), (three,) = mentions(strike)
    decisions = strike.with_name("decisions.csv")
    decisions.write_text(
        f"{HEAD}split,{one},{two},,A. N.,2026-01-05,two strikes\n"
        f"killed,{three},4-6,Shelling on,A. N.,2026-01-06,a list\n",
        encoding="utf-8",
    )
    ended = command("read", "--into", strike)
    assert ended.status == 0
    assert f"split {two} (2015-09-30, " in ended.err
    assert "killed 4/4/4 → 4/?/6 (decided by A. N. on 2026-01-06: a list)" in ended.err
    book = geomap.open_casebook(strike)
    edits = dict(zip(book.incidents["id"], book.incidents["edited"], strict=True))
    assert [edit["what"] for edit in json.loads(edits[three])] == ["killed"]
    assert [edit["who"] for edit in json.loads(edits[two])] == ["A. N."]
    assert book.decisions["outcome"].tolist() == ["applied", "applied"]
    explained = command("explain", strike, three).out
    assert "edited: killed, by A. N. on 2026-01-06: a list" in explained
    assert "history: killed 4/4/4 → 4/?/6 (decided by A. N. on 2026-01-06: a list)" in explained
    kept = strike.read_bytes()
    assert "nothing new" in command("read", more, "--into", strike).out
    assert strike.read_bytes() == kept
    again = strike.with_name("again.gpkg")
    assert command("read", report, more, "-o", again).status == 0
    assert geomap.open_casebook(again).incidents.equals(book.incidents)
    assert geomap.read([report, more], decisions=decisions).incidents.equals(book.incidents)


def test_a_decision_that_is_taken_back_is_undone_and_the_history_says_so(
    command: Command, strike: Path
) -> None:
    before = geomap.open_casebook(strike)
    ((_, _), (three,)) = mentions(strike)
    decisions = strike.with_name("decisions.csv")
    decisions.write_text(f"{HEAD}killed,{three},9,,A. N.,2026-01-06,a list\n", encoding="utf-8")
    command("read", "--into", strike)
    decisions.write_text(HEAD, encoding="utf-8")
    command("read", "--into", strike)
    after = geomap.open_casebook(strike)
    assert after.incidents.equals(before.incidents)
    rows = after.history[(after.history["incident_id"] == three)]
    killed = rows[rows["field"] == "killed"]
    assert killed["after"].tolist() == ["4/4/4", "9/9/9", "4/4/4"]


def test_decisions_that_do_not_fit_and_rows_that_are_none_are_told(
    command: Command, strike: Path
) -> None:
    decisions = strike.with_name("decisions.csv")
    decisions.write_text(
        f"{HEAD}killed,r0-e1,4,,A. N.,2026-01-06,a list\nkilled,r0-e1,many,,A,2026-01-06,b\n",
        encoding="utf-8",
    )
    ended = command("read", "--into", strike)
    assert ended.status == 1
    assert "decisions.csv:3: value 'many' is no figure" in ended.err
    assert "line 2, killed r0-e1, does not fit: no mention is 'r0-e1'" in ended.err
    again = command("read", "--into", strike)
    assert again.status == 1
    assert "does not fit" in again.err
    decisions.write_text(HEAD, encoding="utf-8")
    assert command("read", "--into", strike).status == 0
    assert len(geomap.open_casebook(strike).unread) == 0


def test_a_casebook_whose_decisions_are_missing_keeps_them_and_says_so(
    command: Command, strike: Path, report: Path
) -> None:
    ((_, _), (three,)) = mentions(strike)
    decisions = strike.with_name("decisions.csv")
    decisions.write_text(f"{HEAD}killed,{three},9,,A. N.,2026-01-06,a list\n", encoding="utf-8")
    command("read", "--into", strike)
    kept = strike.read_bytes()
    decisions.rename(strike.with_name("elsewhere.csv"))
    ended = command("read", report, "--into", strike)
    assert "no decisions.csv is beside" in ended.err
    assert strike.read_bytes() == kept
    named = command("read", "--into", strike, "--decisions", strike.with_name("elsewhere.csv"))
    assert named.status == 0
    assert strike.read_bytes() == kept


def test_a_place_is_moved_by_its_name_or_by_coordinates(command: Command, strike: Path) -> None:
    ((one, _), (three,)) = mentions(strike)
    strike.with_name("decisions.csv").write_text(
        "decision,id,value,lat,lon,who,when,why\n"
        f'place,{one},"Rastan, Homs, Syria",,,A. N.,2026-01-05,not Talbiseh\n'
        f"place,{three},the market,35.86,36.8,A. N.,2026-01-05,seen\n",
        encoding="utf-8",
    )
    assert command("read", "--into", strike).status == 0
    book = geomap.open_casebook(strike).incidents.set_index("id")
    assert (book["admin1"][one], book["country"][one]) == ("Homs", "SY")
    assert abs(book["lat"][one] - 34.93) < 0.05
    assert book["place_reason"][one] == "decided by A. N. on 2026-01-05: not Talbiseh"
    assert (book["lat"][three], book["lon"][three]) == (35.86, 36.8)
    assert (book["place"][three], book["admin1"][three]) == ("the market", "Idlib")


def test_decisions_in_a_folder_of_reports_are_no_report(command: Command, report: Path) -> None:
    (report / "decisions.csv").write_text(HEAD, encoding="utf-8")
    assert command("read", report).status == 0


@pytest.mark.parametrize("suffix", [known.suffix for known in FORMATS])
def test_a_casebook_may_lie_among_its_reports(command: Command, report: Path, suffix: str) -> None:
    path = report / f"book{suffix}"
    assert command("read", report, "-o", path).status == 0
    (report / "notes.csv").write_text("a,b\n", encoding="utf-8")
    ended = command("read", report, "--into", path)
    assert ended.status == 1
    assert ended.err.count("unknown file type") == 1
    kept = contents(path)
    assert command("read", report, "--into", path).status == 0
    assert contents(path) == kept
    assert geomap.open_casebook(path).unread["origin"].str.endswith("notes.csv").tolist() == [True]


def test_reports_of_another_version_are_read_again_from_their_texts(
    command: Command, report: Path, more: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, whole = tmp_path / "book.gpkg", tmp_path / "whole.gpkg"
    command("read", report, "-o", path)
    (report / "a.txt").unlink()
    versions = geomap.pipeline._versions() | {"read_with": "another"}
    monkeypatch.setattr("geomap.pipeline._versions", lambda: dict(versions))
    ended = command("read", more, "--into", path)
    assert "1 report read again: another version of geomap" in ended.err
    (report / "a.txt").write_text(REPORT, encoding="utf-8")
    command("read", report, more, "-o", whole)
    grown, at_once = (geomap.open_casebook(one) for one in (path, whole))
    assert grown.incidents.equals(at_once.incidents)
    assert set(grown.reports["read_with"]) == {"another"}


def test_a_page_drawn_from_reports_takes_decisions_too(
    command: Command, report: Path, more: Path, strike: Path, tmp_path: Path
) -> None:
    ((_, _), (three,)) = mentions(strike)
    decided = tmp_path / "decided.csv"
    decided.write_text(
        f"{HEAD}killed,{three},6,Shelling on,A. N.,2026-01-06,a list\n"
        f"killed,r0-e1,4,,A. N.,2026-01-06,a list\n",
        encoding="utf-8",
    )
    page = tmp_path / "page.html"
    ended = command("map", report, more, "-o", page, "--decisions", decided)
    assert ended.status == 1
    assert "line 3, killed r0-e1, does not fit: no mention is 'r0-e1'" in ended.err
    drawn = page.read_text(encoding="utf-8")
    assert "A. N." in drawn
    assert "a list" in drawn


def test_a_saved_casebook_is_drawn_as_it_is(command: Command, strike: Path, tmp_path: Path) -> None:
    decided = tmp_path / "decided.csv"
    decided.write_text(HEAD, encoding="utf-8")
    ended = command("map", strike, "-o", tmp_path / "page.html", "--decisions", decided)
    assert ended.status == 2
    assert_one_line_error(ended, "read --into")
