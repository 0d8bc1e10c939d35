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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Four people were killed, a woman and her two sons among them.",
            [("killed", 4, 4, "whole")],
        ),
        (
            "Shells hit a house and killed four people, a woman and her two sons among them.",
            [("killed", 3, 3, "part"), ("killed", 4, 4, "whole")],
        ),
        (
            "The blast killed nine people, a mother and her three daughters among them.",
            [("killed", 4, 4, "part"), ("killed", 9, 9, "whole")],
        ),
        (
            "Six villagers died in the fire, two girls among them.",
            [("killed", 2, 2, "part"), ("killed", 6, 6, "whole")],
        ),
        (
            "Five villagers died in the raid, three children among them.",
            [("killed", 3, 3, "part"), ("killed", 5, 5, "whole")],
        ),
    ],
)
def test_people_among_those_before_are_no_further_dead(
    text: str, told: list[Figure], figures: Callable[[str], list[Figure]]
) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two people were killed, then a woman and her two sons died in a raid.", [2, 3]),
        ("Six villagers died in the fire, and two girls drowned among reeds.", [2, 6]),
        ("Five villagers died in the raid, and three children died among the ruins.", [3, 5]),
    ],
)
def test_people_who_died_apart_are_further_dead(
    text: str, told: list[int], figures: Callable[[str], list[Figure]]
) -> None:
    assert figures(text) == [("killed", dead, dead, "whole") for dead in told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Three people died in the blast, one a student, and two were hurt.",
            [("killed", 3, 3, "whole"), ("wounded", 2, 2, "whole")],
        ),
        (
            "Three people were killed on Monday, one a student shot dead at a bus stop.",
            [("killed", 3, 3, "whole")],
        ),
        (
            "Three people were killed on Monday and a student shot dead at a bus stop.",
            [("killed", 1, 1, "whole"), ("killed", 3, 3, "whole")],
        ),
    ],
)
def test_one_of_those_before_is_only_said_to_be_somebody(
    text: str, told: list[Figure], figures: Callable[[str], list[Figure]]
) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [
        ("Gunmen shot dead nine people, two nurses and a doctor among them, in Homs.", [1, 2], 9),
        ("The blast killed nine people, two nurses and a doctor among them.", [1, 2], 9),
        (
            "Shells killed nine people, two nurses, a doctor and a guard among them.",
            [1, 1, 2],
            9,
        ),
        ("Raiders killed seven people, a priest and two boys among them, near Jos.", [1, 2], 7),
    ],
)
def test_all_of_a_list_among_those_before_are_parts(
    text: str, parts: list[int], whole: int, figures: Callable[[str], list[Figure]]
) -> None:
    told = [*(("killed", part, part, "part") for part in parts), ("killed", whole, whole, "whole")]
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gunmen shot dead nine people, two nurses and a doctor near them, in Homs.", [1, 2, 9]),
        ("Gunmen shot dead nine people and two nurses and a doctor in Homs.", [1, 2, 9]),
        ("Five people were killed and two nurses worked among the wounded.", [5]),
    ],
)
def test_those_who_are_not_among_them_are_no_parts(
    text: str, told: list[int], figures: Callable[[str], list[Figure]]
) -> None:
    assert figures(text) == [("killed", dead, dead, "whole") for dead in told]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("The blast killed three people, one a nurse.", 3),
        ("Shells killed four women, one a cook.", 4),
        ("Gunmen killed two men, one a teacher, the other a guard, in Homs.", 2),
        ("Gunmen killed two men, one a teacher and the other a guard.", 2),
    ],
)
def test_who_each_of_those_before_was_counts_nobody(
    text: str, dead: int, figures: Callable[[str], list[Figure]]
) -> None:
    assert figures(text) == [("killed", dead, dead, "whole")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The blast killed three people and one nurse.", [1, 3]),
        ("The blast killed three people and a nurse.", [1, 3]),
        ("Gunmen killed two men on Monday, and a guard on Tuesday.", [1, 2]),
    ],
)
def test_one_more_beside_those_before_is_counted(
    text: str, told: list[int], figures: Callable[[str], list[Figure]]
) -> None:
    assert figures(text) == [("killed", dead, dead, "whole") for dead in told]
