"""What every gazetteer keeps, and what the built-in one must know."""

import concurrent.futures
import multiprocessing
import pickle
import sqlite3

import pytest
import shapely

from geomap.errors import ShippedFileError
from geomap.places.areas import distance_km
from geomap.places.gazetteer import SQLiteGazetteer, open_builtin


@pytest.fixture(params=["small", "builtin"])
def gazetteer(request):
    return request.getfixturevalue("small_gazetteer" if request.param == "small" else "builtin")


class TestContract:
    def test_it_has_a_name_and_a_version(self, gazetteer):
        assert gazetteer.name
        assert gazetteer.version

    @pytest.mark.parametrize(
        "name", ["", "—", "Qqzzxxyy Vvkkww", "'; DROP TABLE place; --", "\x00", "zq" * 5000]
    )
    def test_an_unknown_name_is_an_empty_result(self, gazetteer, name):
        assert tuple(gazetteer.find(name, fuzzy=True)) == ()

    def test_scores_fall_and_stay_between_nought_and_one(self, gazetteer):
        scores = [candidate.score for candidate in gazetteer.find("Harim")]
        assert scores
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)

    def test_the_limit_is_kept(self, gazetteer):
        assert len(gazetteer.find("Harim", limit=1)) == 1

    def test_a_country_leaves_only_its_own_places(self, gazetteer):
        for candidate in gazetteer.find("Kafr Deem", country="AA"):
            assert candidate.place.country == "AA"
        assert tuple(gazetteer.find("Harim", country="ZZ")) == ()

    def test_the_same_question_has_the_same_answer(self, gazetteer):
        assert gazetteer.find("Harim") == gazetteer.find("Harim")

    def test_every_place_names_its_gazetteer(self, gazetteer):
        for candidate in gazetteer.find("Harim"):
            assert candidate.place.gazetteer == gazetteer.name
            assert candidate.place.version == gazetteer.version


def test_another_romanisation_is_found_below_the_own_name(small_gazetteer):
    (exact,) = small_gazetteer.find("Tel Noor")
    (loose,) = small_gazetteer.find("Tall Nur")
    assert exact.place == loose.place
    assert loose.score < exact.score == 1.0


def test_another_script_is_found(small_gazetteer):
    assert small_gazetteer.find("تل نور")[0].place.name == "Tel Noor"


def test_a_misspelling_is_found_only_when_asked_for(small_gazetteer):
    assert not small_gazetteer.find("Ardpord")
    assert small_gazetteer.find("Ardpord", fuzzy=True)[0].place.name == "Ardport"


def test_near_names_do_not_merge(small_gazetteer):
    assert not small_gazetteer.find("Kafr Deemuda", fuzzy=True)


def test_a_unit_leaves_only_its_own_places(small_gazetteer):
    found = small_gazetteer.find("Sawran", admin1="Sawran")
    assert {candidate.place.admin1 for candidate in found} == {"Sawran"}
    assert not small_gazetteer.find("Sawran", admin1="Harim")


def test_words_for_the_kind_of_place_do_not_hide_the_name(small_gazetteer):
    assert small_gazetteer.find("Harim province")[0].place.name == "Harim"
    assert small_gazetteer.find("the town of Kafr Deem")[0].place.name == "Kafr Deem"


def test_both_of_two_names_are_looked_up(small_gazetteer):
    found = {c.place.name for c in small_gazetteer.find("Tel Noor / Ardport")}
    assert found == {"Tel Noor", "Ardport"}


def test_an_area_is_wkb_and_a_town_has_none(small_gazetteer):
    province, town = (c.place for c in small_gazetteer.find("Harim"))
    assert shapely.from_wkb(province.geometry).bounds == (34, 34, 36, 36)
    assert small_gazetteer.area(province) == province.geometry
    assert small_gazetteer.area(town) is None


def test_the_areas_around_a_point_are_given_from_the_largest(small_gazetteer):
    assert [place.name for place in small_gazetteer.containing(35, 35)] == ["Ardia", "Harim"]
    assert small_gazetteer.containing(0, 0) == ()


def test_a_missing_file_is_an_error_that_says_so(tmp_path):
    with pytest.raises(ShippedFileError, match="cannot be read as a gazetteer"):
        SQLiteGazetteer(tmp_path / "none.sqlite")


def test_a_foreign_file_is_an_error_that_says_so(tmp_path):
    path = tmp_path / "other.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(ShippedFileError, match=r"other\.sqlite"):
        SQLiteGazetteer(path)


def test_another_schema_is_refused(recipe, tmp_path):
    path = tmp_path / "old.sqlite"
    recipe.write(path, [], "0" * 64)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    connection.close()
    with pytest.raises(ShippedFileError, match="schema is '0'"):
        SQLiteGazetteer(path)


