"""People joined by "and" before one verb are harmed together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = tuple[str, int | None, int | None, str]
Figures = Callable[[str], list[Figure]]


@pytest.mark.parametrize(
    ("text", "quantity", "size"),
    [
        ("Two brothers, aged 8 and 11, and their grandmother were killed.", "killed", 3),
        ("Three brothers, aged 4, 8 and 11, and their uncle died.", "killed", 4),
        ("Two sisters, aged 8 and 11, and their mother were wounded.", "wounded", 3),
    ],
)
def test_two_subjects_of_one_verb_are_harmed_together(
    text: str, quantity: str, size: int, figures: Figures
) -> None:
    assert figures(text) == [(quantity, size, size, "whole")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Two brothers, aged 8 and 11, were killed, and their grandmother wept.",
            [("killed", 2, 2, "whole")],
        ),
        (
            "Two brothers, aged 8 and 11, wept and their grandmother was killed.",
            [("killed", 1, 1, "whole")],
        ),
        (
            "Two brothers, aged 8 and 11, were killed and their grandmother was wounded.",
            [("killed", 2, 2, "whole"), ("wounded", 1, 1, "whole")],
        ),
    ],
)
def test_subjects_of_two_verbs_are_harmed_apart(
    text: str, told: list[Figure], figures: Figures
) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The bodies of 13 soldiers and 20 civilians were found near Goma.", [13, 20]),
        ("The deaths of two soldiers and three civilians were confirmed in Goma.", [2, 3]),
        ("Police found the bodies of 13 soldiers and 20 civilians.", [13, 20]),
        ("Gunmen killed 13 soldiers, and 20 civilians were seen in Goma.", [13]),
    ],
)
def test_the_verb_behind_a_list_of_dead_is_of_their_bodies(
    text: str, told: list[int], figures: Figures
) -> None:
    assert [low for quantity, low, _, _ in figures(text) if quantity == "killed"] == told


@pytest.mark.parametrize(
    "text",
    [
        "Six people, among them the priest, Father Elias Haddad, were killed.",
        "Six people, including the priest, Elias Haddad, were killed.",
        "Six people, among them a priest, were killed.",
    ],
)
def test_those_among_whom_somebody_is_named_are_the_subject(text: str, figures: Figures) -> None:
    assert ("killed", 6, 6, "whole") in figures(text)
    assert [part for _, _, _, part in figures(text)].count("whole") == 1
