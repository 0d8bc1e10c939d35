import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geomap.places.names.forms import (
    form_key,
    likeness,
    loose_key,
    normal_form,
    spellings,
    split_level,
    split_site,
)
from geomap.places.names.levels import QUALIFIERS, UNIT_WORDS


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Muhafazat Hims", "hims"),
        ("Homs Governorate", "homs"),
        ("U.S.", "us"),
        ("Washington, D.C.", "washington dc"),
        ("St. Louis", "saint louis"),
        ("N'Djamena", "ndjamena"),
        ("Kansas City", "kansas city"),
        ("As Salamiyah", "salamiyah"),
        ("As Pontes", "as pontes"),
        ("محافظة حمص", "hms"),
        ("Dayr uz Zor", "dayr zor"),
        ("Beït ett Turk", "beit turk"),
        ("Deh-e Now", "deh now"),
        ("N. Kivu", "kivu north"),
        ("Nord-Kivu", "kivu north"),
        ("North", "north"),
        ("Luabo II", "luabo 2"),
        ("Upper Sift", "sift upper"),
        ("Sift Fawqani", "sift upper"),
        ("الغوطة الشرقية", "ghwta east"),
        ("Eastern Ghouta", "ghouta east"),
        ("Naogaon Zila", "naogaon"),
        ("東京", "東京"),
        ("A el A", "aa"),
        ("", ""),
        (" — ", ""),
    ],
)
def test_a_name_has_this_normal_form(name, form):
    assert normal_form(name) == form


def test_vowel_signs_of_indic_scripts_are_kept():
    assert normal_form("দিনাজপুর") != normal_form("দনজপর")


@given(st.text(max_size=40))
@example("𝞐")
def test_a_normal_form_is_its_own_normal_form(name):
    form = normal_form(name)
    assert normal_form(form) == form


_ARTICLES_AND_SHORT_WORDS = (
    "al", "el", "an", "ash", "ad", "uz", "i", "ii", "e", "ye", "n", "s", "w", "st", "mt", "a",
    "hama", "12",
)  # fmt: skip
_RULE_WORDS = sorted({*UNIT_WORDS, *QUALIFIERS, *_ARTICLES_AND_SHORT_WORDS})


@given(st.lists(st.sampled_from(_RULE_WORDS), max_size=6).map(" ".join))
def test_a_normal_form_of_words_with_rules_is_its_own_normal_form(name):
    form = normal_form(name)
    assert normal_form(form) == form
    assert bool(form) == bool(name)


@given(st.text(max_size=40))
def test_case_does_not_matter(name):
    assert normal_form(name.casefold()) == normal_form(name)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz '-", max_size=30))
def test_capitals_do_not_matter_in_latin_letters(name):
    assert normal_form(name.upper()) == normal_form(name)


@given(st.text(max_size=40))
def test_a_name_with_a_letter_has_both_keys_or_neither(name):
    assert bool(normal_form(name)) == bool(loose_key(name))
    assert loose_key(name) == form_key(normal_form(name))


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_symmetric_and_a_share(first, second):
    alike = likeness(first, second)
    assert 0.0 <= alike <= 1.0
    assert alike == pytest.approx(likeness(second, first))


@pytest.mark.parametrize(
    ("name", "core", "level", "relation"),
    [
        ("Homs province", "Homs", "province", None),
        ("the city of Homs", "Homs", "city", None),
        ("town of Lataminah", "Lataminah", "town", None),
        ("Rapides Parish", "Rapides", "county", None),
        ("Abadam lga", "Abadam", "district", None),
        ("Muna ward", "Muna", "neighbourhood", None),
        ("Ramu union", "Ramu", "subdistrict", None),
        ("Kotwali thana", "Kotwali", "district", None),
        ("al-Bab city", "al-Bab", "city", None),
        ("Nyamapanda community", "Nyamapanda", "village", None),
        ("Village Izge", "Izge", "village", None),
        ("Kampung Baru", "Baru", "village", None),
        ("Camp Ashraf", "Ashraf", "camp", None),
        ("near Hama", "Hama", None, "near"),
        ("outskirts of Aleppo", "Aleppo", None, "outskirts"),
        ("10 km north of Hama", "Hama", None, "direction"),
        ("Idlib countryside", "Idlib", None, "countryside"),
        ("Homs", "Homs", None, None),
        ("Province", "Province", None, None),
    ],
)
def test_the_words_for_a_place_are_taken_off_its_name(name, core, level, relation):
    assert split_level(name) == (core, level, relation)


@pytest.mark.parametrize(
    ("name", "town", "site"),
    [
        ("Aleppo International Airport", "Aleppo", "International Airport"),
        ("Hmeimim air base", "Hmeimim", "air base"),
        ("Kuje Central Market", "Kuje", "Central Market"),
        ("Mosul Grand Mosque", "Mosul", "Grand Mosque"),
        ("Erbil Citadel", "Erbil", "Citadel"),
        ("Talbiseh", "Talbiseh", ""),
        ("Market", "Market", ""),
        ("Port Harcourt", "Port Harcourt", ""),
    ],
)
def test_a_site_is_parted_from_its_town(name, town, site):
    assert split_site(name) == (town, site)


@given(st.text(max_size=40))
def test_taking_words_off_never_takes_the_whole_name(name):
    assert bool(split_level(name).core) == bool(name.split())


def test_several_names_written_together_are_told_apart():
    assert spellings("Kobani / Ain al-Arab")[1:] == ("Kobani", "Ain al-Arab")
    assert spellings("Homs (Hims)")[1:] == ("Homs", "Hims")
    assert spellings("Homs") == ("Homs",)
