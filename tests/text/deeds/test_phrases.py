"""What verbs say with the words behind them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = tuple[str, int | None, int | None, str]

_TOLD: list[tuple[str, list[Figure]]] = [
    ("The assault cost the regiment eleven men.", [("killed", 11, 11, "whole")]),
    ("The delay cost the company two contracts.", []),
    (
        "Rangers killed five bandits; one soldier also fell.",
        [("killed", 5, 5, "whole"), ("killed", 1, 1, "whole")],
    ),
    ("A lieutenant and four of his men fell at Gao.", [("killed", 5, 5, "whole")]),
    (
        "A clerk was shot dead at the counter and his brother hit in the leg.",
        [("killed", 1, 1, "whole"), ("wounded", 1, 1, "whole")],
    ),
    ("Nine masons were lined up, shot and dumped in a pit.", [("killed", 9, 9, "whole")]),
    ("They lined up the men and shot twelve.", [("killed", 12, 12, "whole")]),
    ("Family of five wiped out by mortar in Douma", [("killed", 5, 5, "whole")]),
    ("Police beat a hawker unconscious.", [("wounded", 1, 1, "whole")]),
    ("The mine tore both legs off a ploughman.", [("wounded", 1, 1, "whole")]),
    ("Two of the porters had their hands cut off.", [("wounded", 2, 2, "whole")]),
    ("Twelve of the pilgrims never got up again.", [("killed", 12, 12, "whole")]),
    ("SIX PORTERS TAKEN HOSTAGE IN GAO", [("captured", 6, 6, "whole")]),
    ("Five oarsmen were picked up by a passing ferry.", []),
    ("The rider blew himself up, taking three sentries with him.", [("killed", 3, 3, "whole")]),
    ("Outlaws have sent six porters to their early graves.", [("killed", 6, 6, "whole")]),
    ("A porter sent to his grave too soon is mourned.", [("killed", 1, 1, "whole")]),
    ("Outlaws hacked two porters to pieces with cutlasses.", [("killed", 2, 2, "whole")]),
    ("The dead of the raid on Gao now number nine.", [("killed", 9, 9, "whole")]),
    ("Deaths in Gao already number 31.", [("killed", 31, 31, "whole")]),
    ("The dead of house number 31 had no kin.", []),
    ("Thirty oarsmen were put out of action.", [("casualties", 30, 30, "whole")]),
]


@pytest.mark.parametrize(("text", "told"), _TOLD, ids=[text for text, _ in _TOLD])
def test_a_verb_says_with_its_words_who_was_harmed(
    text: str, told: list[Figure], figures: Callable[[str], list[Figure]]
) -> None:
    assert figures(text) == sorted(told, key=repr)
