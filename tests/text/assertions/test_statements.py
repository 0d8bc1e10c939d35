"""What a publisher denies in its own name is a statement by the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading
from geomap.vocabulary import ClaimantKind, Stance

Read = Callable[[str], Reading]


def _said(reading: Reading) -> list[tuple[ClaimantKind, Stance]]:
    return [(one.claimant.kind, one.stance) for one in reading.statements]


@pytest.mark.parametrize(
    "text",
    [
        "Our forces did not carry out the attack on Talbiseh on Monday.",
        "We had no part in the bombing of Talbiseh on Monday.",
        "None of our aircraft bombed Talbiseh on Monday.",
        "Our forces were not behind the shelling of Talbiseh on Monday. No shell was fired.",
        "Reports that our planes bombed Talbiseh on Monday are false.",
    ],
)
def test_a_publisher_s_own_denial_is_a_statement_by_the_report(text: str, read: Read) -> None:
    assert _said(read(text)) == [(ClaimantKind.REPORT, Stance.DENIED)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said that our forces did not carry out the attack on Talbiseh on Monday.",
        "Our forces did not carry out the attack on Talbiseh on Monday, the ministry said.",
        "The ministry denied that its forces shelled Talbiseh on Monday.",
    ],
)
def test_a_denial_with_a_speaker_is_the_speaker_s(text: str, read: Read) -> None:
    assert _said(read(text)) == [(ClaimantKind.GOVERNMENT, Stance.DENIED)]


@pytest.mark.parametrize(
    "text",
    [
        "Our forces carried out the attack on Talbiseh on Monday.",
        "Their forces did not carry out the attack on Talbiseh on Monday.",
        "Our forces did not take part in the parade in Talbiseh on Monday.",
        "None of the aircraft that bombed Talbiseh on Monday came back.",
    ],
)
def test_who_owns_up_or_denies_no_deed_of_its_own_says_nothing(text: str, read: Read) -> None:
    assert _said(read(text)) == []
