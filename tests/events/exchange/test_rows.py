"""Rows of tables become reports with their claims; what is wrong is named and the others go on."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box, mapping

from geomap.errors import UsageError
from geomap.events.exchange.lexicon import exchange_lexicon
from geomap.events.exchange.row_grounds import NoGrounds
from geomap.events.exchange.row_records import RowRecords, TableReader, table_reader
from geomap.events.exchange.row_text import RowText, notes_of
from geomap.events.exchange.table_files import open_table_file
from geomap.events.likeness.facets import facets_of
from geomap.events.reconcile import reconcile
from geomap.events.terms.typology import SUB_EVENT_TYPES
from geomap.model import Place, SetAside, Tally
from geomap.vocabulary import ClaimantKind, Grading, Qualifier, Quantity, Scope, Victims
from tests.builders import make_place, make_province

# Our own rows in the layouts of the field.
ACLED: dict[str, str] = {
    "event_id_cnty": "SYR7", "event_date": "30 September 2015", "time_precision": "1",
    "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of Exampleland", "assoc_actor_1": "", "inter1": "State forces",
    "actor2": "Civilians (Syria)", "assoc_actor_2": "Farmers (Syria); Teachers (Syria)",
    "inter2": "Civilians", "country": "Syria", "iso": "760", "admin1": "Homs",
    "admin2": "Ar Rastan", "location": "Talbiseh", "latitude": "34.84", "longitude": "36.73",
    "geo_precision": "1", "source": "Example Watch; Example Agency",
    "notes": "Jets were seen over Talbiseh, and 22 people died.", "fatalities": "22",
}  # fmt: skip
OLD_ACLED: dict[str, str] = {
    "DATA_ID": "9", "EVENT_ID_CNTY": "7SYR", "EVENT_DATE": "30/09/2015", "TIME_PRECISION": "2",
    "EVENT_TYPE": "Battle-No change of territory", "ACTOR1": "Example Front",
    "ALLY_ACTOR_1": "Example Brigade", "INTER1": "2", "ACTOR2": "Protesters (Syria)",
    "INTER2": "6", "COUNTRY": "Syria", "ADMIN1": "Homs", "LOCATION": "Homs",
    "LATITUDE": "34.73", "LONGITUDE": "36.71", "GEO_PRECISION": "3", "SOURCE": "Example Watch",
    "NOTES": "They fought.", "FATALITIES": "0",
}  # fmt: skip
UCDP: dict[str, str] = {
    "id": "91", "type_of_violence": "1", "side_a": "Government of Syria",
    "side_b": "Example Front", "source_article": "Example Agency,2015-10-01,Strikes go on",
    "source_office": "Example Agency;Example Paper", "source_date": "2015-10-01;2015-10-02",
    "source_headline": "Strikes go on", "source_original": "a resident", "where_prec": "2",
    "where_coordinates": "Talbiseh town", "adm_1": "Homs governorate", "adm_2": "",
    "latitude": "34.84", "longitude": "36.73", "country": "Syria", "event_clarity": "1",
    "date_prec": "2", "date_start": "2015-09-29 00:00:00.000",
    "date_end": "2015-10-01 00:00:00.000", "deaths_a": "2", "deaths_b": "3",
    "deaths_civilians": "7", "deaths_unknown": "0", "best": "12", "high": "15", "low": "9",
}  # fmt: skip
AIRWARS: dict[str, str] = {
    "unique_reference_code": "XS07", "date": "2015-09-30", "country_name": "Syria",
    "latitude": "34.84", "longitude": "36.73", "geolocation_accuracy": "Village",
    "strike_type_name": "Airstrike", "civilian_harm_status_name": "Fair",
    "civilian_non_combatants_killed_min": "5", "civilian_non_combatants_killed_max": "9",
    "civilian_non_combatants_injured_min": "3", "civilian_non_combatants_injured_max": "Unknown",
    "children_killed_min": "2", "children_killed_max": "4",
    "belligerent_1_belligerent_name": "Example Air Force", "location_name": "Talbiseh",
    "summary": "A house was hit.",
}  # fmt: skip


def csv_of(folder: Path, *rows: Mapping[str, str], name: str = "events.csv") -> Path:
    path = folder / name
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, headings)
        writer.writeheader()
        writer.writerows(rows)
    return path


def reader_of(path: Path, **options: Any) -> TableReader:
    return table_reader(open_table_file(path), **{"grounds": NoGrounds()} | options)


def records_of(path: Path, **options: Any) -> list[RowRecords]:
    found = list(reader_of(path, **options).read())
    assert [one.reason for one in found if isinstance(one, SetAside)] == []
    return [one for one in found if isinstance(one, RowRecords)]


def record_of(folder: Path, row: Mapping[str, str], **options: Any) -> RowRecords:
    (record,) = records_of(csv_of(folder, row), **options)
    return record


def reason_of(folder: Path, row: Mapping[str, str]) -> str:
    (aside,) = reader_of(csv_of(folder, row)).read()
    assert isinstance(aside, SetAside)
    assert (aside.origin, aside.line) == (str(folder / "events.csv"), 2)
    return aside.reason


def test_a_row_of_acled_is_a_report_with_its_notes_place_day_and_claims(tmp_path: Path) -> None:
    record = record_of(tmp_path, ACLED)
    incident, report = record.incident, record.reading.report
    assert (report.id, report.source, report.origin) == (
        "acled-SYR7", "Example Watch; Example Agency", f"{tmp_path}/events.csv:2",
    )  # fmt: skip
    assert notes_of(report.text) == ACLED["notes"]
    assert incident.event_type == "Air/drone strike"
    assert incident.killed == Tally(low=22, best=22, high=22)
    assert incident.date is not None
    assert (str(incident.date.start), str(incident.date.last)) == ("2015-09-30", "2015-09-30")
    place = incident.places[0].place
    assert place is not None
    assert (place.name, place.country, place.admin1, place.lat) == ("Talbiseh", "SY", "Homs", 34.84)
    assert (incident.precision, place.feature) == (1, "PPL")
    assert [(c.claimant.name, c.claimant.relayed_by) for c in incident.claims] == [
        ("Example Watch", "ACLED"), ("Example Agency", "ACLED"),
    ]  # fmt: skip
    assert [(a.name, a.role, a.armed) for a in incident.actors] == [
        ("Military Forces of Exampleland", "attacker", True),
        ("Civilians (Syria)", "target", False),
        ("Farmers (Syria)", "target", None),
        ("Teachers (Syria)", "target", None),
    ]


def test_every_span_holds_the_words_that_it_is_said_to_hold(tmp_path: Path) -> None:
    for number, row in enumerate((ACLED, OLD_ACLED, UCDP, AIRWARS)):
        (record,) = records_of(csv_of(tmp_path, row, name=f"{number}.csv"))
        text = record.reading.report.text
        for claim in record.incident.claims:
            assert claim.span.of(text) == claim.count.wording
            assert claim.sentence.covers(claim.span)
        for toponym in record.reading.toponyms:
            assert toponym.span.of(text) == toponym.surface
        for actor in record.incident.actors:
            assert actor.span is not None
            assert actor.name in actor.span.of(text)
        assert record.incident.date_span is not None
        assert record.incident.span.of(text) == text


def test_an_older_acled_has_digits_capitals_and_only_event_types(tmp_path: Path) -> None:
    incident = record_of(tmp_path, OLD_ACLED).incident
    assert incident.event_type == "Armed clash"
    assert [(a.name, a.armed) for a in incident.actors] == [
        ("Example Front", True), ("Example Brigade", None), ("Protesters (Syria)", False),
    ]  # fmt: skip
    assert incident.claims[0].count.qualifier is Qualifier.ZERO
    assert incident.date is not None
    # a week around the day that stands for it
    assert (str(incident.date.start), str(incident.date.last)) == ("2015-09-27", "2015-10-03")
    assert incident.date.precision == 3
    assert incident.precision == 4
    assert incident.places[0].place is not None
    assert incident.places[0].place.geometry is not None, "a province is an area, never a pin"


@pytest.mark.parametrize("code", ["2", "2.0", "Rebel group"])
def test_inter_codes_are_taken_as_digits_and_as_labels(code: str, tmp_path: Path) -> None:
    row = ACLED | {"actor1": "The Ensemble", "inter1": code}
    assert record_of(tmp_path, row).incident.actors[0].armed is True


def test_acled_s_month_is_all_of_it(tmp_path: Path) -> None:
    date = record_of(tmp_path, ACLED | {"time_precision": "3"}).incident.date
    assert date is not None
    assert (str(date.start), str(date.last), date.precision) == ("2015-09-01", "2015-09-30", 4)


def test_a_row_of_ucdp_keeps_its_range_sides_precisions_and_who_said_it(tmp_path: Path) -> None:
    record = record_of(tmp_path, UCDP)
    incident = record.incident
    assert incident.killed == Tally(low=9, best=12, high=15)
    assert (incident.event_type, incident.precision) == ("Armed clash", 2)
    assert incident.date is not None
    assert (str(incident.date.start), str(incident.date.last), incident.date.precision) == (
        "2015-09-29", "2015-10-01", 2,
    )  # fmt: skip
    assert [(a.name, a.role) for a in incident.actors] == [
        ("Government of Syria", "attacker"), ("Example Front", "target"),
    ]  # fmt: skip
    whole, *parts = incident.claims
    assert (whole.claimant.name, whole.claimant.relayed_by) == (
        "a resident", "Example Agency; Example Paper",
    )  # fmt: skip
    assert (whole.count.wording, whole.count.qualifier) == (
        "low: 9, best: 12, high: 15", Qualifier.RANGE,
    )  # fmt: skip
    assert [(p.victims, p.count.best, p.scope, p.part_of) for p in parts] == [
        (Victims.CIVILIANS, 7, Scope.PART, whole.id),
        (Victims.SOLDIERS, 2, Scope.PART, whole.id),
        (Victims.MILITANTS, 3, Scope.PART, whole.id),
    ]
    assert (record.reading.report.title, str(record.reading.report.published)) == (
        "Strikes go on", "2015-10-01",
    )  # fmt: skip


def test_of_one_sided_violence_the_dead_of_side_a_are_those_who_did_it(tmp_path: Path) -> None:
    row = UCDP | {"type_of_violence": "3", "side_b": "Civilians", "deaths_b": "0"}
    incident = record_of(tmp_path, row).incident
    assert incident.event_type == "Attack"
    assert incident.claims[0].perpetrators_included == 2
    assert [c.victims for c in incident.claims[1:]] == [Victims.CIVILIANS]


def test_a_row_of_airwars_counts_civilians_and_children_as_a_part(tmp_path: Path) -> None:
    incident = record_of(tmp_path, AIRWARS).incident
    killed, children, wounded = incident.claims
    assert (killed.victims, killed.count.low, killed.count.high) == (Victims.CIVILIANS, 5, 9)
    assert (children.victims, children.scope) == (Victims.CHILDREN, Scope.PART)
    assert (wounded.quantity, wounded.count.low, wounded.count.high) == (Quantity.WOUNDED, 3, None)
    assert (incident.event_type, incident.precision) == ("Air/drone strike", 1)
    assert incident.places[0].radius_km == 2.0


@pytest.mark.parametrize(
    ("told", "grading"),
    [
        ("Confirmed", Grading.CONFIRMED),
        ("contested", Grading.CONTESTED),
        ("Weak", Grading.WEAK),
        ("", Grading.WEAK),
    ],
)
def test_a_grading_rests_on_who_owns_or_denies_the_deed(
    told: str, grading: Grading, tmp_path: Path
) -> None:
    record = record_of(tmp_path, AIRWARS | {"civilian_harm_status_name": told})
    (incident,) = reconcile([record.incident], [record.reading.report])
    assert (record.incident.grading, incident.grading) == (grading, grading)
    if told == "Confirmed":
        assert incident.statements[0].claimant.name == "Example Air Force"
        assert incident.statements[0].span.of(record.reading.report.text) == told


def test_sources_of_two_sides_make_a_row_fair(tmp_path: Path) -> None:
    incident = record_of(tmp_path, ACLED).incident
    assert (incident.grading, incident.n_sources) == (Grading.FAIR, 2)


def test_gdelt_s_files_have_no_headings(tmp_path: Path) -> None:
    headings = exchange_lexicon().gdelt[61]
    known = {
        "GLOBALEVENTID": "777", "SQLDATE": "20150930", "EventCode": "195",
        "Actor1Name": "EXAMPLELAND", "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Talbiseh, Hims, Syria", "ActionGeo_CountryCode": "SY",
        "ActionGeo_Lat": "34.84", "ActionGeo_Long": "36.73",
        "SOURCEURL": "https://example.org/a",
    }  # fmt: skip
    path = tmp_path / "20150930.export.CSV"
    path.write_text("\t".join(known.get(name, "") for name in headings) + "\n")
    (record,) = records_of(path)
    assert record.reading.report.id == "gdelt-777"
    assert record.reading.report.url == "https://example.org/a"
    assert record.incident.event_type == "Air/drone strike"
    assert record.incident.precision == 1
    assert record.incident.killed == Tally(), "nobody is counted"


@pytest.mark.parametrize(
    ("code", "event_type"),
    [
        ("190", "Armed clash"),
        ("1831", "Suicide bomb"),
        ("010", "Other"),
        ("145", "Violent demonstration"),
    ],
)
def test_cameo_codes_are_told_by_their_longest_beginning(
    code: str, event_type: str, tmp_path: Path
) -> None:
    row = {"GLOBALEVENTID": "1", "EventCode": code, "SQLDATE": "20150930"}
    assert record_of(tmp_path, row).incident.event_type == event_type


def test_all_words_for_types_are_acled_s_types() -> None:
    own = {name for names in SUB_EVENT_TYPES.values() for name in names}
    assert {*exchange_lexicon().types.values(), *exchange_lexicon().cameo.values()} <= own
    assert own <= set(exchange_lexicon().types.values())


def test_a_table_of_one_s_own_is_read_by_its_headings_and_by_what_the_user_says(
    tmp_path: Path,
) -> None:
    row = {"y": "34.84", "x": "36.73", "when": "2015-09-30", "dead": "4", "remark": "At dawn."}
    record = record_of(
        tmp_path, row, columns={"date": "when", "text": "remark"}, keep=["dead"], source="My list"
    )
    assert record.incident.killed == Tally(low=4, best=4, high=4)
    assert notes_of(record.reading.report.text) == "At dawn."
    (claim,) = record.incident.claims
    assert (claim.claimant.name, claim.claimant.kind) == ("My list", ClaimantKind.REPORT)


def test_a_row_without_notes_has_its_cells_as_text(tmp_path: Path) -> None:
    record = record_of(tmp_path, {"lat": "34.84", "lon": "36.73", "killed": "4"})
    assert record.reading.report.text == "killed: 4\nlat: 34.84, lon: 36.73"
    assert record.reading.toponyms[0].surface == "lat: 34.84, lon: 36.73"


def test_the_same_row_has_the_same_id_wherever_the_file_lies(tmp_path: Path) -> None:
    row = {"lat": "34.84", "lon": "36.73", "killed": "4"}
    (tmp_path / "a").mkdir()
    one, other = record_of(tmp_path, row), record_of(tmp_path / "a", row)
    assert one.reading.report.id == other.reading.report.id
    assert record_of(tmp_path, row | {"killed": "5"}).reading.report.id != one.reading.report.id


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"fatalities": "zero"}, "fatalities 'zero' is no whole number of people"),
        ({"fatalities": "2.5"}, "fatalities '2.5' is no whole number of people"),
        ({"fatalities": "-3"}, "fatalities '-3' is no whole number of people"),
        ({"fatalities": "9" * 30}, "is no whole number of people"),
        ({"latitude": "97"}, "latitude '97' is no number from -90 to 90"),
        ({"longitude": "inf"}, "longitude 'inf' is no number from -180 to 180"),
        ({"longitude": ""}, "latitude '34.84' is a coordinate without the other"),
        ({"latitude": "0", "longitude": "0.0"}, "latitude '0' is 0, as is the other coordinate"),
        ({"event_date": "yesterday"}, "event_date 'yesterday' is no day such as 2015-09-30"),
        ({"event_date": "03/04/2015"}, "or one that could be two"),
        ({"geo_precision": "4"}, "geo_precision '4' is none of the codes 1 to 3"),
        ({"time_precision": "x"}, "time_precision 'x' is none of the codes 1 to 3"),
        ({"fatalities": "x", "latitude": "y"}, "latitude 'y' is no number from -90 to 90; fatal"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_by_line_field_and_value(
    wrong: dict[str, str], reason: str, tmp_path: Path
) -> None:
    assert reason in reason_of(tmp_path, ACLED | wrong)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"low": "20"}, "below the others of [20, 12, 15]"),
        ({"date_end": "2015-09-01"}, "date_end '2015-09-01' is a day before 2015-09-29"),
        ({"where_prec": "8"}, "where_prec '8' is none of the codes 1 to 7"),
    ],
)
def test_what_contradicts_itself_is_bad(wrong: dict[str, str], reason: str, tmp_path: Path) -> None:
    assert reason in reason_of(tmp_path, UCDP | wrong)


@pytest.mark.parametrize("unknown", ["", " ", "NA", "NaN", "null", "Unknown", "-99", "-9"])
def test_a_number_that_nobody_gave_is_unknown_and_not_nought(unknown: str, tmp_path: Path) -> None:
    incident = record_of(tmp_path, ACLED | {"fatalities": unknown}).incident
    assert incident.killed == Tally()
    assert incident.claims == ()


def test_good_rows_go_on_after_bad_ones(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text('lat,lon,killed\n1,2,3\n1,2\n1,2,3,4\n"5\n",2,x\n\n5,6,7\n')
    found = list(reader_of(path).read())
    assert [(one.line, one.reason[:26]) for one in found if isinstance(one, SetAside)] == [
        (4, "the row has 4 cells, the h"), (5, "killed 'x' is no whole num"),
    ]  # fmt: skip
    origins = [one.reading.report.origin for one in found if isinstance(one, RowRecords)]
    assert [origin.rpartition(":")[2] for origin in origins] == ["2", "3", "8"]


def test_a_row_that_says_nothing_is_set_aside(tmp_path: Path) -> None:
    row = {"lat": "", "lon": "", "date": "", "killed": "", "notes": "A remark."}
    assert reason_of(tmp_path, row) == "no place, no day and no figure in it"


def test_slashed_days_are_read_in_the_one_order_that_fits_the_column(tmp_path: Path) -> None:
    days = [{"lat": "1", "lon": "2", "date": day} for day in ("03/10/2015", "30/09/2015")]
    dates = [one.incident.date for one in records_of(csv_of(tmp_path, *days))]
    assert [str(date.start) for date in dates if date] == ["2015-10-03", "2015-09-30"]


def test_two_parties_that_are_one_have_one_voice(tmp_path: Path) -> None:
    row = ACLED | {"source": "SOHR; Syrian Observatory for Human Rights; Other", "fatalities": "1"}
    claims = record_of(tmp_path, row).incident.claims
    assert [claim.claimant.name for claim in claims] == ["SOHR", "Other"]
    assert claims[0].claimant.kind is ClaimantKind.NGO_MONITOR


def test_of_a_citation_the_publisher_is_the_source(tmp_path: Path) -> None:
    citation = f"Example Agency,2015-10-01,{'a long headline ' * 9}"
    row = ACLED | {"source": citation}
    assert record_of(tmp_path, row).incident.claims[0].claimant.name == "Example Agency"


class Provinces:
    """A gazetteer of one province."""

    def unit(self, country: str, admin1: str | None, admin2: str | None) -> Place | None:
        if admin2 == "Rastan district":
            return make_place("Rastan", feature="ADM2")
        known = country == "SY" and admin1 in ("Homs", "Homs governorate")
        return make_province("Homs", 36.4, 34.4) if known and admin2 is None else None

    def find(self, name: str, country: str | None, admin1: str | None, admin2: str | None) -> None:
        del name, country, admin1, admin2

    def near(self, name: str, country: str, lon: float, lat: float) -> Place | None:
        del country, lon, lat
        return make_place(name, admin1="Homs", admin2="Ar Rastan") if name == "Talbiseh" else None


def test_a_town_is_put_into_the_units_that_its_row_does_not_name(tmp_path: Path) -> None:
    row = {"place": "Talbiseh", "country": "SY", "lat": "34.84", "lon": "36.73"}
    place = record_of(tmp_path, row, grounds=Provinces()).incident.places[0].place
    assert place is not None
    assert (place.name, place.admin1, place.admin2) == ("Talbiseh", "Homs", "Ar Rastan")
    told = record_of(tmp_path, row | {"adm_2": "Ar-Rastan"}, grounds=Provinces())
    assert told.incident.places[0].place is not None
    assert told.incident.places[0].place.admin2 == "Ar-Rastan"


def test_a_district_is_the_gazetteer_s_where_it_is_named_as_the_place(tmp_path: Path) -> None:
    row = {
        "place": "Rastan district",
        "country": "SY",
        "lat": "34.9",
        "lon": "36.7",
        "where_prec": "3",
    }
    place = record_of(tmp_path, row, grounds=Provinces()).incident.places[0].place
    assert place is not None
    assert (place.gazetteer, place.id, place.lat) == ("test", "rastan", 34.9)
    assert place.geometry is not None
    far = record_of(tmp_path, row | {"lat": "36.9"}, grounds=Provinces()).incident.places[0].place
    assert far is not None
    assert far.gazetteer == "table"


def test_a_province_has_the_gazetteer_s_outline_where_its_point_lies_in_it(tmp_path: Path) -> None:
    row = UCDP | {"where_prec": "4"}
    place = record_of(tmp_path, row, grounds=Provinces()).incident.places[0].place
    assert place is not None
    assert (place.gazetteer, place.id, place.feature) == ("test", "homs-province", "ADM1")
    assert (place.lat, place.lon, place.admin1) == (34.84, 36.73, "Homs")
    elsewhere = UCDP | {"where_prec": "4", "longitude": "39.0"}
    place = record_of(tmp_path, elsewhere, grounds=Provinces()).incident.places[0].place
    assert place is not None
    assert place.gazetteer == "table"
    assert place.geometry is not None


def frame_file(folder: Path, suffix: str) -> Path:
    frame = gpd.GeoDataFrame(
        {"date": ["2015-09-30", None], "killed": [4, None], "place": ["Talbiseh", "Homs"]},
        geometry=[Point(36.73, 34.84), box(36, 34, 37, 35)],
        crs=4326,
    )
    path = folder / f"events{suffix}"
    if suffix == ".parquet":
        frame.to_parquet(path)
    elif suffix == ".gpkg":
        frame.to_file(path, layer="events")
    else:
        frame.to_file(path, driver="GeoJSON")
    return path


@pytest.mark.parametrize("suffix", [".parquet", ".gpkg", ".geojson"])
def test_tables_with_shapes_are_read_with_points_and_areas(suffix: str, tmp_path: Path) -> None:
    town, area = records_of(frame_file(tmp_path, suffix))
    assert (town.incident.killed.best, town.incident.precision) == (4, None)
    assert town.incident.places[0].place is not None
    assert (town.incident.places[0].place.lat, town.incident.places[0].place.lon) == (34.84, 36.73)
    assert area.incident.places[0].place is not None
    assert area.incident.places[0].place.geometry is not None
    assert (area.incident.precision, area.incident.date) == (4, None)


def test_a_broken_feature_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    good = {"type": "Feature", "geometry": mapping(Point(36, 34)), "properties": {"killed": 1}}
    features: Sequence[Any] = [7, good, good | {"geometry": {"type": "Point"}}]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    found = list(reader_of(path).read())
    assert [one.line for one in found if isinstance(one, SetAside)] == [1, 3]
    assert sum(isinstance(one, RowRecords) for one in found) == 1


def test_a_parquet_without_shapes_is_a_table_too(tmp_path: Path) -> None:
    pd.DataFrame({"latitude": [34.84], "longitude": [36.73], "fatalities": [3]}).to_parquet(
        tmp_path / "a.parquet"
    )
    (record,) = records_of(tmp_path / "a.parquet")
    assert record.incident.killed.best == 3


def test_somebody_s_kml_is_read_by_its_points_days_and_data(tmp_path: Path) -> None:
    path = tmp_path / "a.kml"
    path.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Raid</name>'
        "<description>At dawn.</description><TimeStamp><when>2015-09-30</when></TimeStamp>"
        '<ExtendedData><Data name="killed"><value>3</value></Data></ExtendedData>'
        "<Point><coordinates>36.73,34.84,0</coordinates></Point></Placemark></Document></kml>"
    )
    (record,) = records_of(path)
    assert notes_of(record.reading.report.text) == "At dawn."
    assert record.reading.report.title == "Raid"
    assert record.incident.killed.best == 3
    assert str(record.incident.date and record.incident.date.start) == "2015-09-30"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"a,a\n1,2\n", "two columns have one heading"),
        ("a.csv", b"colour,taste\nred,sweet\n", "no column tells of a place, a day or a number"),
        ("a.geojson", b"[1", "is not JSON"),
        ("a.geojson", b"{}", "features"),
        ("a.geojson", b"[" * 100_000, "is not JSON"),
        ("a.kml", b"<kml", "is not KML"),
        ("a.kml", b'<!DOCTYPE a [<!ENTITY b "c">]><kml>&b;</kml>', "is not KML"),
        ("a.parquet", b"PAR1", "is not a table that can be read"),
        ("a.gpkg", b"SQLite format 3\0", "is not a table that can be read"),
    ],
)
def test_what_is_no_table_is_said_at_once(
    name: str, content: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=words):
        reader_of(tmp_path / name)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        open_table_file(tmp_path / "a.csv")


def test_an_old_encoding_and_other_delimiters_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("lat;lon;place;notes\n1,5;2;Orléans;x\n".encode("cp1252"))
    (aside,) = reader_of(tmp_path / "a.csv").read()
    assert isinstance(aside, SetAside), "a decimal comma is not guessed"
    (tmp_path / "b.csv").write_bytes("lat\tlon\tplace\n1.5\t2\tOrléans\n".encode("cp1252"))
    (record,) = records_of(tmp_path / "b.csv")
    assert record.reading.toponyms[0].surface == "Orléans"


def test_a_heading_of_two_lines_is_one_heading(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('lat,lon,"people\nkilled",killed\n1,2,x,3\n')
    (record,) = records_of(tmp_path / "a.csv", keep=["people\nkilled"])
    assert record.incident.killed.best == 3
    assert "people killed: x" in record.reading.report.text


def test_hashtags_alone_are_headings_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("#geo+lat,#geo+lon,#affected+killed\n1,2,3\n")
    (record,) = records_of(tmp_path / "a.csv")
    assert record.incident.killed.best == 3


def test_rows_of_one_table_are_never_one_event_and_those_of_two_may_be(tmp_path: Path) -> None:
    again = ACLED | {"event_id_cnty": "SYR8"}
    rows = records_of(csv_of(tmp_path, ACLED, again, name="acled.csv"))
    ucdp = UCDP | {
        "where_prec": "1", "date_start": "2015-09-30", "date_end": "2015-09-30",
        "date_prec": "1", "best": "22", "low": "22", "high": "22", "where_coordinates": "Talbiseh",
    }  # fmt: skip
    rows += records_of(csv_of(tmp_path, ucdp, name="ucdp.csv"))
    reports = [row.reading.report for row in rows]
    together = reconcile([row.incident for row in rows], reports)
    assert sorted(len(incident.report_ids) for incident in together) == [1, 2]
    assert sum(incident.killed.best or 0 for incident in together) == 44
    tables = [facets_of(row.incident, {r.id: r for r in reports}).reports for row in rows]
    assert tables[0] & tables[1] == {f"table {tmp_path}/acled.csv"}
    assert not tables[0] & tables[2]


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)


@given(
    notes=words,
    cells=st.dictionaries(words.filter(str.strip), words.filter(str.strip), max_size=4),
)
def test_notes_come_back_from_a_row_s_text_and_values_stand_where_they_are_said(
    notes: str, cells: dict[str, str]
) -> None:
    text = RowText("r1", notes if notes.strip() else None)
    spans = [text.add({name: value}) for name, value in cells.items()]
    written = text.text()
    assert notes_of(written) == (notes if notes.strip() else "") or not cells
    for (name, value), span in zip(cells.items(), spans, strict=True):
        assert span is not None
        assert text.values[name].of(written) == " ".join(value.split())
        assert span.of(written).endswith(text.values[name].of(written))
