"""A small gazetteer, written by the recipe's own writer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from geomap.places.gazetteer import SQLiteGazetteer, open_builtin

RECIPES = Path(__file__).resolve().parents[2] / "data" / "recipe"


def square(lon: float, lat: float, half: float) -> list[list[list[float]]]:
    """Give the rings of a square around a point."""
    west, east, south, north = lon - half, lon + half, lat - half, lat + half
    ring = [west, south, east, south, east, north, west, north, west, south]
    return [[ring]]


@pytest.fixture(scope="session")
def recipe():
    sys.path.insert(0, str(RECIPES))
    try:
        import gazetteer_recipe
    finally:
        sys.path.remove(str(RECIPES))
    return gazetteer_recipe


@pytest.fixture(scope="session")
def make_entry(recipe) -> Callable[..., object]:
    def make(name: str, lon: float, lat: float, **changes: object) -> object:
        values: dict[str, object] = {
            "source": "s", "source_id": f"{name}-{lon}-{lat}", "feature": "PPL", "radius_km": 1.0,
        } | changes  # fmt: skip
        if half := values.pop("half", None):
            values["rings"] = square(lon, lat, half)
            values["box"] = (lon - half, lat - half, lon + half, lat + half)
        return recipe.Entry(name=name, lon=lon, lat=lat, **values)

    return make


@pytest.fixture
def make_gazetteer(recipe, tmp_path) -> Callable[[Sequence[object]], SQLiteGazetteer]:
    def make(entries: Sequence[object]) -> SQLiteGazetteer:
        path = tmp_path / "gazetteer.sqlite"
        recipe.write(path, entries, "0" * 64)
        return SQLiteGazetteer(path)

    return make


@pytest.fixture
def small_gazetteer(make_entry, make_gazetteer) -> SQLiteGazetteer:
    """Two made-up countries: Ardia with two provinces, and Borland."""
    return make_gazetteer([
        make_entry("Ardia", 36, 35, feature="PCLI", country="AA", half=3, population=9_000_000,
                   demonyms=["Ardian", "Ardians"]),
        make_entry("Borland", 46, 35, feature="PCLI", country="BB", half=3, population=9_000_000),
        make_entry("Harim", 35, 35, feature="ADM1", country="AA", admin1="Harim", half=1),
        make_entry("Sawran", 37, 35, feature="ADM1", country="AA", admin1="Sawran", half=1),
        make_entry("Harim", 35.1, 35.1, country="AA", admin1="Harim", population=300_000),
        make_entry("Tel Noor", 35.3, 35.2, country="AA", admin1="Harim", population=5_000,
                   names=["تل نور"]),
        make_entry("Kafr Deem", 35.2, 35.3, country="AA", admin1="Harim", population=900),
        make_entry("Kafr Deem", 46.1, 35.1, country="BB", population=90_000),
        make_entry("Sawran", 37.1, 35.1, country="AA", admin1="Sawran", population=40_000),
        make_entry("Ardport", 36.1, 34.9, feature="PPLC", country="AA", admin1="Sawran",
                   population=2_000_000),
        make_entry("Green Sea", 33, 35, feature="SEA", radius_km=100.0),
        make_entry("Middle Hills", 36, 35.5, feature="RGN", country="AA", radius_km=40.0),
    ])  # fmt: skip


@pytest.fixture(scope="session")
def builtin() -> SQLiteGazetteer:
    # In a checkout without it the error says what to do: pip install -e .
    return open_builtin()
