"""One contract for every exchange format: write then read changes nothing."""

from __future__ import annotations

import csv
import json
import os
import re
import sqlite3
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.errors import OutputError, SchemaError, UnknownFormatError, UsageError
from geomap.events.book.frame import Casebook
from geomap.events.exchange import FORMATS, read_casebook, write_casebook
from geomap.events.exchange.csv import escaped, unescaped
from geomap.model import SetAside, Tally
from tests.builders import (
    founding_records,
    make_actor,
    make_casebook,
    make_claim,
    make_claimant,
    make_count,
    make_incident,
    make_place,
    make_reading,
    make_report,
    make_resolution,
    make_span,
    make_toponym,
)

SUFFIXES = [exchange_format.suffix for exchange_format in FORMATS]
each_format = pytest.mark.parametrize("suffix", SUFFIXES)

HOSTILE = (
    "=1+1",
    "'=1+1",
    "''",
    "'",
    "",
    " ",
    "\0",
    "a\0b␛␀␛",
    "\r",
    "a\r\nb",
    "\ufeff=cmd",
    "＝1",
    '"=1"',
    "x;=1",
    "x\t@y",
    "\u202eelif\u2066",
    "حمص",
    "😀",
    "NaN",
    "null",
    "NA",
    "1.0",
    "true",
    "2015-09-30",
    "{{7*7}}",
    "</script>",
    "\x1b[2J",
    "\ud800",
    "a,b",
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20))
filled = texts.filter(bool)
numbers = st.one_of(st.none(), st.integers(0, 2**53 + 1))
degrees = st.floats(-80, 80, allow_subnormal=True)


@st.composite
def casebooks(draw: st.DrawFn) -> Casebook:
    """Give casebooks in which any text may be anything and any figure unknown."""
    text = draw(texts) + "0123456789"
    span = make_span(0, draw(st.integers(1, len(text))))
    word = draw(filled)
    place = make_place(
        word, id=draw(filled), admin1=draw(texts), lon=draw(degrees), lat=draw(degrees)
    )
    toponym = make_toponym(word, span=span)
    resolution = make_resolution(
        place=draw(st.sampled_from([place, None])),
        toponym=toponym,
        reason=draw(texts),
        probability=draw(st.floats(0, 1)),
    )
    low = draw(numbers)
    claim = make_claim(
        span=span,
        sentence=span,
        count=make_count(low, wording=draw(texts)),
        claimant=make_claimant(draw(texts), relayed_by=draw(st.none() | texts)),
        perpetrators_included=draw(numbers),
    )
    incident = make_incident(
        draw(filled),
        places=[resolution],
        span=span,
        claims=(claim,),
        actors=(make_actor(draw(texts)),),
        killed=Tally(low=low),
        date_reason=draw(texts),
    )
    return Casebook.from_records(
        readings=[
            make_reading(make_report(text, title=draw(st.none() | texts), origin=draw(texts)))
        ],
        resolutions={"r1": [resolution]},
        incidents=draw(st.sampled_from([[incident], []])),
        set_aside=draw(
            st.lists(st.builds(SetAside, origin=texts, reason=texts, line=numbers), max_size=2)
        ),
        provenance=draw(
            st.dictionaries(
                texts.filter(lambda t: "\ud800" not in t and t.isprintable()),
                texts.filter(lambda t: "\ud800" not in t),
                max_size=2,
            )
        ),
    )


@each_format
@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(book=casebooks())
def test_write_then_read_changes_nothing(suffix: str, tmp_path: Path, book: Casebook) -> None:
    path = tmp_path / f"book{suffix}"
    write_casebook(book, path)
    assert read_casebook(path) == book


@each_format
def test_the_founding_case_with_areas_and_unknown_figures_reads_back_equal(
    suffix: str, tmp_path: Path
) -> None:
    book = make_casebook(set_aside=[SetAside(origin="b.pdf", reason="locked")])
    book.save(tmp_path / f"book{suffix}")
    back = read_casebook(tmp_path / f"book{suffix}")
    assert back == book
    assert back.incidents.killed_low.isna().sum() == 1
    assert str(back.killed) == "at least 24 killed, as claimed (1 incident with the number unknown)"


