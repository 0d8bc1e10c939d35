"""Fields of a form: what stands behind "Killed:" and "Fatalities (est.):"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = tuple[str, int | None, int | None, str]
Figures = Callable[[str], list[Figure]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Fatalities (est.): 6-8. Target: convoy.", [("killed", 6, 8, "whole")]),
        ("Wounded (all sides): 14", [("wounded", 14, 14, "whole")]),
        (
            "Casualties: Killed 11; Wounded 24; Missing 2",
            [("killed", 11, 11, "whole"), ("missing", 2, 2, "whole"), ("wounded", 24, 24, "whole")],
        ),
    ],
)
def test_a_field_has_its_figure_behind_a_remark_or_without_a_bar(
    text: str, told: list[Figure], figures: Figures
) -> None:
    assert figures(text) == told


def test_one_word_of_harm_before_a_number_is_no_row_of_fields(figures: Figures) -> None:
    assert figures("The depot is closed; wounded 24 years ago, it never recovered.") == []
