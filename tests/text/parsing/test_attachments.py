"""People who are joined to people, where the parser hangs them on a place's name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading
from geomap.protocols import Token
from geomap.text.parsing.attachments import mended
from geomap.vocabulary import Quantity

Read = Callable[[str], Reading]
_OWNERS = frozenset({"his", "her"})


def words_of(written: str) -> list[Token]:
    """Words as "word/tag/label/head"."""
    words = []
    for at, word in enumerate(written.split()):
        text, tag, dep, head = word.rsplit("/", 3)
        pos = {"NNP": "PROPN", "IN": "ADP"}.get(tag, "X")
        words.append(
            Token(
                index=at, start=at * 10, end=at * 10 + len(text), text=text, lower=text.lower(),
                tag=tag, pos=pos, dep=dep, head=int(head), sentence=0,
            )
        )  # fmt: skip
    return words


def test_kin_behind_a_place_belong_to_who_stands_before_it() -> None:
    words = words_of(
        "the/DT/det/1 mayor/NN/nsubj/1 of/IN/prep/1 Huanta/NNP/pobj/2 and/CC/cc/3 "
        "his/PRP$/poss/6 wife/NN/conj/3"
    )
    moved, heads = mended(words, [word.head for word in words], _OWNERS)
    assert heads[6] == 1
    assert moved[6].dep == "conj"


def test_what_a_place_has_stays_with_the_place() -> None:
    words = words_of(
        "residents/NNS/nsubj/0 of/IN/prep/0 Homs/NNP/pobj/1 and/CC/cc/2 "
        "its/PRP$/poss/5 suburbs/NNS/conj/2"
    )
    heads = [word.head for word in words]
    assert mended(words, heads, _OWNERS) == (tuple(words), tuple(heads))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Gunmen killed the mayor of Huanta and his wife.", 2),
        ("Gunmen murdered the mayor of Huanta and two of his bodyguards.", 3),
        ("The mayor of Huanta, his wife and a guard were killed by gunmen.", 3),
        ("The police chief of Kandahar and three of his men were killed on Monday.", 4),
        ("A car bomb killed the governor of Farah, his brother and five guards.", 7),
    ],
)
def test_everybody_in_the_list_is_counted(reading_of: Read, text: str, number: int) -> None:
    claims = [c for c in reading_of(text).claims if c.quantity is Quantity.KILLED]
    claims = [claim for claim in claims if claim.part_of is None]
    assert sum(claim.count.best or 0 for claim in claims) == number
