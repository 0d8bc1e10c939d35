"""Tables among reports: rows as outcomes, units and names from the gazetteer."""

from __future__ import annotations

from pathlib import Path

import pytest

import geomap
from geomap.corpus.tables import GazetteerGrounds, outcomes_of_tables
from geomap.errors import UsageError
from geomap.model import SetAside
from geomap.pipeline import is_table
from geomap.place_names import open_gazetteer
from geomap.stages import Outcome
from geomap.text.readers import ReadOptions
from tests.builders import make_casebook

REPORT = (
    "Published: October 1, 2015\n\nAn air strike on Wednesday killed at least 20 people in "
    "Talbiseh, Homs, Syria, activists said.\n"
)
HEAD = "event_id_cnty,event_date,sub_event_type,country,admin1,location,latitude,longitude,"
EVENTS = (
    f"{HEAD}geo_precision,source,notes,fatalities\n"
    "SYR1,30 September 2015,Air/drone strike,Syria,Homs,Talbiseh,34.84,36.73,1,Example Watch,"
    "Jets struck.,22\n"
    "SYR2,2 October 2015,Armed clash,Syria,Hama,Hama,34.84,ten,1,Example Watch,Clash.,3\n"
)


@pytest.fixture(scope="module")
def grounds() -> GazetteerGrounds:
    return GazetteerGrounds(open_gazetteer)


def file_of(folder: Path, content: str, name: str = "events.csv") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_table_and_a_report_meet_in_one_incident_with_both_claims(tmp_path: Path) -> None:
    events = file_of(tmp_path, EVENTS)
    (tmp_path / "reports").mkdir()
    file_of(tmp_path / "reports", REPORT, "a.txt")
    book = geomap.read([events, tmp_path / "reports"])
    (incident,) = book.incidents.to_dict("records")
    assert incident["n_reports"] == 2
    assert (incident["killed_low"], incident["killed_high"]) == (20, 22)
    assert sorted(book.claims["wording"]) == ["at least 20", "fatalities: 22"]
    assert book.reports["table_name"].dropna().tolist() == [str(events)]
    (aside,) = book.unread.to_dict("records")
    assert (aside["origin"], aside["line"]) == (str(events), 3)
    assert aside["reason"] == "longitude 'ten' is no number from -180 to 180"
    assert "fatalities: 22" in book.explain(incident["id"])


def test_the_order_of_inputs_changes_nothing(tmp_path: Path) -> None:
    events = file_of(tmp_path, EVENTS)
    report = file_of(tmp_path, REPORT, "a.txt")
    assert geomap.read([events, report]) == geomap.read([report, events])


def test_a_casebook_of_tables_reads_back_equal(tmp_path: Path) -> None:
    book = geomap.read(file_of(tmp_path, EVENTS))
    book.save(tmp_path / "book.gpkg")
    assert geomap.open_casebook(tmp_path / "book.gpkg") == book


def test_a_table_is_added_to_a_casebook_once_and_its_rows_are_never_read_as_prose(
    tmp_path: Path,
) -> None:
    report = file_of(tmp_path, REPORT, "a.txt")
    events = file_of(tmp_path, EVENTS)
    book = geomap.add_reports(geomap.read(report), events).book
    assert book.incidents["n_reports"].tolist() == [2]
    assert geomap.add_reports(book, events).book == book
    rows = book.reports[book.reports["table_name"].notna()]
    assert rows["read_with"].isna().all()
    book.save(tmp_path / "book.gpkg")
    back = geomap.open_casebook(tmp_path / "book.gpkg")
    again = geomap.add_reports(back, file_of(tmp_path, REPORT.replace("20", "21"), "b.txt")).book
    kept = again.reports[again.reports["id"] == "acled-SYR1"]
    assert kept["table_name"].tolist() == [str(events)]
    assert (again.claims["report_id"] == "acled-SYR1").sum() == 1


