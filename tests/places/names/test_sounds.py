"""Many names at once have the sounds and keys that each has alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.places.names.forms import normal_form
from geomap.places.names.sounds import key_of_sounds, keys_of_sounds, sounds, sounds_of_all

letters = st.text("abcdeghikmnopqrstuwxyz 12", max_size=14).map(normal_form)
names = st.lists(st.one_of(letters, st.text(max_size=8).map(normal_form)), max_size=8)
heard = st.lists(st.text("aiwhxbmnkX", max_size=6), max_size=20)


@given(names)
def test_many_names_sound_as_each_does(forms):
    assert sounds_of_all(forms) == [sounds(form) for form in forms]


@given(names)
def test_many_names_have_the_keys_that_each_has(forms):
    every = [sounds(form) for form in forms]
    assert keys_of_sounds(every) == [key_of_sounds(one) for one in every]


@given(heard)
def test_first_letters_are_levelled_as_alone(every):
    assert keys_of_sounds(every) == [key_of_sounds(one) for one in every]


def test_a_first_h_meets_the_sound_that_is_levelled_to_it():
    assert keys_of_sounds(["hXhaimam"]) == [key_of_sounds("hXhaimam")] == ["hmm"]


def test_no_names_give_nothing():
    assert sounds_of_all([]) == keys_of_sounds([]) == []
