"""What of a foreign row may enter a gazetteer."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.places.install.sources import SourceRow
from geomap.places.install.vetting import Seen, Vetting, clean_name, vet
from geomap.places.store import Entry


def country_of(written: str) -> str:
    if len(written) != 2:
        raise UsageError(f"{written!r} is no country")
    return written.upper()


def vetted(**changes: object) -> Entry | str:
    row = {"row": 17, "name": "Homs", "lon": "36.7", "lat": "34.7"} | changes
    return vet(SourceRow(**row), Vetting(source="own", country="SY", country_of=country_of))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lat": "95.2"}, "latitude 95.2 is not between -90 and 90"),
        ({"lon": "-180.5"}, "longitude -180.5 is not between -180 and 180"),
        ({"lon": "289411.6"}, "longitude 289411.6 is not between -180 and 180; is it in metres?"),
        ({"lat": "nan"}, "latitude 'nan' is no number"),
        ({"lat": float("nan")}, "latitude nan is no number"),
        ({"lat": "inf"}, "latitude 'inf' is no number"),
        ({"lat": "1_0"}, "latitude '1_0' is no number"),
        ({"lat": "35°19'N"}, "is no number of degrees such as 35.32"),
        ({"lat": ""}, "has no latitude"),
        ({"lat": None}, "has no latitude"),
        ({"lat": True}, "has no latitude"),
        ({"lon": "0", "lat": "0.0"}, "lies at 0, 0"),
        ({"name": None}, "has no name"),
        ({"name": "  "}, "has no name"),
        ({"name": "—"}, "has no letter or digit"),
        ({"name": "\u202e"}, "has no letter or digit"),
        ({"name": "H" * 300}, "has 300 characters"),
        ({"name": "حم\ufffd"}, "cut off in the middle of a letter"),
        ({"name": "KhÃ¢n"}, "in the wrong encoding (it should be 'Khân')"),
        ({"population": "many"}, "population 'many' is no number"),
        ({"population": "9e12"}, "more than any country"),
        ({"country": "Atlantis"}, "its country: 'Atlantis' is no country"),
        ({"id": "x" * 101}, "has 101 characters"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_by_name(changes, words):
    refused = vetted(**changes)
    assert isinstance(refused, str)
    assert words in refused


@pytest.mark.parametrize("name", ["Úžice", "Ñuñoa", "CAFÉ", "Łódź", "Ö", "اللطامنة", "Mañana «É»"])
def test_names_in_their_own_letters_are_not_taken_for_damage(name):
    entry = vetted(name=name, names=(name,))
    assert isinstance(entry, Entry)
    assert entry.name == name
    assert entry.names == [name]


@pytest.mark.parametrize(
    ("written", "people"),
    [("775,404", 775404), ("775 404", 775404), ("1234.0", 1234), (12, 12), ("0", None),
     ("-99", None), ("", None), (None, None), ("NA", None), (float("nan"), None)],
)  # fmt: skip
def test_an_unknown_number_of_people_stays_unknown(written, people):
    entry = vetted(population=written)
    assert isinstance(entry, Entry)
    assert entry.population == people


@pytest.mark.parametrize(
    ("written", "code"),
    [("PPLA2", "PPLA2"), ("ADM1", "ADM1"), ("Village", "PPL"), ("IDP camp", "CMP"),
     ("anything", "PPL"), (None, "PPL"), (3, "PPL")],
)  # fmt: skip
def test_the_kind_of_place_is_a_code_or_a_known_word(written, code):
    entry = vetted(feature=written)
    assert isinstance(entry, Entry)
    assert entry.feature == code


def test_the_row_says_its_country_or_the_user_does():
    assert vetted(country="tr").country == "TR"
    assert vetted(country=" ").country == "SY"


def test_a_place_without_an_id_is_known_by_its_row():
    assert vetted().source_id == "row-17"
    assert vetted(id=12.0).source_id == "12"


def test_damaged_other_names_are_left_out_and_counted():
    vetting = Vetting(source="own", country=None, country_of=country_of)
    row = SourceRow(
        row=1,
        name="Homs",
        lon=36.7,
        lat=34.7,
        names=("حم\ufffd", "HÃ´ms", "Hims", "", None, "Hims"),
    )
    entry = vet(row, vetting)
    assert isinstance(entry, Entry)
    assert entry.names == ["Hims"]
    assert vetting.damaged == {
        "cut off in the middle of a letter": 1, "read in the wrong encoding": 1,
    }  # fmt: skip


def test_the_latest_date_is_kept():
    vetting = Vetting(source="own", country=None, country_of=country_of)
    for dated in ("2020-01-02", "2024-05-06T12:00", "soon", None):
        vet(SourceRow(row=1, name="A", lon=1, lat=1, dated=dated), vetting)
    assert vetting.newest == "2024-05-06"


@given(st.text())
def test_no_name_keeps_what_cannot_be_seen(name):
    cleaned = clean_name(name)
    assert clean_name(cleaned) == cleaned
    hidden = {letter for letter in cleaned if unicodedata.category(letter) in ("Cc", "Cs", "Cf")}
    assert hidden <= {"\u200c", "\u200d"}
    assert "  " not in cleaned
    cleaned.encode()


@given(st.text(), st.one_of(st.text(), st.floats(), st.none()), st.one_of(st.text(), st.floats()))
def test_any_row_is_an_entry_on_the_globe_or_refused(name, lon, lat):
    entry = vetted(name=name, lon=lon, lat=lat)
    if isinstance(entry, Entry):
        assert -180 <= entry.lon <= 180
        assert -90 <= entry.lat <= 90


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_coordinates_are_kept_to_the_last_digit(lon, lat):
    entry = vetted(lon=repr(lon), lat=repr(lat))
    if lon or lat:
        assert isinstance(entry, Entry)
        assert (entry.lon, entry.lat) == (lon, lat)


def test_an_id_is_remembered_with_its_row():
    seen = Seen()
    assert seen.before("C1", 3) is None
    assert seen.before("C2", 4) is None
    assert seen.before("C1", 5) == 3