@each_format
def test_an_empty_casebook_reads_back_equal(suffix: str, tmp_path: Path) -> None:
    Casebook.empty().save(tmp_path / f"book{suffix}")
    assert read_casebook(tmp_path / f"book{suffix}") == Casebook.empty()


@each_format
def test_figures_that_are_unknown_everywhere_keep_their_type(suffix: str, tmp_path: Path) -> None:
    book = make_casebook(incidents=[make_incident(places=[], date=None)])
    book.save(tmp_path / f"book{suffix}")
    back = read_casebook(tmp_path / f"book{suffix}")
    assert back.incidents.killed_low.dtype == pd.Int64Dtype()
    assert back.incidents.lat.isna().all()
    assert back == book


@each_format
def test_the_same_casebook_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    contents = []
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        make_casebook().save(tmp_path / folder / f"book{suffix}")
        contents.append({p.name: p.read_bytes() for p in (tmp_path / folder).iterdir()})
    assert contents[0] == contents[1]


@each_format
def test_a_file_of_geomap_s_own_is_replaced(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"book{suffix}"
    make_casebook().save(path)
    Casebook.empty().save(path)
    assert read_casebook(path) == Casebook.empty()


@each_format
@pytest.mark.parametrize("content", [b"", b"somebody's years of work", b"SQLite format 3\0 but"])
def test_a_file_of_somebody_else_is_kept_unless_forced(
    suffix: str, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / f"book{suffix}"
    path.write_bytes(content)
    with pytest.raises(OutputError, match=r"geomap did not write it.*--force"):
        make_casebook().save(path)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == content
    make_casebook().save(path, force=True)
    assert read_casebook(path) == make_casebook()


@pytest.mark.parametrize("suffix", [".parquet", ".geojson", ".csv"])
def test_a_foreign_file_where_a_table_would_lie_is_kept_too(suffix: str, tmp_path: Path) -> None:
    foreign = tmp_path / f"book.claims{suffix}"
    foreign.write_bytes(b"mine")
    with pytest.raises(OutputError, match=re.escape(str(foreign))):
        make_casebook().save(tmp_path / f"book{suffix}")
    assert foreign.read_bytes() == b"mine"


def test_another_program_s_geopackage_parquet_and_geojson_are_kept(tmp_path: Path) -> None:
    points = gpd.GeoDataFrame({"id": [1]}, geometry=gpd.points_from_xy([36.7], [34.8]), crs=4326)
    points.to_file(tmp_path / "a.gpkg", layer="incidents")
    points.to_parquet(tmp_path / "a.parquet")
    points.to_file(tmp_path / "a.geojson")
    for suffix in (".gpkg", ".parquet", ".geojson"):
        with pytest.raises(OutputError):
            make_casebook().save(tmp_path / f"a{suffix}")


@each_format
def test_a_missing_folder_is_said(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist; make it first"):
        make_casebook().save(tmp_path / "nowhere" / f"book{suffix}")


@each_format
def test_a_folder_without_the_right_to_write_is_said(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(self: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", forbidden)  # a real one would not stop root
    with pytest.raises(OutputError, match="cannot be written: Permission denied"):
        make_casebook().save(tmp_path / f"book{suffix}")


@each_format
def test_a_disk_that_fails_leaves_the_old_file_and_no_litter(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"book{suffix}"
    make_casebook().save(path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        Casebook.empty().save(path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


@each_format
def test_a_folder_in_the_file_s_place_is_said(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"book{suffix}").mkdir()
    with pytest.raises(OutputError, match="is not a file"):
        make_casebook().save(tmp_path / f"book{suffix}", force=True)


def test_an_unknown_suffix_names_the_known_ones(tmp_path: Path) -> None:
    for act in (lambda p: make_casebook().save(p), read_casebook):
        with pytest.raises(UnknownFormatError) as caught:
            act(tmp_path / "book.xlsx")
        for suffix in SUFFIXES:
            assert suffix in str(caught.value)


@each_format
def test_a_capital_suffix_is_the_same_format(suffix: str, tmp_path: Path) -> None:
    make_casebook().save(tmp_path / f"book{suffix.upper()}")
    assert read_casebook(tmp_path / f"book{suffix.upper()}") == make_casebook()


@each_format
@pytest.mark.parametrize("name", ["GPKG:a b#?%41&", "x.zip!y", "http:حمص", "-rf{0}'"])
def test_an_odd_name_is_only_a_name(
    suffix: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / f"{name}.zip"
    folder.mkdir()
    monkeypatch.chdir(folder)
    make_casebook().save(f"{name}{suffix}")
    assert read_casebook(f"{name}{suffix}") == make_casebook()
    assert all(p.name.startswith(name) for p in folder.iterdir())


@each_format
def test_a_file_that_is_not_there_is_said(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_casebook(tmp_path / f"book{suffix}")


@pytest.mark.parametrize("suffix", [".parquet", ".geojson", ".csv"])
def test_a_table_missing_beside_the_others_is_named(suffix: str, tmp_path: Path) -> None:
    make_casebook().save(tmp_path / f"book{suffix}")
    (tmp_path / f"book.claims{suffix}").unlink()
    with pytest.raises(UsageError, match=rf"book\.claims\{suffix} missing"):
        read_casebook(tmp_path / f"book{suffix}")


@each_format
@pytest.mark.parametrize(
    "content",
    [b"", b"\0\xff\xfe", b"[" * 200_000, b"{}", b"a,b\r\n1,2\r\n", b"SQLite format 3\0rubbish"],
)
def test_a_broken_file_is_a_schema_error_with_its_name(
    suffix: str, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / f"book{suffix}"
    make_casebook().save(path)
    path.write_bytes(content)
    with pytest.raises(SchemaError, match=re.escape(str(path))):
        read_casebook(path)


@each_format
def test_a_truncated_file_is_a_schema_error(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"book{suffix}"
    make_casebook().save(path)
    whole = path.read_bytes()
    for share in (0.3, 0.6, 0.95):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(SchemaError):
            read_casebook(path)


def test_every_table_is_a_layer_of_the_geopackage(tmp_path: Path) -> None:
    make_casebook().save(tmp_path / "book.gpkg")
    incidents = gpd.read_file(tmp_path / "book.gpkg", layer="incidents")
    claims = gpd.read_file(tmp_path / "book.gpkg", layer="claims")
    joined = incidents.merge(claims, left_on="id", right_on="incident_id")
    assert sorted(joined.id_y) == ["c1", "c2", "c3"]
    with sqlite3.connect(tmp_path / "book.gpkg") as database:
        kinds = dict(database.execute("SELECT table_name, data_type FROM gpkg_contents"))
    database.close()
    assert kinds.pop("incidents") == "features"
    assert set(kinds.values()) == {"attributes"}


def test_other_programs_open_the_parquet_and_geojson_with_shapes(tmp_path: Path) -> None:
    make_casebook().save(tmp_path / "book.parquet")
    make_casebook().save(tmp_path / "book.geojson")
    for frame in (
        gpd.read_parquet(tmp_path / "book.parquet"),
        gpd.read_file(tmp_path / "book.geojson"),
    ):
        assert frame.crs.to_epsg() == 4326
        assert sorted(frame.geom_type) == ["Point", "Point", "Polygon"]
    claims = json.loads((tmp_path / "book.claims.geojson").read_text())
    assert [f["geometry"] for f in claims["features"]] == [None] * 4


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "＠x",
        "  =1",
        "\u200b=1",
        '"=1"',
        "fine;=1",
        "fine\n=1",
        "'=1",
    ],
)
def test_no_cell_that_a_spreadsheet_would_compute_starts_as_it_did(text: str) -> None:
    records = founding_records()
    report = make_report(title=text)
    records["readings"][0] = make_reading(report)
    safe = escaped(text)
    assert unescaped(safe) == text
    for cell in re.split("[;\t\r\n]", safe):
        assert not re.match(r'[\s"\u200b]*[=+\-@＝＠]', cell)


@given(texts)
def test_any_text_comes_back_from_its_cell(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_an_innocent_cell_stays_as_it_is() -> None:
    for text in ("about 20", "'twas", "north-west = far", "a - b", "حمص", "x@y"):
        assert escaped(text) == text


def test_a_hostile_title_reaches_the_csv_as_text(tmp_path: Path) -> None:
    report = make_report(title="=cmd|'/c calc'!A0")
    make_casebook(readings=[make_reading(report)], incidents=[], resolutions={}).save(
        tmp_path / "book.csv"
    )
    with (tmp_path / "book.reports.csv").open(encoding="utf-8-sig", newline="") as handle:
        (row,) = csv.DictReader(handle)
    assert row["title"] == "'=cmd|'/c calc'!A0"
    assert row["published"] == "2015-09-30"


def test_negative_coordinates_stay_numbers_in_csv(tmp_path: Path) -> None:
    bogota = make_resolution(place=make_place("Bogota", lon=-74.08, lat=4.61))
    make_casebook(incidents=[make_incident(places=[bogota])]).save(tmp_path / "book.csv")
    with (tmp_path / "book.csv").open(encoding="utf-8-sig", newline="") as handle:
        (row,) = csv.DictReader(handle)
    assert row["lon"] == "-74.08"
    assert row["geometry"] == "POINT (-74.08 4.61)"


def test_a_report_longer_than_any_block_comes_back(tmp_path: Path) -> None:
    text = 'He said "no", and\r\n' * 150_000
    book = make_casebook(readings=[make_reading(make_report(text))], incidents=[], resolutions={})
    for suffix in SUFFIXES:
        book.save(tmp_path / f"book{suffix}")
        assert read_casebook(tmp_path / f"book{suffix}") == book


def test_a_column_changed_by_hand_is_named(tmp_path: Path) -> None:
    make_casebook().save(tmp_path / "book.csv")
    path = tmp_path / "book.claims.csv"
    path.write_text(path.read_text("utf-8-sig").replace("stance", "stand"), "utf-8-sig")
    with pytest.raises(SchemaError) as caught:
        read_casebook(tmp_path / "book.csv")
    assert "claims.stand is not a column" in str(caught.value)
    assert "claims.stance is there 0 times" in str(caught.value)


@pytest.mark.parametrize(
    ("member", "value", "complaint"),
    [
        ("report_ids", "r1", "'r1' is not a JSON array of text"),
        ("report_ids", '["r9"]', "incidents.report_ids 'r9' is not in reports"),
        ("actors", '["Russia"]', "is not a JSON array of objects with name, role"),
        ("parts", "[" * 200_000, "is not a JSON array of text"),
        ("killed_low", "many", "incidents.killed_low cannot be int"),
        ("killed_low", 2**70, "incidents.killed_low cannot be int"),
        ("lat", 123.0, "is beyond"),
        ("part_off", 1, "incidents.part_off"),
    ],
)
def test_a_value_changed_by_hand_is_named(
    member: str, value: object, complaint: str, tmp_path: Path
) -> None:
    path = tmp_path / "book.geojson"
    make_casebook().save(path)
    collection = json.loads(path.read_text())
    collection["features"][0]["properties"][member] = value
    path.write_text(json.dumps(collection))
    with pytest.raises(SchemaError, match=re.escape(str(path))) as caught:
        read_casebook(path)
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    "geometry", [{}, [], 1, {"type": "Point"}, {"type": "Point", "coordinates": ["x"]}, {"type": 7}]
)
def test_a_shape_changed_by_hand_is_a_schema_error(geometry: object, tmp_path: Path) -> None:
    path = tmp_path / "book.geojson"
    make_casebook().save(path)
    collection = json.loads(path.read_text())
    collection["features"][0]["geometry"] = geometry
    path.write_text(json.dumps(collection))
    with pytest.raises(SchemaError, match=re.escape(str(path))):
        read_casebook(path)