def test_the_same_entries_give_the_same_bytes(recipe, make_entry, tmp_path):
    entries = [make_entry("Harim", 35, 35), make_entry("Ardport", 36, 35, names=["Port"])]
    recipe.write(tmp_path / "one.sqlite", entries, "0" * 64)
    recipe.write(tmp_path / "two.sqlite", entries[::-1], "0" * 64)
    one, two = (tmp_path / f"{name}.sqlite" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_it_answers_from_several_threads_and_after_pickling(small_gazetteer):
    copy = pickle.loads(pickle.dumps(small_gazetteer))
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(copy.find, ["Harim"] * 6))
    assert all(answer == small_gazetteer.find("Harim") for answer in answers)


def _first_name(gazetteer: SQLiteGazetteer) -> str:
    return gazetteer.find("Talbiseh", country="SY")[0].place.name


def test_it_answers_in_another_process(builtin):
    spawned = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=spawned) as pool:
        assert pool.submit(_first_name, builtin).result() == _first_name(builtin)


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Talbiseh", "SY", 34.84, 36.73),
        ("Lataminah", "SY", 35.32, 36.62),
        ("al-Latamneh", "SY", 35.32, 36.62),
        ("اللطامنة", "SY", 35.32, 36.62),
        ("Kafr Zita", "SY", 35.37, 36.60),
        ("Kobani / Ain al-Arab", "SY", 36.89, 38.35),
        ("Харків", "UA", 49.98, 36.25),
        ("Hodeidah", "YE", 14.80, 42.95),
        ("Goma", "CD", -1.68, 29.23),
    ],
)
def test_the_builtin_gazetteer_knows_this_town(builtin, name, country, lat, lon):
    towns = [c.place for c in builtin.find(name) if c.place.feature.startswith("PPL")]
    assert towns[0].country == country
    assert distance_km(towns[0].lon, towns[0].lat, lon, lat) < 8


@pytest.mark.parametrize("name", ["Homs", "Hama", "Aleppo", "Idlib", "Daraa", "حمص", "Raqqa"])
def test_the_builtin_gazetteer_knows_town_and_governorate(builtin, name):
    features = {c.place.feature[:3] for c in builtin.find(name, country="SY")}
    assert {"ADM", "PPL"} <= features


@pytest.mark.parametrize(
    ("name", "feature", "country"),
    [
        ("Syria", "PCLI", "SY"),
        ("U.S.", "PCLI", "US"),
        ("DR Congo", "PCLI", "CD"),
        ("سوريا", "PCLI", "SY"),
        ("Soviet Union", "PCLI", "RU"),
        ("Russian", "PCLI", "RU"),
        ("Crimea", "ADM1", "UA"),
        ("Black Sea", "SEA", None),
        ("Donbas", "RGN", "UA"),
        ("Euphrates", "STM", None),
        ("Rapides Parish", "ADM2", "US"),
        ("Ituri", "ADM1", "CD"),
        ("Mandera County", "ADM1", "KE"),
        ("Zamboanga Peninsula", "ADM1", "PH"),
    ],
)
def test_the_builtin_gazetteer_knows_more_than_towns(builtin, name, feature, country):
    assert (feature, country) in {(c.place.feature, c.place.country) for c in builtin.find(name)}


def test_the_builtin_gazetteer_says_what_it_is():
    meta = open_builtin().meta()
    assert "GeoNames" in meta["attribution"]
    assert meta["version"].startswith(meta["date"])


def test_every_area_of_the_builtin_gazetteer_is_a_polygon(builtin):
    for name in ("Syria", "Homs", "Ukraine", "Yemen", "Russia"):
        area = next(c.place for c in builtin.find(name) if c.place.geometry)
        assert shapely.from_wkb(area.geometry).area > 0


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Bajaur Agency", "PK", 34.8, 71.5),
        ("Bale Zone", "ET", 6.7, 40.2),
        ("West Kordofan", "SD", 12.0, 28.5),
        ("Maguindanao del Sur", "PH", 6.8, 124.6),
        ("Lebialem", "CM", 5.55, 9.9),
        ("Cité Soleil", "HT", 18.58, -72.33),
        ("Yaqshid", "SO", 2.07, 45.35),
    ],
)
def test_units_and_quarters_that_the_sources_lack_are_known(builtin, name, country, lat, lon):
    found = builtin.find(name, country=country)[0].place
    assert distance_km(found.lon, found.lat, lon, lat) < 25


@pytest.mark.parametrize(
    ("unit", "town", "country"),
    [
        ("Fafan Zone", "Jijiga", "ET"),
        ("Manyu", "Mamfe", "CM"),
        ("Mezam", "Bamenda", "CM"),
        ("South Wollo", "Dessie", "ET"),
        ("East Welega", "Nekemte", "ET"),
        ("Khyber District", "Landi Kotal", "PK"),
        ("Maguindanao del Sur", "Buluan", "PH"),
    ],
)
def test_a_unit_set_by_hand_holds_its_chief_town(builtin, unit, town, country):
    area = builtin.find(unit, country=country)[0].place
    seat = builtin.find(town, country=country)[0].place
    assert distance_km(area.lon, area.lat, seat.lon, seat.lat) <= area.radius_km