def test_a_name_without_coordinates_is_looked_up(tmp_path: Path, grounds: GazetteerGrounds) -> None:
    table = file_of(tmp_path, "town,province,country,killed\nTalbiseh,Homs,Syria,3\nZzqqv,,,1\n")
    known, unknown = outcomes_of_tables([table], grounds=grounds)
    assert isinstance(known, Outcome)
    assert isinstance(unknown, Outcome)
    place = known.resolutions[0].place
    assert place is not None
    assert (place.admin1, known.reading.toponyms[0].surface) == ("Homs", "Talbiseh")
    assert known.resolutions[0].toponym.span.of(known.reading.report.text) == "Talbiseh"
    assert unknown.resolutions[0].place is None
    assert unknown.resolutions[0].reason


def test_a_province_has_its_outline(tmp_path: Path, grounds: GazetteerGrounds) -> None:
    table = file_of(
        tmp_path,
        "lat,lon,where_prec,adm_1,country,best\n34.73,36.71,4,Homs governorate,Syria,3\n",
    )
    (outcome,) = outcomes_of_tables([table], grounds=grounds)
    assert isinstance(outcome, Outcome)
    place = outcome.resolutions[0].place
    assert place is not None
    assert (place.feature, place.admin1, place.lat) == ("ADM1", "Homs", 34.73)
    assert "the outline is that of Homs" in outcome.resolutions[0].reason


def test_a_row_that_is_there_twice_is_told_and_counts_once(
    tmp_path: Path, grounds: GazetteerGrounds
) -> None:
    row = "1,2,3\n"
    one = file_of(tmp_path, f"lat,lon,killed\n{row}{row}", "one.csv")
    other = file_of(tmp_path, f"lat,lon,killed\n{row}", "other.csv")
    first, *again = outcomes_of_tables([one, other], grounds=grounds)
    assert isinstance(first, Outcome)
    assert [(Path(a.origin).name, a.line) for a in again if isinstance(a, SetAside)] == [
        ("one.csv", 3), ("other.csv", 2),
    ]  # fmt: skip
    assert all(a.reason == f"the row is that of {one}:2" for a in again if isinstance(a, SetAside))


def test_a_column_that_is_told_goes_to_the_tables_that_have_it(
    tmp_path: Path, grounds: GazetteerGrounds
) -> None:
    one = file_of(tmp_path, "lat,lon,slain\n1,2,3\n", "one.csv")
    other = file_of(tmp_path, "lat,lon,killed\n1,2,4\n", "other.csv")
    found = outcomes_of_tables([one, other], grounds=grounds, columns={"killed": "slain"})
    killed = [one.incidents[0].killed.best for one in found if isinstance(one, Outcome)]
    assert killed == [3, 4]
    with pytest.raises(UsageError, match="no table has a column 'hurt'"):
        outcomes_of_tables([one, other], grounds=grounds, columns={"wounded": "hurt"})


def test_options_tell_the_columns_and_whose_table_it_is(tmp_path: Path) -> None:
    table = file_of(tmp_path, "lat,lon,slain,colour\n1,2,3,red\n")
    options = ReadOptions(columns={"killed": "slain"}, keep=("colour",), source="My list")
    book = geomap.read(table, options=options)
    assert book.incidents["killed_best"].tolist() == [3]
    assert book.reports["source"].tolist() == ["My list"]
    assert "colour: red" in book.reports["text"].iloc[0]


def test_a_saved_casebook_is_no_table(tmp_path: Path, grounds: GazetteerGrounds) -> None:
    make_casebook().save(tmp_path / "book.csv")
    with pytest.raises(UsageError, match="is a casebook of geomap"):
        outcomes_of_tables([tmp_path / "book.csv"], grounds=grounds)


@pytest.mark.parametrize(
    ("name", "table"), [("a.csv", True), ("a.KML", True), ("a.jsonl", False), ("a", False)]
)
def test_a_table_is_told_by_its_suffix(name: str, table: bool) -> None:
    assert is_table(name) is table
