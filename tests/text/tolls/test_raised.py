"""Late finds that a new figure holds: "four more were found, so that 18 died"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = tuple[str, int | None, int | None, str]
Figures = Callable[[str], list[Figure]]


@pytest.mark.parametrize(
    "text",
    [
        "Four more bodies were found in Homs, so that 18 people were killed in the raid.",
        "Four more bodies were found in Homs, making a total of 18 dead.",
        "Four more people have died, which means that 18 were killed in the raid.",
        "Four more bodies were found in Homs, bringing the death toll to 18.",
    ],
)
def test_what_makes_up_the_new_figure_is_a_part_of_it(text: str, figures: Figures) -> None:
    assert sorted(figures(text)) == [("killed", 4, 4, "part"), ("killed", 18, 18, "whole")]


def test_more_people_beside_what_is_no_figure_stay_whole(figures: Figures) -> None:
    text = "The blast killed four more people, making Homs a town of mourning."
    assert figures(text) == [("killed", 4, 4, "whole")]
