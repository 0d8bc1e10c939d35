import pytest

from geomap.errors import UsageError
from geomap.places.geocoding import country_code, geocode


def test_what_follows_a_comma_is_what_it_lies_in(small_gazetteer):
    assert geocode("Kafr Deem, Borland", gazetteer=small_gazetteer).place.country == "BB"
    assert geocode("Kafr Deem, Harim, Ardia", gazetteer=small_gazetteer).place.country == "AA"


def test_what_follows_in_is_what_it_lies_in(small_gazetteer):
    for name in ("Kafr Deem in Harim", "Kafr Deem in the province of Harim", "Kafr Deem, in Ardia"):
        resolution = geocode(name, gazetteer=small_gazetteer)
        assert (resolution.place.country, resolution.toponym.surface) == ("AA", "Kafr Deem")


def test_a_site_is_placed_near_its_town(small_gazetteer):
    resolution = geocode("Ardport International Airport", gazetteer=small_gazetteer)
    assert resolution.place.name == "Ardport"
    assert (resolution.precision, resolution.radius_km) == (2, 25.0)
    assert 'the text says "International Airport"' in resolution.reason
    assert "another spelling" not in resolution.reason


def test_a_site_spelt_otherwise_is_placed_near_its_town(small_gazetteer):
    resolution = geocode("Ardpoort airport", gazetteer=small_gazetteer, country="AA")
    assert (resolution.place.name, resolution.precision) == ("Ardport", 2)


def test_a_town_may_be_named_as_a_site_is(make_entry, make_gazetteer):
    gazetteer = make_gazetteer([
        make_entry("Beaver Dam", 35.0, 35.0, country="AA", admin1="Harim"),
        make_entry("Beaver", 36.0, 35.0, country="AA", admin1="Harim", population=9_000),
        make_entry("Harim", 35.5, 35, feature="ADM1", country="AA", admin1="Harim", half=2),
        make_entry("Ardia", 36, 35, feature="PCLI", country="AA", half=3),
    ])  # fmt: skip
    for name in ("Beaver Dam", "town of Beaver Dam", "Beaver Dam, Harim"):
        resolution = geocode(name, gazetteer=gazetteer)
        assert (resolution.place.name, resolution.precision) == ("Beaver Dam", 1)
    for options in ({}, {"country": "AA", "admin1": "Harim"}):
        market = geocode("Beaver market", gazetteer=gazetteer, **options)
        assert (market.place.name, market.precision) == ("Beaver", 2)
    assert geocode("near Beaver Dam", gazetteer=gazetteer).precision == 2


def test_a_country_is_kept_to(small_gazetteer):
    resolution = geocode("Kafr Deem", gazetteer=small_gazetteer, country="Ardia")
    assert resolution.place.country == "AA"
    assert len(resolution.candidates) == 1


def test_a_unit_narrows_the_name(small_gazetteer):
    resolution = geocode("Kafr Deem", gazetteer=small_gazetteer, admin1="Harim province")
    assert resolution.place.admin1 == "Harim"
    assert "Harim" in resolution.reason


def test_a_name_not_found_suggests_what_is_spelt_alike(small_gazetteer):
    resolution = geocode("Ardpord", gazetteer=small_gazetteer)
    assert resolution.place is None
    assert resolution.candidates[0].place.name == "Ardport"
    assert "spelt alike: Ardport" in resolution.reason


def test_the_toponym_is_the_name_without_what_it_lies_in(small_gazetteer):
    assert geocode("Harim, Ardia", gazetteer=small_gazetteer).toponym.surface == "Harim"


@pytest.mark.parametrize("name", ["", "  ", ",", "—"])
def test_a_name_without_a_letter_is_a_usage_error(small_gazetteer, name):
    with pytest.raises(UsageError, match="give a place's name"):
        geocode(name, gazetteer=small_gazetteer)


def test_an_unknown_country_is_a_usage_error(small_gazetteer):
    with pytest.raises(UsageError, match="'Atlantis' is no country"):
        country_code("Atlantis", gazetteer=small_gazetteer)


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Talbiseh, Homs", "SY", 1),
        ("Paris, Texas", "US", 1),
        ("Washington, D.C.", "US", 1),
        ("Homs province", "SY", 4),
        ("city of Homs", "SY", 1),
        ("near Hama", "SY", 2),
        ("Gaza", "PS", 4),
        ("Black Sea", None, 7),
    ],
)
def test_the_builtin_gazetteer_places_this_name(builtin, name, country, precision):
    resolution = geocode(name, gazetteer=builtin)
    assert resolution.place.country == country
    assert resolution.precision == precision


def test_a_name_only_a_little_like_the_nearest_one_is_not_placed(builtin):
    resolution = geocode("Zzorkvalt", gazetteer=builtin)
    assert resolution.place is None
    assert resolution.probability < 0.5


@pytest.mark.parametrize(("written", "code"), [("uk", "GB"), ("SYR", "SY"), ("sy", "SY")])
def test_a_country_is_known_by_any_of_its_codes(builtin, written, code):
    assert country_code(written, gazetteer=builtin) == code


def test_a_code_of_the_gazetteer_s_own_is_kept(small_gazetteer):
    assert country_code("AA", gazetteer=small_gazetteer) == "AA"
