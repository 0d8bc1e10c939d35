"""Phrases are found as whole words, in the lexicon's order."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from geomap.text.words.phrases import alternatives, phrases_in

_TEXT = st.text(alphabet="ab -", max_size=30)


@given(lower=_TEXT, phrases=st.lists(st.text(alphabet="ab -", min_size=1, max_size=4), max_size=5))
def test_a_phrase_is_found_where_its_pattern_matches(lower: str, phrases: list[str]) -> None:
    whole = [p for p in phrases if re.search(rf"(?<![a-z]){re.escape(p)}(?![a-z])", lower)]
    opened = [p for p in phrases if re.search(rf"(?<![a-z]){re.escape(p)}", lower)]
    assert list(phrases_in(lower, phrases)) == whole
    assert list(phrases_in(lower, phrases, open_end=True)) == opened


def test_a_phrase_in_the_middle_of_a_word_is_none() -> None:
    assert list(phrases_in("an afterwar mood", ["war"])) == []


_SHAPES = (
    r"\bab",
    r"\b(?:a|b)a\b",
    r"\baa|b-",
    r"\b[a|]b",
    r"\ba\|b",
    "^b",
    r"(?<!a)\bb",
    r"\bb+a",
)


@given(lower=st.text(alphabet="ab -|", max_size=20), shapes=st.lists(st.sampled_from(_SHAPES)))
def test_alternatives_find_what_joining_them_finds(lower: str, shapes: list[str]) -> None:
    joined, quick = re.compile("|".join(shapes)), alternatives(shapes)
    assert [m.span() for m in quick.finditer(lower)] == [m.span() for m in joined.finditer(lower)]
