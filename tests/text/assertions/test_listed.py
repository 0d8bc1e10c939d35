"""People told of one by one behind the figure that they make up."""

from __future__ import annotations

from collections.abc import Callable

from geomap.model import Reading
from geomap.vocabulary import Quantity, Scope

Read = Callable[[str], Reading]


def dead(reading: Reading) -> list[tuple[int | None, Scope]]:
    return [
        (claim.count.best, claim.scope)
        for claim in reading.claims
        if claim.quantity is Quantity.KILLED
    ]


def test_what_makes_up_the_figure_before_a_colon_is_its_parts(read: Read) -> None:
    told = "There are two dead: a woman was killed at the market, a man died in the ambulance."
    assert dead(read(told)) == [(2, Scope.EVENT), (1, Scope.PART), (1, Scope.PART)]


def test_what_does_not_make_it_up_stays_beside_it(read: Read) -> None:
    told = "There are five dead: a woman was killed at the market, a man died in the ambulance."
    assert [scope for _, scope in dead(read(told))] == [Scope.EVENT] * 3
