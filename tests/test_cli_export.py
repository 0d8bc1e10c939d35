"""``geomap export``: what it writes, what it tells, how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

import geomap
from geomap.cli.entry import run
from geomap.model import Tally
from geomap.vocabulary import Scope
from tests.builders import make_casebook, make_incident


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A casebook on disk."""
    path = tmp_path / "book.gpkg"
    make_casebook().save(path)
    return path


@pytest.mark.parametrize(
    ("name", "options", "begins"),
    [
        ("a.kml", (), "<?xml"),
        ("a.json", (), "["),
        ("a.csv", ("--format", "acled"), "event_id_cnty,"),
        ("a.csv", ("--format", "ucdp"), "id,relid,"),
        ("a.csv", ("--format", "hxl"), "event_id,"),
        ("a.csv", (), "id,scope,"),
    ],
)
def test_export_writes_the_format_that_is_named(
    name: str,
    options: tuple[str, ...],
    begins: str,
    saved: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    output = tmp_path / name
    assert run(["export", str(saved), "-o", str(output), *options]) == 0
    assert output.read_text("utf-8-sig").startswith(begins)
    assert capsys.readouterr().out.startswith(f"{output}: 1 report, ")


def test_a_casebook_that_is_exported_to_another_suffix_stays_whole(
    saved: Path, tmp_path: Path
) -> None:
    assert run(["export", str(saved), "-o", str(tmp_path / "book.parquet")]) == 0
    assert geomap.open_casebook(tmp_path / "book.parquet") == geomap.open_casebook(saved)


def test_what_the_format_cannot_take_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = make_incident("part", killed=Tally(low=5, best=5, high=5), date=None)
    total = make_incident(
        "total", scope=Scope.TOTAL, killed=Tally(low=5, best=5, high=5), parts=("part",)
    )
    make_casebook(incidents=[part, total]).save(tmp_path / "book.gpkg")
    output = tmp_path / "map.json"
    assert run(["export", str(tmp_path / "book.gpkg"), "-o", str(output)]) == 0
    assert capsys.readouterr().err == (
        f"not in {output}: 1 total of which the incidents leave nobody, 1 without a day\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-o", "a.xlsx"), ".kml (KML)"),
        (("-o", "a.kml", "--format", "acled"), "ends in .csv"),
        (("-o", "a.gpkg", "--split-totals"), "keeps its totals whole"),
        (("-o", "a.csv", "--format", "excel"), "'excel' is not one of"),
    ],
)
def test_a_wrong_call_is_refused_before_anything_is_written(
    arguments: tuple[str, ...],
    words: str,
    saved: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(saved.parent)
    assert run(["export", str(saved), *arguments]) == 2
    assert words in capsys.readouterr().err
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_file_of_somebody_else_is_kept_unless_forced(saved: Path, tmp_path: Path) -> None:
    mine = tmp_path / "a.kml"
    mine.write_text("my places")
    assert run(["export", str(saved), "-o", str(mine)]) == 2
    assert mine.read_text() == "my places"
    assert run(["export", str(saved), "-o", str(mine), "--force"]) == 0
    assert mine.read_text().startswith("<?xml")


def test_a_format_without_an_output_is_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("A strike killed two people in Talbiseh, Syria.")
    assert run(["read", str(tmp_path), "--format", "acled"]) == 2
    assert "name a file with -o" in capsys.readouterr().err
