"""How the figures of one sentence stand to one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = tuple[str, int | None, int | None, str]

_TOLD: list[tuple[str, list[Figure]]] = [
    (
        "With the death of a nurse in Kassala, the toll of the blast rises to 22.",
        [("killed", 1, 1, "part"), ("killed", 22, 22, "whole")],
    ),
    (
        "Raiders pulled four traders off a bus and murdered them by the road.",
        [("killed", 4, 4, "whole")],
    ),
    (
        "Two brothers were abducted on Monday and found strangled on Thursday.",
        [("killed", 2, 2, "whole")],
    ),
    (
        "Toll in Mubi market blast hits 27 as three more succumb",
        [("killed", 27, 27, "whole"), ("killed", 3, 3, "part")],
    ),
]


@pytest.mark.parametrize(("text", "told"), _TOLD, ids=[text for text, _ in _TOLD])
def test_figures_of_one_sentence_are_told_apart(
    text: str, told: list[Figure], figures: Callable[[str], list[Figure]]
) -> None:
    assert figures(text) == sorted(told, key=repr)
