"""Incidents in the formats of other programs: as those want them, nobody counted twice."""

from __future__ import annotations

import csv
import datetime as dt
import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import defusedxml.ElementTree
import hxl
import jsonschema
import pyogrio
import pytest
from fastkml.validator import validate as validate_kml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.errors import OutputError, UnknownFormatError, UsageError
from geomap.events.book.frame import Casebook
from geomap.events.exchange import EXPORTS, read_casebook, write_casebook
from geomap.events.exchange.entries import Entry, entries_of
from geomap.events.exchange.parties import inter_label
from geomap.model import Tally
from geomap.vocabulary import Scope, Stance, Victims
from tests.builders import (
    DAY,
    TEXT,
    founding_records,
    make_actor,
    make_casebook,
    make_claim,
    make_count,
    make_incident,
    make_place,
    make_range,
    make_reading,
    make_report,
    make_resolution,
    make_span,
    span_of,
)
from tests.events.exchange.strategies import tallies

KEYS = [export.key for export in EXPORTS]
FILE = {export.key: f"{export.key}{export.suffix}" for export in EXPORTS}
each_export = pytest.mark.parametrize("key", KEYS)
each_table = pytest.mark.parametrize("key", ["acled", "ucdp", "hxl"])
HOSTILE = (
    "=1+1", "'=1+1", "@x;=2", "\t=1", "\0", "\r", "a\r\nb", "\u202eelif", "حمص", "😀",
    "</description><script>alert(1)</script>", "$[id]", "{{7*7}}", "]]>", "&amp;", "a,b", '"',
    "\ufffe", "<b>x", "\x1b[2J",
)  # fmt: skip
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12)).map(
    lambda text: text.encode("utf-8", "replace").decode("utf-8")
)
counts = st.none() | st.integers(0, 10**6)


def rows_of(book: Casebook, key: str, folder: Path, **options: Any) -> list[dict[str, str]]:
    path = folder / FILE[key]
    write_casebook(book, path, key=key, **options)
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return rows[1:] if key == "hxl" else rows


def book_of(*incidents: Any, **records: Any) -> Casebook:
    return make_casebook(incidents=list(incidents), **records)


def entry_of(**changes: Any) -> Entry:
    (entry,) = entries_of(book_of(make_incident(**changes)).tables()).entries
    return entry


@st.composite
def casebooks(draw: st.DrawFn) -> Casebook:
    text = draw(texts) + " and so on"
    span = make_span(0, len(text))
    place = make_place(
        draw(texts.filter(str.strip)), lon=draw(st.floats(-180, 180)), lat=draw(st.floats(-80, 80)),
        country=draw(st.sampled_from(["SY", "UA", None])), admin1=draw(st.none() | texts),
    )  # fmt: skip
    start = draw(st.dates(dt.date(1946, 1, 1), dt.date(2100, 1, 1)))
    precision = draw(st.integers(1, 5))
    incident = make_incident(
        draw(texts.filter(str.strip)),
        span=span,
        places=draw(st.sampled_from([[make_resolution("Talbiseh", place=place)], []])),
        date=draw(
            st.sampled_from(
                [make_range(start, days=draw(st.integers(1, 40)), precision=precision), None]
            )
        ),
        killed=draw(tallies()),
        wounded=draw(tallies()),
        actors=(make_actor(draw(texts)), make_actor(draw(texts), role="target")),
    )
    report = make_report(text, source=draw(st.none() | texts), title=draw(st.none() | texts))
    return make_casebook(readings=[make_reading(report)], resolutions={}, incidents=[incident])


