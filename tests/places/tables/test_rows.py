"""Rows to places: the columns, the units, and rows that nothing can be made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from geomap.errors import UsageError
from geomap.model import Candidate
from geomap.places.countries import country_iso2
from geomap.places.tables.answers import TABLE_FIELDS, answer_fields, table_fields
from geomap.places.tables.rows import Columns, Query, choose_columns, geocode_rows, row_geocoder


class Counting:
    """A gazetteer that counts what it is asked."""

    def __init__(self, gazetteer: Any) -> None:
        self.name, self.version = gazetteer.name, gazetteer.version
        self.asked: Counter[str] = Counter()
        self._gazetteer = gazetteer

    def find(self, name: str, **options: Any) -> Sequence[Candidate]:
        self.asked[name] += 1
        return self._gazetteer.find(name, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gazetteer, name)


def test_a_row_is_placed_by_its_name_and_its_units(small_gazetteer) -> None:
    place = row_geocoder(small_gazetteer)
    assert place(Query(name="Kafr Deem", country="Ardia")).place.country == "AA"
    assert place(Query(name="Kafr Deem", country="Borland")).place.country == "BB"
    assert place(Query(name="Kafr Deem", admin1="Harim", country="Ardia")).place.lat == 35.3


def test_a_column_of_provinces_means_provinces(small_gazetteer) -> None:
    # A town is called Harim too, and would else be weighed.
    answer = row_geocoder(small_gazetteer)(Query(name="Kafr Deem", admin1="Harim", country="Ardia"))
    assert "named with Harim, which it lies in" in answer.reason
    [alone] = geocode_rows([Query(name="Harim", admin1="Harim")], gazetteer=small_gazetteer)
    assert alone.place is not None
    assert alone.place.name == "Harim"


def test_a_district_helps_as_a_province_does(small_gazetteer) -> None:
    found = row_geocoder(small_gazetteer)(Query(name="Kafr Deem", admin2="Harim"))
    assert found.place.country == "AA"


def test_rows_come_back_in_order_with_a_reason_for_each_that_is_not_placed(
    small_gazetteer,
) -> None:
    rows = [
        Query(name="Tel Noor"),
        Query(name="  "),
        Query(name="Zzqqvvxxw", country="Ardia"),
        Query(name="Tel Noor", country="Narnia"),
        Query(name="…", country="Ardia"),
        Query(name="Sawran", admin1="Sawran", country="Ardia"),
    ]
    found = list(geocode_rows(rows, gazetteer=small_gazetteer))
    assert [resolution.place is not None for resolution in found] == [1, 0, 0, 0, 0, 1]
    assert found[1].reason == "the row has no name"
    assert "Zzqqvvxxw" in found[2].reason
    assert "'Narnia' is no country" in found[3].reason
    assert "no letter or digit" in found[4].reason
    assert all(resolution.probability == 0.0 for resolution in found[1:5])


def test_rows_are_taken_one_by_one(small_gazetteer) -> None:
    def endless() -> Any:
        while True:
            yield Query(name="Tel Noor")

    found = geocode_rows(endless(), gazetteer=small_gazetteer)
    assert [next(found).place.name for _ in range(3)] == ["Tel Noor"] * 3


def test_a_row_says_nothing_of_the_next(small_gazetteer) -> None:
    alone = next(geocode_rows([Query(name="Kafr Deem")], gazetteer=small_gazetteer))
    among = [Query(name="Tel Noor")] * 5 + [Query(name="Kafr Deem")]
    *_, last = geocode_rows(among, gazetteer=small_gazetteer)
    assert last == alone


def test_what_comes_again_is_not_looked_up_again(small_gazetteer) -> None:
    counting = Counting(small_gazetteer)
    rows = [Query(name="Tel Noor", admin1="Harim", country="Ardia")] * 5
    rows += [Query(name="Kafr Deem", admin1="Harim", country="Ardia")] * 5
    found = list(geocode_rows(rows, gazetteer=counting))
    assert all(resolution.place for resolution in found)
    assert counting.asked["Tel Noor"] <= 2
    # Once as an only country, and in no row again.
    assert counting.asked["Harim"] <= 2
    assert counting.asked["Ardia"] == 1


def test_columns_are_found_in_whatever_case(small_gazetteer) -> None:
    columns = choose_columns(
        ["ID", " Town", "Province", "LAND"],
        name="town", admin1="province", country="land", gazetteer=small_gazetteer,
    )  # fmt: skip
    assert columns == Columns(name=1, admin1=2, country=3)


def test_the_exact_name_of_a_column_wins_over_another_case(small_gazetteer) -> None:
    columns = choose_columns(["Town", "town"], name="town", gazetteer=small_gazetteer)
    assert columns.name == 1


def test_a_column_wins_over_a_country_of_that_name(small_gazetteer) -> None:
    columns = choose_columns(
        ["town", "Ardia"], name="town", country="Ardia", gazetteer=small_gazetteer
    )
    assert columns.country == 1


def test_one_country_or_unit_may_stand_for_all_rows(small_gazetteer) -> None:
    columns = choose_columns(
        ["town"], name="town", country="Ardia", admin1="Harim", gazetteer=small_gazetteer
    )
    assert columns == Columns(name=0, country="AA", admin1="Harim")
    assert columns.query(["Tel Noor"]) == Query(name="Tel Noor", country="AA", admin1="Harim")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "city"}, "there is no column 'city'"),
        ({"name": "town", "country": "Narnia"}, "'Narnia' is neither a column nor a country"),
        ({"name": "town", "admin1": "Xyzzy"}, "'Xyzzy' is neither a column nor a known unit"),
        ({"name": "town", "admin2": "Tel Noor"}, "'Tel Noor' is neither"),
        ({"name": "TWICE"}, "2 columns are called 'TWICE'"),
    ],
)
def test_a_wrong_column_is_told_with_the_columns_that_there_are(
    given: dict[str, str], words: str, small_gazetteer
) -> None:
    with pytest.raises(UsageError) as caught:
        choose_columns(["id", "town", "twice", "Twice"], gazetteer=small_gazetteer, **given)
    assert words in str(caught.value)
    if "TWICE" not in words:
        assert "'id', 'town'" in str(caught.value)


@pytest.mark.parametrize(
    ("cell", "name"),
    [(" Homs ", "Homs"), (17, "17"), (None, ""), (float("nan"), ""), (True, ""), (["Homs"], "")],
)
def test_a_cell_is_a_name_only_where_it_is_one(cell: Any, name: str) -> None:
    assert Columns(name=0, country=1).query([cell, ""]) == Query(name=name)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("SY", "SY"), (" sy ", "SY"), ("syr", "SY"), ("Syria", "SY"), ("سوريا", "SY"),
        ("Syrien", "SY"), ("UK", "GB"), ("XKX", "XK"), ("COD", "CD"), ("Україна", "UA"),
    ],
)  # fmt: skip
def test_a_country_is_a_code_or_a_name_in_any_language(written: str, code: str, builtin) -> None:
    assert country_iso2(written, gazetteer=builtin) == code


@pytest.mark.parametrize("written", ["XQ", "Narnia", "Homs", "S", ""])
def test_what_is_no_country_is_refused(written: str, builtin) -> None:
    with pytest.raises(UsageError, match="is no country"):
        country_iso2(written, gazetteer=builtin)


def test_every_country_of_the_gazetteer_is_known_by_its_code(builtin) -> None:
    for name in ("Syria", "South Sudan", "Kosovo", "Myanmar", "Palestine", "Ukraine", "Taiwan"):
        code = country_iso2(name, gazetteer=builtin)
        assert country_iso2(code, gazetteer=builtin) == code


def test_the_fields_of_what_is_not_placed_are_empty_but_for_the_reason(small_gazetteer) -> None:
    [lost] = geocode_rows([Query(name="Zzqqvvxxw")], gazetteer=small_gazetteer)
    empty = dict.fromkeys(TABLE_FIELDS) | {"probability": 0.0, "reason": lost.reason}
    assert table_fields(lost) == empty
    assert answer_fields(lost)["lat"] is None
    assert answer_fields(lost)["precision"] is None


def test_the_candidates_are_given_when_asked_for(small_gazetteer) -> None:
    [found] = geocode_rows([Query(name="Kafr Deem")], gazetteer=small_gazetteer)
    assert "Kafr Deem, Harim, AA (35.3000 35.2000)" in table_fields(found, why=True)["candidates"]
    candidates = answer_fields(found, why=True)["candidates"]
    assert {candidate["country"] for candidate in candidates} == {"AA", "BB"}
    assert "candidates" not in answer_fields(found)
