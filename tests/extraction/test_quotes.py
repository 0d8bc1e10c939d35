"""A quote is found as it stands, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.extraction.quotes import LONGEST, find_quote

TEXT = "At least 22 people died in Talbiseh.\n22 people were hurt; 220 people fled."


def test_blanks_and_line_breaks_may_differ() -> None:
    assert find_quote("Talbiseh. 22  people", TEXT) == (27, 46)


@pytest.mark.parametrize(
    "quote", ["2 people", "22 peopl", "22 People", "20 people", "", "  ", "a" * (LONGEST + 1)]
)
def test_other_words_are_no_quote(quote: str) -> None:
    assert find_quote(quote, TEXT + "a" * (LONGEST + 1)) is None


def test_of_several_places_the_nearest_is_meant() -> None:
    first, second = find_quote("22 people", TEXT), find_quote("22 people", TEXT, near=60)
    assert first == (9, 18)
    assert second == (37, 46)


@given(st.text(min_size=1), st.data())
def test_what_is_found_has_the_words_of_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    found = find_quote(quote, text)
    if found is not None:
        assert text[found[0] : found[1]].split() == quote.split()