quick = settings(
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@each_export
def test_the_same_casebook_gives_the_same_bytes(key: str, tmp_path: Path) -> None:
    contents = []
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        make_casebook().save(tmp_path / folder / FILE[key], format=key)
        contents.append({p.name: p.read_bytes() for p in (tmp_path / folder).iterdir()})
    assert contents[0] == contents[1]


@each_export
def test_a_file_of_geomap_s_own_is_replaced_and_another_kept(key: str, tmp_path: Path) -> None:
    path = tmp_path / FILE[key]
    make_casebook().save(path, format=key)
    Casebook.empty().save(path, format=key)
    foreign = b'[\n {\n  "id": "mine"\n }\n]\n'
    path.write_bytes(foreign)
    with pytest.raises(OutputError, match="geomap did not write it"):
        make_casebook().save(path, format=key)
    assert path.read_bytes() == foreign
    make_casebook().save(path, format=key, force=True)
    assert path.read_bytes() != foreign


@each_table
def test_a_table_of_that_layout_that_somebody_else_made_is_kept(key: str, tmp_path: Path) -> None:
    path = tmp_path / FILE[key]
    make_casebook().save(path, format=key)
    whole = path.read_text("utf-8-sig")
    path.write_text(re.sub(r",geomap_\w+|,#meta\+url", "", whole), "utf-8-sig")
    with pytest.raises(OutputError, match="geomap did not write it"):
        make_casebook().save(path, format=key)


def test_the_suffix_alone_names_kml_and_timemap(tmp_path: Path) -> None:
    make_casebook().save(tmp_path / "book.kml")
    make_casebook().save(tmp_path / "book.json")
    assert (tmp_path / "book.kml").read_text().startswith("<?xml")
    assert {p.name for p in tmp_path.glob("*.json")} == {
        "book.json", "book.sources.json", "book.associations.json",
    }  # fmt: skip


def test_a_suffix_that_is_not_the_format_s_and_a_name_of_no_format_are_said(
    tmp_path: Path,
) -> None:
    with pytest.raises(UnknownFormatError, match=r"ACLED-like CSV ends in \.csv, not '\.kml'"):
        make_casebook().save(tmp_path / "book.kml", format="acled")
    with pytest.raises(UnknownFormatError, match="kml, timemap, acled, ucdp, hxl"):
        make_casebook().save(tmp_path / "book.csv", format="xlsx")


def test_a_format_of_incidents_alone_is_not_read_as_a_casebook(tmp_path: Path) -> None:
    make_casebook().save(tmp_path / "book.kml")
    with pytest.raises(UnknownFormatError, match="holds no casebook"):
        read_casebook(tmp_path / "book.kml")


@each_export
def test_a_number_that_nobody_gives_is_not_written_as_nought(key: str, tmp_path: Path) -> None:
    book = book_of(make_incident(killed=Tally(), wounded=Tally()))
    write_casebook(book, tmp_path / FILE[key], key=key)
    written = (tmp_path / FILE[key]).read_text("utf-8-sig")
    if key == "timemap":
        assert "Killed: unknown. Wounded: unknown." in written
    elif key == "kml":
        assert "killed: unknown; wounded: unknown" in written
        assert "killed_" not in written
    else:
        (row,) = rows_of(book, key, tmp_path)
        figures = {
            row[column]
            for column in row
            if re.search("killed|fatal|wounded|injured|deaths|best|low|high", column)
        }
        assert figures == {""}


def test_a_total_is_a_row_of_clarity_2_with_what_its_incidents_leave(tmp_path: Path) -> None:
    rows = {row["id"]: row for row in rows_of(make_casebook(), "ucdp", tmp_path)}
    assert {name: row["event_clarity"] for name, row in rows.items()} == {
        "talbiseh": "1", "lataminah": "1", "total": "2",
    }  # fmt: skip
    assert [rows["talbiseh"][c] for c in ("low", "best", "high")] == ["20", "22", "22"]
    # 24 and more, of whom 22 are the town's
    assert [rows["total"][c] for c in ("low", "best", "high")] == ["2", "2", ""]


@each_export
def test_a_total_whose_people_are_all_told_of_is_no_row(key: str, tmp_path: Path) -> None:
    part = make_incident("part", killed=Tally(low=5, best=5, high=5))
    total = make_incident(
        "total", scope=Scope.TOTAL, killed=Tally(low=5, best=5, high=5), parts=("part",)
    )
    told = write_casebook(book_of(part, total), tmp_path / FILE[key], key=key)
    assert told == ("1 total of which the incidents leave nobody",)
    assert '"total"' not in (tmp_path / FILE[key]).read_text("utf-8-sig")
    assert ">total<" not in (tmp_path / FILE[key]).read_text("utf-8-sig")


def test_totals_are_divided_over_their_places_only_when_asked() -> None:
    tables = make_casebook().tables()
    whole = [e for e in entries_of(tables).entries if e.total]
    parted = [e for e in entries_of(tables, split_totals=True).entries if e.total]
    assert [(e.place, e.killed.low) for e in whole] == [("Homs and Hama", 2)]
    assert [(e.place, e.killed.low) for e in parted] == [("Homs", 1), ("Hama", 1)]
    assert len({e.id for e in parted}) == 2


def test_a_total_with_fewer_people_than_places_stays_whole() -> None:
    records = founding_records()
    records["incidents"] = [
        make_incident(
            "total",
            scope=Scope.TOTAL,
            places=records["incidents"][2].places,
            killed=Tally(low=1, best=1, high=1),
        )
    ]
    (entry,) = entries_of(make_casebook(**records).tables(), split_totals=True).entries
    assert entry.place == "Homs and Hama"


@quick
@given(low=st.integers(2, 500), more=st.integers(0, 500), wounded=counts)
def test_divided_totals_add_up_and_stay_in_order(low: int, more: int, wounded: int | None) -> None:
    records = founding_records()
    killed = Tally(low=low, best=low + more // 2, high=low + more)
    records["incidents"] = [
        make_incident(
            "total",
            scope=Scope.TOTAL,
            places=records["incidents"][2].places,
            killed=killed,
            wounded=Tally(low=wounded, best=wounded, high=wounded),
        )
    ]
    parts = entries_of(make_casebook(**records).tables(), split_totals=True).entries
    assert len(parts) == 2
    for end in ("low", "best", "high"):
        assert sum(getattr(e.killed, end) for e in parts) == getattr(killed, end)
        shares = [getattr(e.wounded, end) for e in parts]
        assert (None not in shares and sum(shares) == wounded) or wounded is None
    for entry in parts:
        assert entry.killed.low <= entry.killed.best <= entry.killed.high  # type: ignore[operator]


def test_a_casebook_keeps_its_totals_whole(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="keeps its totals whole"):
        make_casebook().save(tmp_path / "book.gpkg", split_totals=True)


@pytest.mark.parametrize(
    ("days", "precision", "day", "time_precision"),
    [
        (1, 1, "2015-09-30", "1"),
        (3, 2, "2015-09-30", "2"),
        (7, 3, "2015-10-03", "2"),
        (31, 4, "2015-10-15", "3"),
        (200, 5, "2016-01-07", "3"),
    ],
)
def test_acled_s_day_is_the_first_of_a_few_and_the_middle_of_many(
    days: int, precision: int, day: str, time_precision: str, tmp_path: Path
) -> None:
    incident = make_incident(date=make_range(days=days, precision=precision))
    (row,) = rows_of(book_of(incident), "acled", tmp_path)
    assert (row["event_date"], row["time_precision"]) == (day, time_precision)
    assert row["geomap_date_start"] == DAY.isoformat()


@pytest.mark.parametrize(("where_prec", "geo"), [(1, "1"), (2, "2"), (3, "2"), (4, "3"), (6, "3")])
def test_acled_s_geo_precision_is_ucdp_s_where_prec_coarser(
    where_prec: int, geo: str, tmp_path: Path
) -> None:
    incident = make_incident(precision=where_prec)
    (row,) = rows_of(book_of(incident), "acled", tmp_path)
    assert row["geo_precision"] == geo


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Military Forces of Syria (2000-)", "State forces"),
        ("Civilians (Syria)", "Civilians"),
        ("Protesters (Iraq)", "Protesters"),
        ("Example Communal Militia (Nigeria)", "Identity militia"),
        ("Government of Mali", "State forces"),
        ("Unidentified Armed Group (Libya)", "Political militia"),
        ("The Ensemble", ""),
    ],
)
def test_parties_get_acled_s_labels_by_their_names(name: str, label: str) -> None:
    assert inter_label(name) == label


