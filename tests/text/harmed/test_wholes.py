"""People that open a sentence beside those harmed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = tuple[str, int | None, int | None, str]

_TOLD: list[tuple[str, list[Figure]]] = [
    ("Save for two, the nine men killed at Ganta were porters.", [("killed", 9, 9, "whole")]),
    ("Of the 40 aboard, 12 drowned.", [("killed", 12, 12, "whole")]),
    (
        "Of the 25 hostages taken, eleven were women.",
        [("captured", 25, 25, "whole"), ("captured", 11, 11, "part")],
    ),
]


@pytest.mark.parametrize(("text", "told"), _TOLD, ids=[text for text, _ in _TOLD])
def test_who_opens_a_sentence_is_told_from_who_was_harmed(
    text: str, told: list[Figure], figures: Callable[[str], list[Figure]]
) -> None:
    assert figures(text) == sorted(told, key=repr)
