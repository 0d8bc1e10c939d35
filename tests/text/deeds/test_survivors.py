"""Deaths told by who lived."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = tuple[str, int | None, int | None, str]

_TOLD: list[tuple[str, list[Figure]]] = [
    ("Of the nine sailors below deck only two survived.", [("killed", 7, 7, "whole")]),
    (
        "The hut burned, and of the Sesay family of six only the eldest daughter was found alive.",
        [("killed", 5, 5, "whole")],
    ),
    ("Only one of the five guards lived.", [("killed", 4, 4, "whole")]),
    ("Of the seven on the raft, none came out alive.", [("killed", 7, 7, "whole")]),
]


@pytest.mark.parametrize(("text", "told"), _TOLD, ids=[text for text, _ in _TOLD])
def test_who_lived_tells_who_died(
    text: str, told: list[Figure], figures: Callable[[str], list[Figure]]
) -> None:
    assert figures(text) == sorted(told, key=repr)
