"""Harm to all or most of those told of before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading

Figure = tuple[str, int | None, int | None, str]
Figures = Callable[[str], list[Figure]]
Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Only two of the thirteen seamen lived to tell of it.", 11),
        ("Not one of the five drivers who set out from Gao arrived alive.", 5),
        ("A shell hit the car and killed them both.", 2),
    ],
)
def test_few_survivors_tell_how_many_died(text: str, dead: int, figures: Figures) -> None:
    assert figures(text) == [("killed", dead, dead, "whole")]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Twelve miners were in the shaft. None got out.", 12),
        ("Twelve miners were in the shaft. Not one came out.", 12),
        ("The mob caught two tax collectors. They were beaten and then drowned.", 2),
    ],
)
def test_what_befell_all_is_counted_from_the_sentence_before(
    text: str, dead: int, read: Read
) -> None:
    killed = [claim for claim in read(text).claims if claim.quantity == "killed"]
    assert [claim.count.best for claim in killed] == [dead]


def test_only_a_few_of_many_who_came_are_no_survivors(figures: Figures) -> None:
    assert figures("Only two of the thirteen delegates spoke.") == []


def test_a_party_that_only_gives_a_number_means_what_was_counted_before(read: Read) -> None:
    six, nine = read("Six died in Homs, the army says. The rebels say nine.").claims
    assert (six.count.best, nine.count.best, nine.quantity) == (6, 9, "killed")
    assert six.claimant != nine.claimant
    (alone,) = read("Six were killed in Homs. He said he had called nine.").claims
    assert alone.count.best == 6
