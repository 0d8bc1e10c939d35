"""Words broken at the end of a line."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Reading
from geomap.text.parsing.line_ends import mended_lines

Read = Callable[[str], Reading]

BROKEN = "Seven villag-\ners were killed and 19 peo-\nple in-\njured at Rann, the chair-\nman said."


def test_what_broken_words_tell_is_read_and_quoted_whole(read: Read) -> None:
    claims = read(BROKEN).claims
    assert [(claim.quantity, claim.count.best) for claim in claims] == [
        ("killed", 7),
        ("wounded", 19),
    ]
    assert claims[1].span.of(BROKEN).endswith("in-\njured")
    assert "chair" in claims[0].claimant.name


def test_what_is_no_word_together_keeps_its_hyphen() -> None:
    for text in ("a well-\nknown man", "Deir-\nez-Zor", "1-\n2", "Al-\nBab"):
        assert mended_lines(text) == text


@given(st.text(alphabet="ab-\n .,x", max_size=60))
def test_mending_keeps_the_length_and_all_but_breaks(text: str) -> None:
    mended = mended_lines(text)
    assert len(mended) == len(text)
    assert mended.replace(" ", "").replace("\n", "").replace("-", "") == text.replace(
        " ", ""
    ).replace("\n", "").replace("-", "")
