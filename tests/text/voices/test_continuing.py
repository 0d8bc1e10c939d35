"""Who goes on speaking: sums in the sentence behind, and figures that a party moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    "behind",
    [
        "That brings the number of dead to eight.",
        "This takes the death toll to eight.",
        "The number of dead is thus eight.",
        "With them, the blast has claimed eight lives.",
    ],
)
def test_who_spoke_last_adds_up_in_the_next_sentence(read: Read, behind: str) -> None:
    reading = read(f"Two of the wounded have died, the hospital director said. {behind}")
    assert [c.claimant.name for c in reading.claims if c.count.best == 8] == ["hospital director"]


def test_a_sentence_between_them_ends_what_was_said(read: Read) -> None:
    reading = read(
        "Two of the wounded have died, the hospital director said. It rained. "
        "That brings the number of dead to eight."
    )
    assert [c.claimant.name for c in reading.claims if c.count.best == 8] == ["the report"]


@pytest.mark.parametrize("verb", ["raised", "lowered", "has revised"])
def test_who_moves_a_figure_says_it(read: Read, verb: str) -> None:
    [claim] = read(f"The rescue service {verb} the number of dead in Dnipro to 19.").claims
    assert (claim.claimant.name, claim.count.best) == ("rescue service", 19)


def test_what_moves_a_figure_by_happening_says_nothing(read: Read) -> None:
    claims = read("One more death has raised the toll in Dnipro to 19.").claims
    assert {claim.claimant.name for claim in claims} == {"the report"}
