"""What a table's columns mean: told from their names, said by the user, or asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.places.install.columns import recognise


def columns_of(*found: str, has_geometry: bool = False, **given_columns: str):
    return recognise(found, where="a.csv", has_geometry=has_geometry, given=given_columns)


@pytest.mark.parametrize(
    ("found", "name", "lon", "lat"),
    [
        ("name,lat,lon", "name", "lon", "lat"),
        ("TOWN,Y,X", "TOWN", "X", "Y"),
        ("Village Name;Latitude;Longitude", "Village Name", "Longitude", "Latitude"),
        ("settlement,LNG,LAT,POP", "settlement", "LNG", "LAT"),
        ("featureNam,POINT_X,POINT_Y", "featureNam", "POINT_X", "POINT_Y"),
        ("name_en,name_ar,lat_dd,long_dd", "name_en", "long_dd", "lat_dd"),
        ("ADM4_EN,ADM4_AR,ADM1_EN,x_coord,y_coord", "ADM4_EN", "x_coord", "y_coord"),
    ],
)
def test_common_names_of_columns_are_known(found, name, lon, lat):
    columns = columns_of(*found.replace(";", ",").split(","))
    assert (columns.name, columns.lon, columns.lat) == (name, lon, lat)


def test_the_columns_of_ocha_are_known():
    columns = columns_of(
        "NAME_EN", "NAM_EN_REF", "NAME_ARA", "PCODE", "ADMIN3_COD", "ADMIN3_EN", "ADMIN3_ARA",
        "ADMIN2_COD", "ADMIN2_EN", "ADMIN2_ARA", "ADMIN1_COD", "ADMIN1_EN", "ADMIN1_ARA",
        "LATITUDE", "LONGITUDE", "CAPIT_LVL", has_geometry=True,
    )  # fmt: skip
    assert (columns.name, columns.id, columns.lon) == ("NAME_EN", "PCODE", None)
    assert columns.names == ("NAM_EN_REF", "NAME_ARA")
    assert (columns.admin1, columns.admin2) == ("ADMIN1_EN", "ADMIN2_EN")
    assert columns.unit_code == "ADMIN1_COD"


def test_the_newer_columns_of_ocha_are_known():
    columns = columns_of(
        "admin4Name_en", "admin4Name_ar", "admin4Pcode", "admin2Name_en", "admin1Name_en",
        "admin1Pcode", "admin0Name_en", has_geometry=True,
    )  # fmt: skip
    assert (columns.name, columns.names) == ("admin4Name_en", ("admin4Name_ar",))
    assert (columns.id, columns.country) == ("admin4Pcode", "admin0Name_en")
    assert (columns.admin1, columns.admin2) == ("admin1Name_en", "admin2Name_en")


def test_names_of_units_are_no_other_names_of_the_place():
    columns = columns_of("name", "province_name", "district name", "alt_name", "lat", "lon")
    assert columns.names == ("alt_name",)


def test_two_likely_columns_are_not_guessed_between():
    with pytest.raises(UsageError, match=r"several columns may be the name: 'town', 'village'"):
        columns_of("town", "village", "lat", "lon")


@pytest.mark.parametrize(
    ("found", "role"), [("lieu,lat,lon", "name"), ("name,lat", "lon"), ("name,lon", "lat")]
)
def test_a_missing_column_is_told_with_what_is_there(found, role):
    with pytest.raises(UsageError, match=rf"known to be the {role}; .* --column {role}="):
        columns_of(*found.split(","))


def test_what_the_user_says_comes_first():
    columns = columns_of("name", "lieu", "lat", "lon", name="lieu", names="name", id="")
    assert (columns.name, columns.names, columns.id) == ("lieu", ("name",), None)


def test_a_column_that_is_not_there_or_an_unknown_role_is_refused():
    with pytest.raises(UsageError, match="has no column 'lieu' for name"):
        columns_of("name", "lat", "lon", name="lieu")
    with pytest.raises(UsageError, match="'latitude' is no role"):
        columns_of("name", "lat", "lon", latitude="lat")


def test_somebody_who_can_be_asked_is_asked():
    asked = []

    def ask(role, columns):
        asked.append((role, tuple(columns)))
        return columns[-1]

    columns = recognise(["town", "village", "lat", "lon"], where="a", has_geometry=False, ask=ask)
    assert columns.name == "village"
    assert asked == [("name", ("town", "village"))]


@given(st.lists(st.text(max_size=12), max_size=8, unique=True))
def test_any_columns_are_recognised_or_refused(found):
    try:
        columns = columns_of(*found)
    except UsageError:
        return
    chosen = [columns.name, columns.id, columns.admin1, *columns.names]
    assert {column for column in chosen if column is not None} <= set(found)
