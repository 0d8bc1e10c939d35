"""Figures without a verb are parts of the sum that lists them, or the dead of another place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = tuple[str, int | None, int | None, str]
Figures = Callable[[str], list[Figure]]


def _by_part(found: list[Figure]) -> dict[str, list[int | None]]:
    """The least dead of every figure, by "whole" and "part", smallest first."""
    return {
        kind: sorted((low for _, low, _, part in found if part == kind), key=lambda low: low or 0)
        for kind in ("whole", "part")
    }


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        (
            "At least 128 people died in attacks in Paris: 87 at the Bataclan, 18 in a street.",
            128,
            [18, 87],
        ),
        (
            "At least 90 people died in attacks in Mumbai: 58 at the Taj, 11 in a cafe.",
            90,
            [11, 58],
        ),
        ("At least 30 people died in attacks in Kano: 12 in Gwale, nine in Fagge.", 30, [9, 12]),
    ],
)
def test_what_a_colon_lists_are_parts_even_if_some_are_left_out(
    text: str, whole: int, parts: list[int], figures: Figures
) -> None:
    assert _by_part(figures(text)) == {"whole": [whole], "part": parts}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "At least 90 people died in attacks in Mumbai: 58 at the Taj, 41 in a cafe.",
            [41, 58, 90],
        ),
        ("At least 30 people died in attacks in Kano: 12 in Gwale, 22 in Fagge.", [12, 22, 30]),
    ],
)
def test_more_than_the_sum_are_no_parts_of_it(text: str, told: list[int], figures: Figures) -> None:
    assert _by_part(figures(text)) == {"whole": told, "part": []}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "27 people were killed in a bombing in Kuwait City and 38 on a beach in Sousse.",
            [27, 38],
        ),
        ("Twelve people were killed in a bombing in Kano and nine on a bridge in Jos.", [9, 12]),
        ("Twelve people were killed in a bombing in Kano and nine at a market in Jos.", [9, 12]),
    ],
)
def test_a_number_at_a_site_of_another_town_is_of_further_dead(
    text: str, told: list[int], figures: Figures
) -> None:
    assert _by_part(figures(text)) == {"whole": told, "part": []}


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed in a bombing in Kano and nine sat on a bridge in Jos.",
        "Twelve people were killed in a bombing in Kano and nine goats on a beach in Sousse.",
    ],
)
def test_a_number_at_a_site_with_a_verb_or_a_thing_of_its_own_counts_no_dead(
    text: str, figures: Figures
) -> None:
    assert figures(text) == [("killed", 12, 12, "whole")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("At least 30 people died in attacks in Kano: 12 at the market, 9 in a mosque.", [9, 12]),
        ("At least 90 people died in Mumbai: 58 at the station, 11 in a cafe.", [11, 58]),
    ],
)
def test_sites_of_one_town_behind_a_colon_have_their_parts(
    text: str, parts: list[int], figures: Figures
) -> None:
    assert _by_part(figures(text))["part"] == parts
