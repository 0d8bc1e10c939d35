"""The writer of gazetteer files: whole or not at all, the same bytes, names found again."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.places.gazetteer import SQLiteGazetteer
from geomap.places.names.forms import normal_form
from geomap.places.store import SCHEMA, Entry, name_rows, order, write_gazetteer
from geomap.places.villages import write_villages

META = {"name": "own", "version": "1"}


def make_entry(name: str = "Homs", lon: float = 36.7, lat: float = 34.7, **changes: object):
    values: dict[str, object] = {
        "source": "s", "source_id": f"{name}-{lon}-{lat}", "feature": "PPL", "radius_km": 1.0,
    } | changes  # fmt: skip
    return Entry(name=name, lon=lon, lat=lat, **values)


def without_villages(connection: sqlite3.Connection) -> None:
    write_villages(connection, (), ())


def test_the_same_entries_give_the_same_bytes(tmp_path):
    entries = [make_entry(f"Village {number}", names=["Emesa"]) for number in range(300)]
    for name in ("one", "two"):
        write_gazetteer(tmp_path / name, iter(entries), meta=META)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "own.sqlite"
    path.write_bytes(b"old")

    def breaking() -> Iterator[Entry]:
        yield make_entry()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_gazetteer(path, breaking(), meta=META)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["own.sqlite"]


def test_what_it_says_of_itself_may_be_known_only_at_the_end(tmp_path):
    meta: dict[str, str] = {}

    def counted() -> Iterator[Entry]:
        yield make_entry()
        meta.update(META, places="1")

    path = tmp_path / "own.sqlite"
    assert write_gazetteer(path, counted(), meta=meta, more=without_villages) == 1
    assert SQLiteGazetteer(path).meta() == {**META, "places": "1", "schema": str(SCHEMA)}


def test_entries_beyond_one_batch_are_all_written(tmp_path, monkeypatch):
    monkeypatch.setattr("geomap.places.store.BATCH", 7)
    path = tmp_path / "own.sqlite"
    written = write_gazetteer(
        path, (make_entry(f"Kafr {number}") for number in range(30)), meta=META,
        more=without_villages,
    )  # fmt: skip
    gazetteer = SQLiteGazetteer(path)
    assert written == 30
    assert all(gazetteer.find(f"Kafr {number}") for number in range(30))


def test_a_form_is_kept_once_with_its_strongest_kind():
    entry = make_entry("Homs", names=["HOMS", "Hims"], known=["Hims"], demonyms=["Homsi"])
    kinds = {form: kind for _, form, _, kind in name_rows([(3, entry)])}
    assert kinds == {"homs": 0, "hims": 1, "homsi": 2}


def test_a_web_address_among_the_names_is_no_name():
    entry = make_entry("Homs", names=["https://example.org/Homs", "x" * 101])
    assert [form for _, form, *_ in name_rows([(1, entry)])] == ["homs"]


def test_the_order_does_not_depend_on_what_came_first():
    entries = [make_entry("Homs", country="SY"), make_entry("Ardport"), make_entry("Aleppo")]
    turned = entries[::-1]
    assert sorted(entries, key=order) == sorted(turned, key=order)


NAMES = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "M", "Zs", "P")), min_size=1, max_size=30
).filter(normal_form)
DEGREES = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(NAMES, DEGREES), min_size=1, max_size=5))
def test_every_name_is_found_where_it_was_put(places):
    entries = [
        make_entry(name, lon, lat, source_id=str(number))
        for number, (name, (lon, lat)) in enumerate(places)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.sqlite"
        write_gazetteer(path, entries, meta=META, more=without_villages)
        gazetteer = SQLiteGazetteer(path)
        for entry in entries:
            at = {(c.place.lon, c.place.lat) for c in gazetteer.find(entry.name)}
            # … to the metre
            assert (round(entry.lon, 5), round(entry.lat, 5)) in at
