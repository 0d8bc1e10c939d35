"""The look: told apart without colour, seen in both themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geomap.maps import bundle, style

THEME = (Path(bundle.__file__).parent / "page" / "theme.css").read_text(encoding="utf-8")
LIGHT, DARK = THEME.split("@media (prefers-color-scheme: dark)")


def colour(theme: str, name: str) -> str:
    found = re.search(rf"--gm-{name}: (#[0-9a-f]{{6}});", theme)
    assert found
    return found[1]


def luminance(hex_colour: str) -> float:
    parts = [int(hex_colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("kind", style.KINDS, ids=lambda kind: kind.name)
def test_a_mark_stands_out_from_the_ground(kind: style.Kind) -> None:
    for ground in ("land", "sea", "panel"):
        assert contrast(kind.light, colour(LIGHT, ground)) >= 3, ground
        assert contrast(kind.dark, colour(DARK, ground)) >= 3, ground


@pytest.mark.parametrize(("words", "ground"), [
    ("ink", "panel"), ("ink-soft", "panel"), ("ink-soft", "soft"), ("accent", "panel"),
    ("warn", "panel"), ("label", "land"), ("label-soft", "land"), ("ink", "mark-words"),
])  # fmt: skip
def test_words_can_be_read(words: str, ground: str) -> None:
    assert contrast(colour(LIGHT, words), colour(LIGHT, ground)) >= 4.5
    assert contrast(colour(DARK, words), colour(DARK, ground)) >= 4.5


def test_no_two_kinds_share_a_glyph_or_a_colour() -> None:
    for sign in ("glyph", "light", "dark", "label"):
        assert len({getattr(kind, sign) for kind in style.KINDS}) == len(style.KINDS)


def test_no_two_certainties_share_a_line() -> None:
    assert len({(c.dash, c.width) for c in style.CERTAINTIES}) == len(style.CERTAINTIES)


def test_every_acled_type_has_one_kind() -> None:
    names = [name for kind in style.KINDS for name in kind.sub_event_types]
    assert len(names) == len(set(names))
    assert style.KINDS[style.kind_of("Shelling/artillery/missile attack")].name == "shelling"
    assert style.KINDS[style.kind_of("Grenade")].name == "bomb"
    assert style.KINDS[style.kind_of("Looting/property destruction")].name == "other"
