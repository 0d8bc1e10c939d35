"""``geomap read --into``: reports go into a casebook from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import geomap
from geomap.events.exchange import FORMATS
from geomap.events.frame import Casebook
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
