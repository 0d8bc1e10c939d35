"""The built-in gazetteer and the installed ones answer as one."""

from __future__ import annotations

import os
import pickle
import sqlite3
from pathlib import Path

import pytest

from geomap.errors import InstalledFileError, UsageError
from geomap.places.gazetteer import SQLiteGazetteer, open_builtin
from geomap.places.gazetteers import GazetteerUnion, described, open_gazetteers
from geomap.places.install.adding import AddOptions, add_gazetteer
from geomap.places.install.holdings import contents, holding, holdings, remove_gazetteer
from geomap.places.installed import gazetteer_folder, installed_files, open_installed

VILLAGES = (
    "name,name_ar,lat,lon,id\n"
    "Latmana,اللطامنة,35.3213,36.6204,C3458\nQozvanishtupeh,,35.5,36.8,C1\nQozvanishtupeh,,35.55,36.8,C2\n"
)


def install(folder: Path, text: str = VILLAGES, **options: object) -> Path:
    path = folder.parent / "villages.csv"
    path.write_text(text, encoding="utf-8")
    values = {"name": "own", "country": "SY"} | options
    return add_gazetteer(path, AddOptions(**values), folder=folder).path


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "installed"


@pytest.fixture
def union(folder) -> GazetteerUnion:
    install(folder)
    opened = open_gazetteers(folder)
    assert isinstance(opened, GazetteerUnion)
    return opened


def test_without_an_installed_one_the_builtin_answers_itself(folder):
    assert isinstance(open_gazetteers(folder), SQLiteGazetteer)
    folder.mkdir()
    (folder / ".own-abc.new").write_text("left over")
    (folder / ".hidden.sqlite").write_text("left over")
    (folder / "readme.txt").write_text("words")
    assert isinstance(open_gazetteers(folder), SQLiteGazetteer)


def test_the_folder_is_the_users_own_or_the_one_named(tmp_path):
    assert gazetteer_folder({"GEOMAP_GAZETTEERS": str(tmp_path)}) == tmp_path
    assert "geomap" in gazetteer_folder({}).parts


def test_it_names_every_gazetteer_with_its_version(union):
    own, builtin = union.members
    assert union.name == "builtin+own"
    assert described(union) == f"builtin {builtin.version}; own {own.version}"
    assert described(open_builtin()) == f"builtin {open_builtin().version}"


def test_a_village_that_only_one_knows_is_found(union):
    assert not open_builtin().find("Qozvanishtupeh")
    found = union.find("Qozvanishtupeh")
    assert [c.place.gazetteer for c in found] == ["own", "own"]


def test_a_village_that_both_know_is_one_and_says_so(union):
    (found,) = union.find("اللطامنة")
    assert (found.place.gazetteer, found.place.id) == ("own", "own:C3458")
    assert (found.place.lon, found.place.lat) == (36.6204, 35.3213)
    assert any(name.startswith("builtin ") for name in found.place.also)


def test_what_only_the_builtin_knows_is_as_it_was(union):
    builtin = open_builtin()
    for name in ("Talbiseh", "Black Sea", "Syria", "Texas"):
        assert [c.place.id for c in union.find(name)] == [c.place.id for c in builtin.find(name)]


def test_misspellings_are_looked_for_only_when_none_knows_the_name(union):
    fuzzily = union.find("Qozvanishtupeh", fuzzy=True)
    assert {c.place.gazetteer for c in fuzzily} == {"own"}
    assert union.find("Qozvanishtubeh", fuzzy=True)
    assert not union.find("Qozvanishtubeh")


def test_country_unit_and_limit_are_kept(union):
    assert len(union.find("Qozvanishtupeh", limit=1)) == 1
    assert not union.find("Qozvanishtupeh", country="TR")
    assert union.find("Latmana", admin1="Hama")
    assert not union.find("Latmana", admin1="Homs")


def test_what_lies_around_a_point_is_told_once(union):
    assert [place.name for place in union.containing(36.7, 34.7)] == ["Syria", "Homs"]
    homs = union.containing(36.7, 34.7)[1]
    assert union.area(homs) == homs.geometry


def test_it_survives_a_trip_to_another_process(union):
    copy = pickle.loads(pickle.dumps(union))
    assert copy.find("Latmana") == union.find("Latmana")


