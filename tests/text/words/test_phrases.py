"""Phrases are found as whole words, in the lexicon's order."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from geomap.text.words.phrases import phrases_in

_TEXT = st.text(alphabet="ab -", max_size=30)


@given(lower=_TEXT, phrases=st.lists(st.text(alphabet="ab -", min_size=1, max_size=4), max_size=5))
def test_a_phrase_is_found_where_its_pattern_matches(lower: str, phrases: list[str]) -> None:
    whole = [p for p in phrases if re.search(rf"(?<![a-z]){re.escape(p)}(?![a-z])", lower)]
    opened = [p for p in phrases if re.search(rf"(?<![a-z]){re.escape(p)}", lower)]
    assert list(phrases_in(lower, phrases)) == whole
    assert list(phrases_in(lower, phrases, open_end=True)) == opened


def test_a_phrase_in_the_middle_of_a_word_is_none() -> None:
    assert list(phrases_in("an afterwar mood", ["war"])) == []
