"""Tables beside reports on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

import geomap
from geomap.cli.entry import run

REPORT = (
    "Published: October 1, 2015\n\n"
    "An air strike on Wednesday killed 20 people in Talbiseh, Syria.\n"
)
TABLE = "lat,lon,day,slain,place\n34.84,36.73,2015-09-30,22,Talbiseh\n35.1,36.7,2015-10-02,x,Hama\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(REPORT)
    (tmp_path / "events.csv").write_text(TABLE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_read_reconciles_a_table_with_reports_and_lists_its_bad_rows(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["read", "events.csv", "reports", "--column", "killed=slain", "-o", "book.gpkg"]
    assert run(call) == 1
    told = capsys.readouterr()
    assert "2 reports read, 1 set aside:" in told.err
    assert "  events.csv:3: slain 'x' is no whole number of people" in told.err
    book = geomap.open_casebook(folder / "book.gpkg")
    assert len(book.reports) == 2
    assert book.claims["quantity"].tolist() == ["killed", "killed"]


def test_map_draws_a_table_and_reports_as_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["map", "events.csv", "reports", "--column", "killed=slain", "-o", "a.html"]) == 1
    assert capsys.readouterr().out.startswith("a.html: 2 reports, ")
    assert "Jets" not in (folder / "a.html").read_text()


def test_a_table_alone_is_still_drawn_as_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["map", "events.csv", "-o", "a.html"]) == 0
    told = capsys.readouterr()
    assert told.out == "a.html: 2 incidents; 0 without a place, 0 without a day\n"
    assert "columns: lat = lat" in told.err


def test_a_kml_alone_is_drawn(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "events.csv", "--column", "killed=slain", "-o", "events.kml"]) == 1
    assert run(["map", "events.kml", "-o", "a.html"]) == 0
    assert "a.html: 1 report, 1 incident" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["read", "map"])
def test_column_and_keep_need_a_table(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = {"read": "a.gpkg", "map": "a.html"}[command]
    assert run([command, "reports", "--column", "date=day", "-o", output]) == 2
    assert "are for a table, and none is given" in capsys.readouterr().err
    assert run([command, "events.csv", "reports", "--column", "date=x", "-o", output]) == 2
    assert "no table has a column 'x'" in capsys.readouterr().err


def test_a_table_is_added_to_a_casebook_with_its_columns_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["read", "reports", "-o", "book.gpkg"]) == 0
    add = ["read", "events.csv", "--into", "book.gpkg", "--column", "killed=slain"]
    assert run(add) == 1
    assert "events.csv:3: slain 'x' is no whole number" in capsys.readouterr().err
    book = geomap.open_casebook(folder / "book.gpkg")
    assert sorted(book.claims["wording"]) == ["20", "slain: 22"]
    before = (folder / "book.gpkg").read_bytes()
    run(add)
    assert (folder / "book.gpkg").read_bytes() == before


def test_a_table_in_a_folder_is_told_and_not_taken(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "reports" / "words.csv").write_text("lat,lon\n1,2\n")
    assert run(["read", "reports"]) == 1
    told = capsys.readouterr().err
    assert "reports/words.csv: unknown file type '.csv'" in told
    assert "a table of incidents is read where it is named itself" in told


def test_a_casebook_beside_reports_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["read", "reports", "-o", "book.gpkg"]) == 0
    assert run(["read", "book.gpkg", "reports"]) == 2
    assert "is a casebook of geomap" in capsys.readouterr().err