def test_actors_and_whose_dead_they_are_stand_in_their_columns(tmp_path: Path) -> None:
    span = span_of("about 20 dead")
    claims = (
        make_claim(12, high=12, id="c1", victims=Victims.CIVILIANS, scope=Scope.PART, span=span),
        make_claim(3, high=3, id="c2", victims=Victims.SOLDIERS, scope=Scope.PART, span=span),
        make_claim(9, high=9, id="c3", victims=Victims.CIVILIANS, stance=Stance.DENIED, span=span),
    )
    incident = make_incident(
        claims=claims,
        killed=Tally(low=20, best=20, high=25),
        actors=(
            make_actor("Government of Syria"),
            make_actor("Example Front", role="target"),
            make_actor("Example Brigade", role="target"),
        ),
    )
    (row,) = rows_of(book_of(incident), "ucdp", tmp_path)
    assert (row["side_a"], row["side_b"]) == (
        "Government of Syria", "Example Front; Example Brigade",
    )  # fmt: skip
    dead = [int(row[f"deaths_{who}"]) for who in ("a", "b", "civilians", "unknown")]
    assert dead == [3, 0, 12, 5]
    assert row["type_of_violence"] == "1"
    (row,) = rows_of(book_of(incident), "acled", tmp_path)
    assert (row["actor2"], row["assoc_actor_2"]) == ("Example Front", "Example Brigade")


