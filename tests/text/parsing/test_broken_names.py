"""Names of places that the parser breaks in two: they hang on one word, and on no circle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Reading
from geomap.protocols import Entity, Token
from geomap.text.parsing.broken_names import joined_names, unjoined
from geomap.vocabulary import ToponymRole

Read = Callable[[str], Reading]


def _words(deps: list[str], heads: list[int]) -> list[Token]:
    return [
        Token(
            index=at, start=2 * at, end=2 * at + 1, text="x", lower="x", tag="NNP", pos="PROPN",
            dep=dep, head=head, sentence=0,
        )
        for at, (dep, head) in enumerate(zip(deps, heads, strict=True))
    ]  # fmt: skip


def _ends(heads: list[int], at: int) -> bool:
    for _ in heads:
        if heads[at] == at:
            return True
        at = heads[at]
    return False


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[int], int, int]:
    """Give heads without a circle, and the bounds of a name behind its preposition."""
    size = draw(st.integers(3, 9))
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place, at in enumerate(order):
        heads[at] = order[draw(st.integers(0, place - 1))] if place else at
    first = draw(st.integers(1, size - 2))
    last = draw(st.integers(first + 1, size - 1))
    return heads, first, last


@given(trees())
def test_joining_makes_no_circle(tree: tuple[list[int], int, int]) -> None:
    heads, first, last = tree
    if not _ends([*heads[:first], first - 1, *heads[first + 1 :]], first):
        return
    told = [*heads[:first], first - 1, *heads[first + 1 :]]
    words = _words(["pobj" if at == first else "dep" for at in range(len(told))], told)
    _, joined = joined_names(words, told, [Entity(first=first, last=last, label="GPE")], 0)
    if all(_ends(told, at) for at in range(len(told))):
        assert all(_ends(joined, at) for at in range(len(joined)))


def test_a_name_that_the_parser_breaks_is_where_it_happened(read: Read) -> None:
    reading = read(
        "A car bomb killed 75 at a crossing north of Deir ez-Zor on Saturday, a group said."
    )
    happened = [t.surface for t in reading.toponyms if t.role is ToponymRole.EVENT]
    assert happened == ["Deir ez-Zor"]
    assert [claim.claimant.name for claim in reading.claims] == ["group"]


def test_a_name_ends_before_the_verb_that_the_model_takes_into_it() -> None:
    words = [
        replace(word, text=text, tag=tag)
        for word, text, tag in zip(
            _words(["compound", "nsubj", "ROOT", "dobj"], [1, 2, 2, 2]),
            ("Shining", "Path", "entered", "Vinchos"),
            ("NNP", "NNP", "VBD", "NNP"),
            strict=True,
        )
    ]
    [cut] = unjoined([Entity(first=0, last=3, label="ORG")], words, 0)
    assert (cut.first, cut.last) == (0, 1)
    [whole] = unjoined([Entity(first=0, last=1, label="ORG")], words, 0)
    assert (whole.first, whole.last) == (0, 1)
