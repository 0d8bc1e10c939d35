"""The dumps of GeoNames and NGA: their columns, their other names, what is kept of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.errors import ForeignFileError
from geomap.places.install.dumps import kept_feature, read_geonames, read_gns
from geomap.places.install.sources import BrokenRow


def geonames_line(number: int, name: str, **changes: str) -> str:
    values = {
        "id": str(number), "name": name, "ascii": name, "others": "", "lat": "34.7",
        "lon": "36.7", "class": "P", "code": "PPL", "country": "SY", "cc2": "", "admin1": "11",
        "admin2": "", "admin3": "", "admin4": "", "population": "0", "elevation": "", "dem": "500",
        "zone": "Asia/Damascus", "modified": "2024-05-06",
    } | changes  # fmt: skip
    return "\t".join(values.values()) + "\n"


def fail(broken: BrokenRow) -> None:
    raise AssertionError(broken)


def read(path: Path, *lines: str, names: Path | None = None) -> list:
    path.write_text("".join(lines), encoding="utf-8")
    return list(read_geonames(path, names=names, on_broken=fail))


def test_a_line_of_geonames_is_read_by_its_columns(tmp_path):
    (row,) = read(
        tmp_path / "SY.txt",
        geonames_line(170654, "Homs", ascii="Hims", others="Emesa,حمص", population="775404"),
    )
    assert (row.row, row.id, row.name, row.lat, row.lon) == (1, "170654", "Homs", "34.7", "36.7")
    assert row.names == ("Hims", "Emesa", "حمص")
    assert (row.feature, row.country, row.population) == ("PPL", "SY", "775404")
    assert row.dated == "2024-05-06"


def test_units_are_named_by_the_rows_of_their_codes(tmp_path):
    town, *_ = read(
        tmp_path / "SY.txt",
        geonames_line(1, "Talbiseh", admin1="11", admin2="1104"),
        geonames_line(2, "Ar-Rastan District", admin2="1104", **{"class": "A", "code": "ADM2"}),
        geonames_line(3, "Homs", **{"class": "A", "code": "ADM1"}),
    )
    assert (town.admin1, town.admin2) == ("Homs", "Ar-Rastan District")


def test_what_no_report_names_as_a_place_is_left_out(tmp_path):
    rows = read(
        tmp_path / "SY.txt",
        geonames_line(1, "Homs"),
        geonames_line(2, "School", **{"class": "S", "code": "SCH"}),
        geonames_line(3, "Wadi", **{"class": "H", "code": "WAD"}),
        geonames_line(4, "Zaatari", **{"class": "S", "code": "CMPRF"}),
    )
    assert [row.name for row in rows] == ["Homs", "Zaatari"]


@pytest.mark.parametrize(
    ("feature_class", "code", "kept"),
    [("A", "ADM1", True), ("A", "ADM1H", False), ("P", "PPLQ", True), ("H", "SEA", True),
     ("T", "HLL", False), ("L", "MILB", True)],
)  # fmt: skip
def test_kinds_of_places_are_chosen(feature_class, code, kept):
    assert kept_feature(feature_class, code) is kept


def test_a_line_with_other_columns_is_broken_and_named(tmp_path):
    rows = read(tmp_path / "SY.txt", geonames_line(1, "Homs"), "2\tHama\tHama\n", "\n")
    assert rows[1:] == [BrokenRow(2, "3 columns; GeoNames has 19")]


ALTERNATES = """\
1\t170654\ten\tHoms City\t\t\t\t\t\t
2\t170654\tar\tحمص\t1\t\t\t\t\t
3\t170654\tlink\thttps://example.org/Homs\t\t\t\t\t\t
4\t170654\twkdt\tQ131301\t\t\t\t\t\t
5\t170654\tla\tEmesa\t\t\t\t1\t\t
6\t999\ten\tElsewhere\t\t\t\t\t\t
7\t170654\ten\tBride of Syria\t\t\t1\t\t\t
8\t170654\tfr\tHoms-sur-Oronte\t\t\t\t\t1990\t2000
"""


def test_other_names_are_joined_by_the_place(tmp_path):
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text(ALTERNATES, encoding="utf-8")
    homs, hama = read(
        tmp_path / "SY.txt",
        geonames_line(170654, "Homs"), geonames_line(170015, "Hama"),
        names=names,
    )  # fmt: skip
    assert homs.known == ("Homs City", "حمص")
    assert homs.names == ("Homs", "", "Emesa", "Bride of Syria", "Homs-sur-Oronte")
    assert hama.known == ()


def test_a_broken_line_among_the_other_names_is_told(tmp_path):
    names, dump = tmp_path / "names.txt", tmp_path / "SY.txt"
    names.write_text("1\t170654\ten\n" + ALTERNATES, encoding="utf-8")
    dump.write_text(geonames_line(170654, "Homs"), encoding="utf-8")
    told: list[BrokenRow] = []
    (homs,) = read_geonames(dump, names=names, on_broken=told.append)
    assert homs.known == ("Homs City", "حمص")
    assert [broken.row for broken in told] == [1]
    assert "alternateNamesV2 has 10" in told[0].reason


OLD_GNS = """\
RC\tUFI\tUNI\tLAT\tLONG\tDMS_LAT\tFC\tDSG\tCC1\tNT\tFULL_NAME_RO\tFULL_NAME_ND_RO\tMODIFY_DATE
1\t-2541\t11\t35.3189\t36.6217\t351908\tP\tPPL\tSY\tV\tEl Latâmné\tEl Latamne\t2012-01-02
1\t-2540\t21\t35.3731\t36.6003\t352223\tP\tPPL\tSY\tN\tKafr Zaytā\tKafr Zayta\t2012-01-03
1\t-2541\t12\t35.3189\t36.6217\t351908\tP\tPPL\tSY\tN\tAl Laţāminah\tAl Lataminah\t2012-01-02
1\t-2541\t13\t35.3189\t36.6217\t351908\tP\tPPL\tSY\tNS\tاللطامنة\tاللطامنة\t2012-01-02
1\t-2542\t31\t35.4\t36.7\t352400\tS\tSCH\tSY\tN\tSchool\tSchool\t2012-01-02
"""


def test_the_lines_of_one_place_of_nga_are_joined(tmp_path):
    path = tmp_path / "sy.txt"
    path.write_text(OLD_GNS, encoding="utf-8")
    lataminah, kafr_zayta = read_gns(path)
    assert (lataminah.name, lataminah.id, lataminah.row) == ("Al Laţāminah", "-2541", 2)
    assert set(lataminah.names) == {"Al Lataminah", "El Latâmné", "El Latamne"}
    assert lataminah.known == ("اللطامنة",)
    assert (lataminah.lat, lataminah.lon, lataminah.feature) == ("35.3189", "36.6217", "PPL")
    assert lataminah.country is None
    assert kafr_zayta.name == "Kafr Zaytā"


def test_the_newer_columns_of_nga_are_read(tmp_path):
    path = tmp_path / "Syria.txt"
    path.write_text(
        "rk\tufi\tuni\tfull_name\tnt\tlat_dd\tlong_dd\tdesig_cd\tfc\tcc_ft\tfull_nm_nd\tmod_dt_ft\n"
        "1\t-2541\t12\tAl Laţāminah\tN\t35.3189\t36.6217\tPPL\tP\tSYR\tAl Lataminah\t2023-02-03\n",
        encoding="utf-8",
    )
    (row,) = read_gns(path)
    assert (row.name, row.names, row.dated) == ("Al Laţāminah", ("Al Lataminah",), "2023-02-03")


def test_a_file_of_nga_without_coordinates_is_refused(tmp_path):
    path = tmp_path / "sy.txt"
    path.write_text("UFI\tUNI\tFULL_NAME_RO\n1\t2\tHoms\n", encoding="utf-8")
    with pytest.raises(ForeignFileError, match="no column lat_dd, long_dd, desig_cd"):
        list(read_gns(path))


def test_a_short_or_unnumbered_line_of_nga_is_broken(tmp_path):
    path = tmp_path / "sy.txt"
    path.write_text(OLD_GNS + "1\tx\t2\n" + OLD_GNS.splitlines()[2].replace("-2540", "?"))
    rows = list(read_gns(path))
    assert [row.row for row in rows if isinstance(row, BrokenRow)] == [7, 8]