@quick
@given(best=counts, civilians=counts, forces=counts, attackers=counts)
def test_ucdp_s_four_columns_of_dead_add_up_to_the_best(
    best: int | None, civilians: int | None, forces: int | None, attackers: int | None
) -> None:
    from geomap.events.exchange.ucdp import _deaths

    claims = [
        make_claim(
            number, id=f"c{n}", count=make_count(number), victims=victims,
            perpetrators_included=attackers,
        )
        for n, (number, victims) in enumerate(
            [(civilians, Victims.CIVILIANS), (forces, Victims.SOLDIERS)]
        )
        if number is not None
    ]  # fmt: skip
    entry = entry_of(claims=tuple(claims), killed=Tally(best=best))
    deaths = _deaths(entry)
    if best is None:
        assert deaths == {}
    else:
        assert sum(deaths.values()) == best  # type: ignore[arg-type]
        assert min(deaths.values()) >= 0  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("lon", "lat", "cell"), [(-180, -90, "1"), (179.9, 89.9, "259200"), (36.73, 34.84, "179714")]
)
def test_the_prio_grid_counts_cells_from_the_south_west(
    lon: float, lat: float, cell: str, tmp_path: Path
) -> None:
    place = make_place(lon=lon, lat=lat)
    incident = make_incident(places=[make_resolution(place=place)])
    (row,) = rows_of(book_of(incident), "ucdp", tmp_path)
    assert row["priogrid_gid"] == cell


@each_table
@quick
@given(book=casebooks())
def test_no_cell_of_a_table_is_computed_by_a_spreadsheet(
    key: str, tmp_path: Path, book: Casebook
) -> None:
    for row in rows_of(book, key, tmp_path):
        for column, cell in row.items():
            if re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell):
                continue
            for part in re.split("[;\t\r\n]", cell):
                assert not re.match(r'[\s"\u200b]*[=+\-@＝＠]', part), (column, cell)


