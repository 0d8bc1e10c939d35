"""Hostile characters, shown and not obeyed."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from geomap.events.book.visible import visible


@given(st.text())
def test_visible_text_is_one_line_without_anything_to_obey(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    for character in shown:
        assert unicodedata.category(character) not in ("Cc", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in ("LRE", "RLE", "LRO", "RLO", "PDF")


def test_joiners_of_real_scripts_stay() -> None:
    assert visible("می\u200cخواهم") == "می\u200cخواهم"
