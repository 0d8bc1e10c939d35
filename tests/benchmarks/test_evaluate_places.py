"""The evaluation itself: its measures on figures known beforehand, and a run on three reports."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent

REPORTS = [
    ("Strikes hit Talbiseh in Homs, Syria.", [("Talbiseh", 34.84, 36.73), ("Syria", 35.0, 38.0)]),
    ("Fighting near Kharkiv, Ukraine.", [("Kharkiv", 49.98, 36.25), ("Ukraine", None, None)]),
    ("Nobody knows Zzqqvvxxw.", [("Zzqqvvxxw", 10.0, 10.0)]),
]
PLACES = [
    {"name": "Talbiseh town", "admin1": "Homs", "country_iso2": "SY", "lat": 34.84, "lon": 36.73},
    {"name": "Zzqqvvxxw", "country_iso2": "SY", "lat": 34.0, "lon": 38.0, "prec": 1},
    {"name": "Homs", "country": "Narnia", "lat": 4.7, "lon": 36.7, "prec": 1},
    {"name": "Homs governorate", "country_iso2": "SY", "lat": 34.7, "lon": 36.7, "prec": 4},
]


def toponym(text: str, name: str, lat: float | None, lon: float | None) -> dict[str, Any]:
    start = text.index(name)
    return {"start": start, "end": start + len(name), "lat": lat, "lon": lon}


def written(path: Path, lines: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    lines = [
        {"text": text, "toponyms": [toponym(text, *one) for one in ones]} for text, ones in REPORTS
    ]
    return written(tmp_path / "corpus.jsonl", lines)


@pytest.fixture
def evaluate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(HERE))
    import evaluate_places

    # Two entries in place of two million.
    monkeypatch.setattr(evaluate_places, "entry_points", lambda: [(34.84, 36.735), (0.0, 0.0)])
    return evaluate_places


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(HERE))
    import check_installed_gazetteer

    return check_installed_gazetteer


def figures_of(text: str) -> dict[tuple[str, str], str]:
    """Read a table for the README."""
    cells = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {(what, where): figure for what, where, figure in cells}


def test_three_reports_and_three_names_are_measured(
    evaluate: ModuleType, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = written(tmp_path / "places.jsonl", PLACES)
    evaluate.main(["--corpus", f"three={corpus}", "--places", f"own={places}", "--markdown"])
    printed = capsys.readouterr().out
    assert printed.startswith("Measured on 20")
    figures = figures_of(printed)
    # Of four toponyms with coordinates, the one that is no place is wrong.
    assert figures["right within 161 km, gold spans", "three"] == "0.750"
    assert figures["names within 5 km", "own, 3 rows"] == "0.333"
    assert figures["exact match of the names as written", "own"] == "0.000"
    assert figures["rows with any entry within 1.5 km", "own"] == "0.333"
    assert figures["share of that ceiling", "own"] == "1.000"


def test_a_table_for_a_terminal_has_the_probabilities(
    evaluate: ModuleType, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate.main(["--corpus", str(corpus)])
    printed = capsys.readouterr().out
    assert "corpus: probabilities" in printed
    assert "0.9 to 1.0" in printed
    assert "AUC of the errors" in printed


def test_names_are_found_and_placed(
    evaluate: ModuleType, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate.main(["--corpus", f"three={corpus}", "--recognise", "--markdown"])
    figures = figures_of(capsys.readouterr().out)
    assert 0.5 < float(figures["names found, exact spans (F1)", "three"]) <= 1.0
    assert 0.5 < float(figures["found and right within 161 km (F1)", "three"]) <= 1.0


def test_the_area_under_the_errors_is_0_at_best_and_1_at_worst(evaluate: ModuleType) -> None:
    def answers(*errors: float) -> list[Any]:
        return [evaluate.Answer(error_km=e, probability=0.5, answered=True) for e in errors]

    assert evaluate.auc(answers(0, 0, 0)) == 0
    assert evaluate.auc(answers(20_039, 20_039)) == pytest.approx(1, abs=1e-4)
    whole = math.log(20_039)
    logs = [0.0, math.log(11), math.log(101)]
    area = (logs[0] + logs[1]) / 2 + (logs[1] + logs[2]) / 2
    assert evaluate.auc(answers(100, 0, 10)) == pytest.approx(area / (2 * whole))
    assert evaluate.within(answers(1, 160, 162, 20_039), 161) == 0.5
    assert evaluate.median([5, 1, 3]) == 3
    assert evaluate.median([1, 3]) == 2
    assert evaluate.f1(1, 2, 2) == 0.5
    assert math.isnan(evaluate.median([]))


def test_what_is_not_answered_is_as_far_off_as_can_be(evaluate: ModuleType, builtin: Any) -> None:
    records = [{"text": "Zzqqvvxxw", "toponyms": [{"start": 0, "end": 9, "lat": 1.0, "lon": 1.0}]}]
    [answer] = evaluate.resolve_gold(records, builtin)
    assert (answer.error_km, answer.answered) == (evaluate.FARTHEST_KM, False)


def test_every_entry_near_a_row_counts_for_the_ceiling(
    evaluate: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On the far side of a cell's border, and of the equator.
    monkeypatch.setattr(evaluate, "entry_points", lambda: [(-0.005, 9.999), (50.0, 10.0)])
    rows = [{"lat": 0.004, "lon": 10.001}, {"lat": 50.02, "lon": 10.0}]
    assert list(evaluate.near_entries(rows)) == [True, False]


def test_the_real_entries_hold_towns_and_villages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(HERE))
    import evaluate_places

    points = evaluate_places.entry_points()
    for lat, lon in (next(points) for _ in range(1000)):
        assert -90 <= lat <= 90
        assert -180 <= lon <= 180
    points.close()


@pytest.fixture(scope="module")
def builtin() -> Any:
    from geomap.places.gazetteer import open_builtin

    return open_builtin()


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Al-Latamneh", "Al Latamna"),
        ("Tall Rifat", "Tal-Rifat"),
        ("Qusayr", "Kusair"),
        ("Jisr Ash-Shugur", "Jisr Ach-Chugur"),
        ("Ma'arrat", "Maarrat"),
        ("Al-Rastan", "ar-Rastan"),
        ("Deir Hafer", "Dair-Hafer"),
    ],
)
def test_names_are_respelt_as_people_write_them(
    check: ModuleType, name: str, spelling: str
) -> None:
    chance = random.Random(1)
    heard = {check.respelt(name, chance).lower() for _ in range(500)}
    assert spelling.lower() in heard
    assert len(heard) > 1


def test_respelling_is_the_same_each_time(check: ModuleType) -> None:
    first, again = (
        [check.respelt("Al-Latamneh", random.Random(seed)) for seed in range(20)] for _ in "12"
    )
    assert first == again


def test_a_gazetteer_is_checked_against_its_own_names(
    check: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "town,arabic,unit,lat,lon\nTalbiseh,تلبيسة,Homs,34.8407,36.7309\n"
        "Zzqqvvxxw,,Homs,34.0,38.0\n",
        encoding="utf-8",
    )
    options = ["--name", "town", "--name", "arabic", "--admin1", "unit", "--country", "SY"]
    check.main([str(path), *options, "--misses", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "3 names, 0 of them borne twice in their unit"
    assert "as written, country and unit: 0.667 of 3 right" in "\n".join(lines)
    assert any(line.startswith("  Zzqqvvxxw as") for line in lines)


def test_a_name_borne_twice_in_a_unit_is_told_apart(check: ModuleType) -> None:
    rows = [
        check.Named(name="Tal Noor", lat=35.0, lon=36.0, admin1="Homs"),
        check.Named(name="Tal Noor", lat=35.01, lon=36.0, admin1="Homs"),
        check.Named(name="Kafr", lat=35.0, lon=36.0, admin1="Homs"),
        check.Named(name="Kafr", lat=35.5, lon=36.0, admin1="Homs"),
        check.Named(name="Kafr", lat=36.5, lon=36.0, admin1="Hama"),
    ]
    assert check.ambiguous(rows) == {rows[2], rows[3]}


def test_points_of_geojson_may_be_multipoints(check: ModuleType, tmp_path: Path) -> None:
    import argparse

    features = [
        {
            "properties": {"n": "Homs"},
            "geometry": {"type": "MultiPoint", "coordinates": [[36, 34]]},
        },
        {"properties": {"n": "Hama"}, "geometry": {"type": "Point", "coordinates": [36.7, 35]}},
        {"properties": {"n": "Nowhere"}, "geometry": None},
    ]
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps({"features": features}), encoding="utf-8")
    asked = argparse.Namespace(name=["n"], admin1=None, lat="lat", lon="lon")
    assert [(one.name, one.lat, one.lon) for one in check.read_named(path, asked)] == [
        ("Homs", 34, 36), ("Hama", 35, 36.7),
    ]  # fmt: skip
