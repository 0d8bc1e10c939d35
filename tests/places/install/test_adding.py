"""A gazetteer from a file: whole, the same each time, or refused with what is wrong."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geomap.errors import ForeignFileError, OutputError, UsageError
from geomap.places.gazetteer import SQLiteGazetteer
from geomap.places.install.adding import Added, AddOptions, add_gazetteer, check_sha256
from geomap.places.install.features import TableOptions
from geomap.places.install.kinds import kind_of

HEAD = "name,lat,lon,id,country\n"
TOWNS = (
    HEAD + "Homs,34.73,36.72,C1,SY\nHama,35.13,36.75,C2,SY\nTalbiseh,34.84,36.73,C3,Syria\n"
    "Lataminah,35.32,36.62,C4,SYR\nKafr Zita,35.37,36.60,C5,SY\n"
)
Add = Callable[..., Added]


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "installed"


@pytest.fixture
def add(tmp_path, folder) -> Add:
    """Install a table from its text."""

    def go(text: str | bytes, file: str = "towns.csv", **options: object) -> Added:
        path = tmp_path / file
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return add_gazetteer(path, AddOptions(**options), folder=folder)

    return go


def test_a_table_becomes_a_gazetteer(add):
    added = add(TOWNS, licence="CC0", source="me", date="2024-05-06")
    assert (added.name, added.places, added.skipped, added.notes) == ("towns", 5, (), ())
    gazetteer = SQLiteGazetteer(added.path)
    (found,) = gazetteer.find("al-Latamneh")
    place = found.place
    assert (place.gazetteer, place.id, place.country) == ("towns", "towns:C4", "SY")
    assert (place.lon, place.lat, place.admin1) == (36.62, 35.32, "Hama")
    meta = gazetteer.meta()
    assert (meta["licence"], meta["source"], meta["places"]) == ("CC0", "me", "5")
    assert gazetteer.version == added.version
    assert re.fullmatch(r"2024-05-06\.[0-9a-f]{12}", added.version)


def test_the_same_file_gives_the_same_bytes_and_another_another_version(add):
    first = add(TOWNS)
    content = first.path.read_bytes()
    assert add(TOWNS).path.read_bytes() == content
    assert add(TOWNS.replace("Homs", "Hims")).version != first.version
    assert add(TOWNS, country="SY").version != first.version


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Talbiseh,95.2,36.73,C9,SY", r"latitude 95\.2 is not between -90 and 90"),
        ("Talbiseh,34.84,,C9,SY", "has no longitude"),
        ("Talbiseh,NaN,36.73,C9,SY", "latitude 'NaN' is no number"),
        (",34.84,36.73,C9,SY", "has no name"),
        ("Talbiseh,34.84,36.73,C2,SY", "its id 'C2' is that of line 3 too"),
        ("Talbiseh,34.84,36.73,C9,Atlantis", "'Atlantis' is no country"),
        ("Talbiseh,34.84,36.73,C9,SY,more", "6 cells; the header has 5 columns"),
    ],
)
def test_a_broken_line_refuses_the_whole_and_keeps_the_old(add, folder, row, words):
    before = add(TOWNS).path.read_bytes()
    with pytest.raises(ForeignFileError, match=rf"towns\.csv, line 7: .*{words}.*--skip-broken"):
        add(f"{TOWNS}{row}\n")
    assert (folder / "towns.sqlite").read_bytes() == before
    assert [file.name for file in folder.iterdir()] == ["towns.sqlite"]


def test_broken_lines_are_left_out_and_told_when_asked(add):
    added = add(TOWNS + "A,95,36,C9,SY\nB,34.8,36.7,C1,SY\nC,34.8,36.7,C8,SY\n", skip_broken=True)
    assert added.places == 6
    assert added.skipped_count == 2
    assert [broken.row for broken in added.skipped] == [7, 8]


def test_a_feature_is_named_by_its_number(add):
    features = [
        {"type": "Feature", "properties": {"name": "Homs"},
         "geometry": {"type": "Point", "coordinates": [36.7, lat]}}
        for lat in (34.7, 96)
    ]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": features})
    with pytest.raises(ForeignFileError, match=r"a\.geojson: feature 2: latitude 96 is not"):
        add(text, "a.geojson")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "a web page or XML"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is a binary file"),
        (b"PK\x03\x04broken", "zip archive is broken"),
        (HEAD.encode(), "holds no place"),
        (b"Dear reader\nthis is a letter\n", "no gazetteer of a known kind"),
        (b'{"features": []}', "holds no place"),
    ],
)
def test_a_foreign_file_is_refused(add, folder, content, words):
    with pytest.raises(ForeignFileError, match=words):
        add(content)
    assert list(folder.glob("*")) == []


def test_swapped_columns_are_noticed(add):
    swapped = TOWNS.replace("lat,lon", "lon,lat")
    with pytest.raises(ForeignFileError, match=r"5 of 5 places .* probably swapped"):
        add(swapped)


def test_places_far_from_their_country_are_noticed(add):
    text = re.sub(r",(country|SY\w*|Syria)$", "", TOWNS, flags=re.MULTILINE)
    with pytest.raises(ForeignFileError, match=r"5 of 5 places lie outside .* country right"):
        add(text, country="Brazil")


def test_a_few_places_outside_are_told_and_kept(add):
    added = add(TOWNS + "Far,-20,-30,C9,SY\n")
    assert added.places == 6
    assert added.notes == ("1 places lie outside their country, or in none",)


def test_the_country_is_found_by_position_when_nobody_says_it(add):
    text = re.sub(r",(country|SY\w*|Syria)$", "", TOWNS, flags=re.MULTILINE)
    gazetteer = SQLiteGazetteer(add(text).path)
    assert {found.place.country for found in gazetteer.find("Homs")} == {"SY"}


def test_units_are_named_as_the_builtin_names_them(add):
    text = "name,lat,lon,governorate\nTalbiseh,34.84,36.73,Hims\nSaraqib,35.86,36.80,Idleb\n"
    gazetteer = SQLiteGazetteer(add(text, country="SY").path)
    assert gazetteer.find("Talbiseh")[0].place.admin1 == "Homs"
    assert gazetteer.find("Saraqib")[0].place.admin1 == "Idlib"


def test_columns_are_said_by_the_user(add):
    text = "lieu,Y,X\nHoms,34.7,36.7\n"
    with pytest.raises(UsageError, match="--column name="):
        add(text)
    added = add(text, table=TableOptions(columns={"name": "lieu"}))
    assert added.places == 1


def geonames(number: int, name: str, *, others: str = "", people: str = "0") -> str:
    fields = [str(number), name, name, others, "34.73", "36.72", "P", "PPL", "SY", "", "11",
              "", "", "", people, "", "500", "Asia/Damascus", "2024-05-06"]  # fmt: skip
    return "\t".join(fields) + "\n"


def test_a_geonames_dump_keeps_the_ids_and_the_date(add):
    added = add(geonames(169577, "Homs", others="Emesa", people="775404"), "SY.txt")
    assert added.name == "geonames-sy"
    assert added.version.startswith("2024-05-06.")
    gazetteer = SQLiteGazetteer(added.path)
    place = gazetteer.find("Emesa")[0].place
    assert (place.id, place.population) == ("geonames:169577", 775404)
    assert gazetteer.meta()["licence"] == "CC-BY-4.0"


def test_a_broken_line_of_other_names_is_told_with_their_file(add, tmp_path):
    names = tmp_path / "names.txt"
    names.write_text("nonsense\n")
    with pytest.raises(ForeignFileError, match=r"names\.txt, line 1: .*alternateNamesV2"):
        add(geonames(1, "Homs"), "SY.txt", names=names)


def test_other_names_go_with_geonames_only(add, tmp_path):
    with pytest.raises(UsageError, match="--names goes with a GeoNames dump"):
        add(TOWNS, names=tmp_path / "names.txt")


@pytest.mark.parametrize("name", ["", "Ocha", "a b", "../up", "-a", "a-", "x" * 64, "builtin"])
def test_a_bad_name_is_refused(add, name):
    if name:
        with pytest.raises(UsageError, match=r"gazetteer"):
            add(TOWNS, name=name)
    else:
        assert add(TOWNS, name=name).name == "towns"


def test_a_name_is_made_of_the_file(add):
    assert add(TOWNS, "SYR Populated_Places (2).csv").name == "syr-populated-places-2"
    assert add(TOWNS, "اماكن.csv").name == "gazetteer"


def test_a_folder_that_cannot_be_made_is_an_error_that_says_so(tmp_path):
    path, blocked = tmp_path / "towns.csv", tmp_path / "blocked"
    path.write_text(TOWNS)
    blocked.write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"):
        add_gazetteer(path, folder=blocked / "installed")


def test_stopping_half_way_leaves_the_old(add, folder, monkeypatch):
    before = add(TOWNS).path.read_bytes()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geomap.places.install.adding.Placing.placed", stop)
    with pytest.raises(KeyboardInterrupt):
        add(TOWNS + "Saraqib,35.86,36.80,C6,SY\n")
    assert (folder / "towns.sqlite").read_bytes() == before
    assert len(list(folder.iterdir())) == 1


def test_what_a_killed_process_left_is_swept_away_after_a_day(add, folder):
    folder.mkdir()
    for name, age_s in (("old", 2 * 86_400), ("fresh", 60)):
        left = folder / f".towns-{name}.new"
        left.write_bytes(b"half")
        os.utime(left, (time.time() - age_s,) * 2)
    add(TOWNS)
    assert sorted(file.name for file in folder.iterdir()) == [".towns-fresh.new", "towns.sqlite"]


def test_how_far_it_is_can_be_watched(tmp_path, folder, monkeypatch):
    monkeypatch.setattr("geomap.places.install.adding._BATCH", 2)
    path = tmp_path / "towns.csv"
    path.write_text(TOWNS)
    told: list[int] = []
    add_gazetteer(path, folder=folder, on_places=told.append)
    assert told == [2, 4]


def test_a_file_may_be_held_to_its_sha256(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"")
    check_sha256(path, "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")
    with pytest.raises(ForeignFileError, match="its sha256 is e3b0c4"):
        check_sha256(path, "00")
    with pytest.raises(ForeignFileError, match="cannot be read"):
        check_sha256(tmp_path / "none", "00")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (geonames(1, "Homs").encode(), "geonames"),
        (b"\xef\xbb\xbf" + geonames(1, "Homs").encode(), "geonames"),
        (b"RC\tUFI\tUNI\tLAT\n", "gns"),
        (b'\n {"type": "FeatureCollection"}', "geojson"),
        (b"SQLite format 3\0", "layer"),
        (b"name,lat,lon\n", "table"),
        ("name,lat,lon\n".encode("utf-16"), "table"),
    ],
)
def test_the_kind_is_told_from_the_content(tmp_path, content, kind):
    path = tmp_path / "file.bin"
    path.write_bytes(content)
    assert kind_of(path) == kind