@quick
@given(book=casebooks())
def test_hxl_passes_its_own_library_s_checks(tmp_path: Path, book: Casebook) -> None:
    write_casebook(book, tmp_path / "book.csv", key="hxl")
    with (tmp_path / "book.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.reader(handle))
    source = hxl.data(rows)
    complaints: list[Any] = []
    hxl.schema(callback=complaints.append).validate(source)
    assert [c.message for c in complaints if c.rule.severity == "error"] == []
    assert "#affected+killed" in source.display_tags
    assert len(list(hxl.data(rows))) == len(book.incidents)


@quick
@given(book=casebooks())
def test_kml_passes_the_schema_of_the_ogc(tmp_path: Path, book: Casebook) -> None:
    write_casebook(book, tmp_path / "book.kml")
    assert validate_kml(file_to_validate=tmp_path / "book.kml")


def test_the_words_of_a_report_are_inert_in_a_balloon(tmp_path: Path) -> None:
    text = "<script>alert(1)</script> $[id] & so on"
    incident = make_incident(places=[], span=make_span(0, len(text)))
    book = book_of(incident, readings=[make_reading(make_report(text))], resolutions={})
    write_casebook(book, tmp_path / "book.kml")
    root = defusedxml.ElementTree.parse(tmp_path / "book.kml").getroot()
    shown = root.find(".//{*}Placemark/{*}description").text
    assert "<script" not in shown
    assert "$[" not in shown
    assert html.unescape(shown.split("<br/>")[4]) == text
    facts = {d.get("name"): d.find("{*}value").text for d in root.iterfind(".//{*}Data")}
    assert facts["notes"] == text


def test_a_gis_opens_the_kml_with_areas_as_areas(tmp_path: Path) -> None:
    make_casebook().save(tmp_path / "book.kml")
    frame = pyogrio.read_dataframe(tmp_path / "book.kml")
    kinds = dict(zip(frame["id"], frame.geometry.geom_type, strict=True))
    assert kinds == {"talbiseh": "Point", "lataminah": "Point", "total": "MultiPolygon"}
    assert frame.set_index("id").loc["talbiseh", "killed_high"] == "22"


def timemap_of(book: Casebook, folder: Path) -> Mapping[str, Any]:
    write_casebook(book, folder / "map.json")
    files = {"events": "map.json"} | {n: f"map.{n}.json" for n in ("sources", "associations")}
    return {name: json.loads((folder / file).read_bytes()) for name, file in files.items()}


SCHEMA = json.loads((Path(__file__).parent / "timemap.schema.json").read_text())


@quick
@given(book=casebooks())
def test_timemap_gets_what_its_checks_ask_for(tmp_path: Path, book: Casebook) -> None:
    domain = timemap_of(book, tmp_path)
    jsonschema.validate(domain, SCHEMA)
    known = {association["id"] for association in domain["associations"]}
    assert len(known) == len(domain["associations"]), "TimeMap ignores one of two alike"
    for event in domain["events"]:
        assert set(event["sources"]) <= set(domain["sources"])
        assert set(event["associations"]) <= known
        assert (event["latitude"] == "") == (event["longitude"] == "")
        dt.datetime.strptime(event["date"], "%m/%d/%Y")
    assert len(domain["events"]) == book.incidents["date_start"].notna().sum()


def test_timemap_does_without_what_has_no_day_and_it_is_told(tmp_path: Path) -> None:
    book = book_of(make_incident("dated"), make_incident("undated", date=None))
    assert write_casebook(book, tmp_path / "map.json") == ("1 without a day",)
    assert [event["id"] for event in json.loads((tmp_path / "map.json").read_bytes())] == ["dated"]


def test_a_timemap_file_that_was_changed_by_hand_is_kept(tmp_path: Path) -> None:
    timemap_of(make_casebook(), tmp_path)
    path = tmp_path / "map.json"
    path.write_text(path.read_text().replace("Talbiseh", "Talbisah"))
    with pytest.raises(OutputError, match=re.escape(str(path))):
        Casebook.empty().save(path)


def test_notes_are_the_words_told_and_claimed_each_once() -> None:
    records = founding_records()
    records["incidents"] = [
        make_incident(
            "r1-e1",
            span=span_of("Air strikes hit Talbiseh, north of Homs, on Wednesday."),
            claims=records["incidents"][0].claims,
        )
    ]
    (entry,) = entries_of(make_casebook(**records).tables()).entries
    assert entry.notes.startswith("Air strikes hit Talbiseh, north of Homs, on Wednesday. A res")
    assert entry.notes.count("A resident") == 1
    assert entry.notes.split(". ")[0] in TEXT