def test_the_last_installed_comes_first(folder):
    first = install(folder, name="one")
    second = install(folder, name="two")
    os.utime(first, ns=(10**18, 10**18))
    os.utime(second, ns=(2 * 10**18, 2 * 10**18))
    assert installed_files(folder) == (second, first)
    (found,) = open_gazetteers(folder).find("Latmana", country="SY")
    assert found.place.gazetteer == "two"
    assert found.place.also[0] == "one one:C3458"


def test_a_change_in_the_folder_is_seen_and_no_change_costs_nothing(folder):
    install(folder)
    union = open_gazetteers(folder)
    assert open_gazetteers(folder) is union
    remove_gazetteer("own", folder)
    assert isinstance(open_gazetteers(folder), SQLiteGazetteer)


@pytest.mark.parametrize(
    "content", [b"", b"not a database" * 100, b"SQLite format 3\0" + bytes(4096)]
)
def test_a_broken_file_is_an_error_that_says_what_to_do(folder, content):
    folder.mkdir()
    (folder / "broken.sqlite").write_bytes(content)
    with pytest.raises(InstalledFileError, match=r"broken\.sqlite: .*gazetteer remove broken"):
        open_gazetteers(folder)


def test_a_foreign_database_is_refused(folder):
    folder.mkdir()
    for table in ("meta (key, value)", "place (id)"):
        connection = sqlite3.connect(folder / "foreign.sqlite")
        connection.execute(f"CREATE TABLE {table}")
        connection.commit()
        connection.close()
        with pytest.raises(InstalledFileError, match="is broken, or no gazetteer"):
            open_gazetteers(folder)


def test_a_renamed_file_is_refused(folder):
    path = install(folder)
    path.rename(folder / "other.sqlite")
    with pytest.raises(InstalledFileError, match="calls itself 'own'"):
        open_gazetteers(folder)


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_one_made_with_other_name_rules_is_refused_when_its_names_are_lost(folder):
    path = install(folder)
    change(path, "UPDATE meta SET value = 'older' WHERE key = 'rules'")
    assert open_installed(path).find("Latmana")
    change(path, "UPDATE name SET loose = 'x' || loose")
    with pytest.raises(InstalledFileError, match="other name rules"):
        open_installed(path)


def test_damage_that_shows_later_names_the_gazetteer(folder):
    path = install(folder)
    union = open_gazetteers(folder)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(InstalledFileError, match="gazetteer own is damaged"):
        union.find("Qozvanishtupeh")


def test_a_file_that_is_cut_off_is_refused_before_it_is_used(folder):
    path = install(folder)
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(InstalledFileError, match="is cut off"):
        open_gazetteers(folder)


def test_the_list_has_the_builtin_first_and_broken_ones_with_the_reason(folder):
    install(folder)
    (folder / "broken.sqlite").write_bytes(b"x" * 5000)
    builtin, broken, own = holdings(folder)
    assert (builtin.name, broken.name, own.name) == ("builtin", "broken", "own")
    assert broken.broken is not None
    assert (own.broken, own.places) == (None, 3)
    assert builtin.broken is None


def test_what_is_in_one_is_counted(folder):
    install(folder)
    held = contents(holding("own", folder))
    assert (held.places, held.countries, held.features) == (3, {"SY": 3}, {"PPL": 3})
    assert held.sample[0] == ("Latmana", 36.6204, 35.3213)
    assert held.names == 4


def test_removing_leaves_the_others_and_never_takes_the_builtin(folder):
    install(folder)
    install(folder, name="two")
    assert remove_gazetteer("own", folder).name == "own.sqlite"
    assert [path.name for path in installed_files(folder)] == ["two.sqlite"]
    with pytest.raises(UsageError, match="part of geomap"):
        remove_gazetteer("builtin", folder)
    with pytest.raises(UsageError, match="no gazetteer is called 'own'; there are builtin, two"):
        remove_gazetteer("own", folder)


def test_a_broken_one_can_be_removed(folder):
    folder.mkdir()
    (folder / "broken.sqlite").write_bytes(b"x")
    remove_gazetteer("broken", folder)
    assert installed_files(folder) == ()
