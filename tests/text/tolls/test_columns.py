"""Tables of figures: what stands under "Killed", and where."""

from __future__ import annotations

from collections.abc import Callable

from geomap.model import Reading
from geomap.vocabulary import Quantity, Scope, ToponymRole, Victims

Read = Callable[[str], Reading]

_TABLE = """Incidents of the week

Date | Place | What | Civilians killed | Wounded
29 September | Kurakhove | shelling | 2 | 7+
30 September | Nikopol | drone | - | 3-5
Total | | | 2 | 10

A watchman was killed in Sumy.
"""


def test_the_numbers_of_a_row_are_counted_under_their_headings(read: Read) -> None:
    told = [(c.quantity, c.count.low, c.count.high, c.scope) for c in read(_TABLE).claims]
    assert told[:3] == [
        (Quantity.KILLED, 2, 2, Scope.EVENT),
        (Quantity.WOUNDED, 7, None, Scope.EVENT),
        (Quantity.WOUNDED, 3, 5, Scope.EVENT),
    ]


def test_the_last_row_of_a_table_is_its_sum(read: Read) -> None:
    sums = [c for c in read(_TABLE).claims if c.scope is Scope.TOTAL]
    assert [(c.quantity, c.count.best) for c in sums] == [
        (Quantity.KILLED, 2),
        (Quantity.WOUNDED, 10),
    ]


def test_a_heading_says_who_is_counted(read: Read) -> None:
    first = read(_TABLE).claims[0]
    assert first.victims is Victims.CIVILIANS


def test_a_cell_under_a_heading_of_places_names_one(read: Read) -> None:
    places = [t.surface for t in read(_TABLE).toponyms if t.role is ToponymRole.EVENT]
    assert places[:2] == ["Kurakhove", "Nikopol"]


def test_a_sentence_below_a_table_is_read_as_a_sentence(read: Read) -> None:
    last = read(_TABLE).claims[-1]
    assert (last.quantity, last.count.best) == (Quantity.KILLED, 1)


def test_a_line_with_bars_and_no_headings_of_harm_is_no_table(read: Read) -> None:
    assert read("Oil | 80 | 82\nGold | 1900 | 1910\n").claims == ()
