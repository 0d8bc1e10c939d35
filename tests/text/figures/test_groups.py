"""Who is a group of people, and how many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = tuple[str, int | None, int | None, str]
Figures = Callable[[str], list[Figure]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A passer-by was killed.", [("killed", 1, 1, "whole")]),
        ("Both his sons were drowned.", [("killed", 2, 2, "whole")]),
        ("No fewer than 300 have trekked into Chad.", [("displaced", 300, None, "whole")]),
        ("Doctors Without Borders received 12 bodies.", [("killed", 12, 12, "whole")]),
        ("The army handed over nineteen bodies.", [("killed", 19, 19, "whole")]),
        ("Twelve, and possibly more, were killed.", [("killed", 12, None, "whole")]),
        ("The Kassem brothers, 14 and 17, were killed.", [("killed", 2, 2, "whole")]),
        ("The logs give 2x US KIA.", [("killed", 2, 2, "whole")]),
        (
            "Four in Rafah and nine in Khan Younis: the night's dead number thirteen.",
            [("killed", 13, 13, "whole"), ("killed", 4, 4, "whole"), ("killed", 9, 9, "whole")],
        ),
    ],
)
def test_words_that_look_like_others_are_people_and_numbers(
    text: str, told: list[Figure], figures: Figures
) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    "text", ["Troops took away every man.", "The raid killed 40 sheep.", "Half of it was captured."]
)
def test_every_man_and_counted_beasts_are_no_single_person(text: str, figures: Figures) -> None:
    assert figures(text) == []
