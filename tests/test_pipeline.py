"""The stages joined: whatever the files, the run goes on, and the same files give the same book."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import geomap
from geomap.errors import GeomapError, UsageError
from geomap.events.book.frame import Casebook
from geomap.model import Report, SetAside
from geomap.pipeline import Outcome, casebook_of, load_stages, open_casebook, read_report
from geomap.text.readers import ReadOptions, read_reports

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"

ONE = (
    "Published: 30 September 2015\n\n"
    "Residents said an air strike killed about 20 people in Talbiseh, Syria, on Tuesday.\n"
)
OTHER = (
    "Published: 1 October 2015\n\n"
    "The Homs media centre identified 22 people killed on Tuesday in an air strike on the town "
    "of Talbiseh, Syria.\n"
)
ELSEWHERE = (
    "Published: 30 September 2015\n\n"
    "Residents said an air strike killed 6 people in Saraqib, Syria, on Tuesday.\n"
)
FRENCH = (
    "Publié le 30 septembre 2015\n\n"
    "Une frappe aérienne a tué une vingtaine de personnes mardi dans la ville de Talbiseh, selon "
    "des habitants. Le ministère de la Défense a démenti avoir visé des civils dans la région.\n"
)
ARABIC = (
    "قتل نحو عشرين شخصا في غارة جوية على مدينة تلبيسة في ريف حمص يوم الثلاثاء، بحسب سكان "
    "محليين. ونفت وزارة الدفاع استهداف المدنيين في المنطقة.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports of one event and one of another."""
    for name, text in (("one", ONE), ("other", OTHER), ("elsewhere", ELSEWHERE)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def rows(table: pd.DataFrame) -> list[Any]:
    """Give the rows of a table by name; their types are those of the casebook's schema."""
    return list(table.itertuples())


def outcomes_of(folder: Path) -> list[Outcome | SetAside]:
    stages = load_stages()
    return [
        read_report(found, stages) if isinstance(found, Report) else found
        for found in read_reports([folder])
    ]


def places(book: Casebook) -> list[str]:
    return sorted(book.incidents.place_as_written)


def test_two_reports_of_one_strike_give_one_incident_with_both_claims(folder: Path) -> None:
    book = geomap.read(folder)
    assert places(book) == ["Saraqib", "Talbiseh"]
    [talbiseh] = rows(book.incidents[book.incidents.place_as_written == "Talbiseh"])
    assert len(json.loads(talbiseh.report_ids)) == 2
    assert (talbiseh.killed_low, talbiseh.killed_best, talbiseh.killed_high) == (20, 22, 22)
    claims = book.claims[book.claims.incident_id == talbiseh.id]
    assert sorted(claims.best) == [20, 22]
    assert sorted(claims.claimant) == ["Homs media centre", "Residents"]
    assert book.killed.low == 26


@pytest.mark.parametrize(
    ("text", "language"), [(FRENCH, "French"), (ARABIC, "Arabic")], ids=["fr", "ar"]
)
def test_a_report_in_another_language_is_set_aside_with_the_reason_and_the_run_goes_on(
    folder: Path, text: str, language: str
) -> None:
    path = folder / "foreign.txt"
    path.write_text(text, encoding="utf-8")
    book = geomap.read(folder)
    assert places(book) == ["Saraqib", "Talbiseh"]
    [aside] = rows(book.unread)
    assert Path(aside.origin).name == "foreign.txt"
    assert f"in {language}" in aside.reason
    assert "English" in aside.reason
    assert len(book.reports) == 4


def test_a_file_that_cannot_be_read_is_set_aside_and_the_run_goes_on(folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (folder / "empty.txt").write_bytes(b"")
    book = geomap.read(folder)
    assert places(book) == ["Saraqib", "Talbiseh"]
    assert sorted(Path(origin).name for origin in book.unread.origin) == ["broken.pdf", "empty.txt"]
    assert (book.unread.reason.str.len() > 10).all()


def test_every_file_is_read_or_set_aside(folder: Path) -> None:
    (folder / "blank.txt").write_text(" \n\n ", encoding="utf-8")
    (folder / "foreign.txt").write_text(FRENCH, encoding="utf-8")
    book = geomap.read(folder)
    told = {Path(origin).name for origin in [*book.reports.origin, *book.unread.origin]}
    assert told == {path.name for path in folder.iterdir()}


def test_a_report_without_places_gives_no_mark_and_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Published: 30 September 2015\n\nThe committee met and adjourned.\n", "utf-8")
    book = geomap.read(path)
    assert len(book.reports) == 1
    assert book.incidents.empty
    assert book.unread.empty


def test_a_figure_without_a_place_is_listed_and_not_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Published: 30 September 2015\n\nAn air strike killed 12 people on Tuesday.\n", "utf-8"
    )
    book = geomap.read(path)
    [incident] = rows(book.incidents)
    assert incident.geometry is None
    assert incident.place_reason
    assert incident.killed_low == 12
    assert book.killed.low == 12


def test_standard_input_is_read(tmp_path: Path) -> None:
    book = geomap.read("-", stdin=io.BytesIO(ONE.encode()))
    assert places(book) == ["Talbiseh"]


def test_what_is_known_from_outside_is_used(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Shelling killed 3 people in Talbiseh, Syria, on Tuesday.\n", "utf-8")
    book = geomap.read(path, options=ReadOptions(published=dt.date(2015, 9, 30)))
    [incident] = rows(book.incidents)
    assert incident.date_start == "2015-09-29"
    assert list(book.reports.published_from) == ["option"]


def test_progress_tells_every_report_once(folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    told: list[str] = []
    geomap.read(folder, on_report=told.append)
    assert sorted(Path(origin).name for origin in told) == sorted(p.name for p in folder.iterdir())


@pytest.mark.parametrize("name", ["missing.txt", "no-such-folder"])
def test_a_path_that_is_not_there_is_a_usage_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=name):
        geomap.read(tmp_path / name)


def test_an_empty_folder_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        geomap.read(tmp_path)


def test_the_order_of_the_reports_does_not_matter(folder: Path) -> None:
    outcomes = outcomes_of(folder)
    book = casebook_of(outcomes)
    for seed in range(4):
        shuffled = list(outcomes)
        random.Random(seed).shuffle(shuffled)
        assert casebook_of(shuffled) == book


def test_paths_in_any_order_give_the_same_book(folder: Path) -> None:
    paths = sorted(folder.iterdir())
    assert geomap.read(paths) == geomap.read(list(reversed(paths)))
    assert geomap.read(paths) == geomap.read(folder)


def test_the_same_report_twice_is_counted_once(folder: Path) -> None:
    once = geomap.read(folder / "one.txt")
    (folder / "copy").mkdir()
    (folder / "copy" / "one.txt").write_text(ONE, encoding="utf-8")
    twice = geomap.read([folder / "one.txt", folder / "copy" / "one.txt"])
    assert (twice.killed.low, twice.killed.high) == (once.killed.low, once.killed.high)
    assert len(twice.incidents) == len(once.incidents)


_DIGEST = """
import hashlib, sys
import geomap
book = geomap.read(sys.argv[1:])
lines = [table.to_json(orient="split") for name, table in sorted(book.tables().items())
         if name != "incidents"]
lines.append(book.incidents.drop(columns="geometry").to_json(orient="split"))
lines.append(repr([None if shape is None else shape.wkb_hex for shape in book.incidents.geometry]))
print(hashlib.sha256("\\n".join(lines).encode()).hexdigest())
"""


def test_another_process_gives_the_same_book_to_the_byte(folder: Path) -> None:
    digests = set()
    paths = [str(path) for path in sorted(folder.iterdir())]
    for hash_seed, listed in (("1", paths), ("77", list(reversed(paths)))):
        done = subprocess.run(
            [sys.executable, "-c", _DIGEST, *listed],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1
    assert len(digests.pop()) == len(hashlib.sha256().hexdigest())


def test_a_book_says_what_it_was_made_with(folder: Path) -> None:
    provenance = geomap.read(folder).provenance
    assert provenance["geomap"] == geomap.__version__
    assert set(provenance) == {"geomap", "gazetteer", "mentions", "model", "policy"}
    assert provenance["policy"] == "geomap"
    assert geomap.read(folder, rules="ucdp").provenance["policy"] == "ucdp"
    assert all(provenance.values())


def test_a_saved_book_opens_equal_and_still_draws(folder: Path, tmp_path: Path) -> None:
    book = geomap.read(folder)
    out = tmp_path / "out"
    out.mkdir()
    book.save(out / "book.gpkg")
    opened = open_casebook(out / "book.gpkg")
    assert opened == book
    assert "Talbiseh" in opened.map().get_root().render()


def test_opening_what_geomap_did_not_write_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"nothing")
    with pytest.raises(GeomapError, match=r"a\.gpkg"):
        open_casebook(path)


def test_the_parts_are_loaded_once_a_process() -> None:
    assert load_stages() is load_stages()


@pytest.mark.parametrize(
    ("name", "rank"), [("Syria", 2), ("Aleppo", 2), ("Talbiseh", 1), ("Xqzzyk", 0), ("", 0)]
)
def test_how_well_a_name_is_known(name: str, rank: int) -> None:
    assert load_stages().known(name) == rank


def test_one_name_is_placed_with_its_reason() -> None:
    found = geomap.geocode("Talbiseh, Homs")
    assert found.place is not None
    assert found.place.country == "SY"
    assert found.reason
    assert geomap.geocode("Xqzzyk").place is None


def test_two_workers_give_the_same_casebook(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (folder / "foreign.txt").write_text(FRENCH, encoding="utf-8")
    told: list[str] = []
    books = geomap.read(folder), geomap.read(folder, workers=2, on_report=told.append)
    for book, name in zip(books, ("alone", "together"), strict=True):
        book.save(tmp_path / f"{name}.geojson")
    written = [
        {path.name.replace(name, ""): path.read_bytes() for path in tmp_path.glob(f"{name}*")}
        for name in ("alone", "together")
    ]
    assert written[0] == written[1]
    assert written[0]
    assert len(told) == 5
