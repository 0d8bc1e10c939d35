"""Figures whose speaker only the next sentence names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading
from geomap.vocabulary import ClaimantKind

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        ("That is what the governor of Idlib told reporters.", "governor of Idlib"),
        ("The figure was given by police headquarters shortly before midnight.", None),
        ("This was what a police spokesman announced.", "police spokesman"),
    ],
)
def test_the_next_sentence_says_whose_the_figure_was(
    read: Read, behind: str, name: str | None
) -> None:
    [claim] = read(f"Thirteen people were killed in Idlib on Tuesday. {behind}").claims
    assert claim.claimant.name == (name or "police headquarters")
    assert claim.claimant.span is not None


def test_a_sentence_that_tells_of_something_else_gives_no_speaker(read: Read) -> None:
    [claim] = read("Thirteen people were killed in Idlib. That is what war does to towns.").claims
    assert claim.claimant.kind is ClaimantKind.REPORT
