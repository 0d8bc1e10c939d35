"""Adding up: totals hold their parts, unknown is not zero."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.events.figures.toll import Toll, toll_of
from geomap.events.tables.incident_rows import remainder_of
from geomap.events.tables.schema import build_table
from geomap.model import Tally
from geomap.vocabulary import Quantity
from tests.builders import make_casebook


def toll(*rows: dict[str, object]) -> Toll:
    return toll_of(
        build_table("incidents", [{"id": f"i{n}"} | row for n, row in enumerate(rows)]),
        Quantity.KILLED,
    )


def test_the_founding_case_is_24_and_not_44_46_or_66() -> None:
    killed = make_casebook().killed
    assert (killed.low, killed.best, killed.high) == (24, 24, None)
    assert (killed.counted, killed.unknown) == (1, 1)
    assert str(killed) == "at least 24 killed, as claimed (1 incident with the number unknown)"


def test_nobody_counted_is_not_zero_killed() -> None:
    unknown = toll({}, {})
    assert unknown.low is None
    assert str(unknown) == "number of killed unknown"
    assert str(toll()) == "none killed, as claimed"


def test_a_figure_of_zero_is_a_figure() -> None:
    assert str(toll({"killed_low": 0, "killed_high": 0})) == "0 killed, as claimed"


def test_one_open_figure_leaves_the_sum_open() -> None:
    closed = {"killed_low": 3, "killed_best": 4, "killed_high": 5}
    assert str(toll(closed, closed)) == "6–10 killed, as claimed"
    assert str(toll(closed, {"killed_low": 2})) == "at least 5 killed, as claimed"
    assert str(toll({"killed_high": 5})) == "up to 5 killed, as claimed"


def test_parts_count_where_their_total_has_no_such_figure() -> None:
    assert toll({"id": "t"}, {"killed_low": 3, "part_of": "t"}).low == 3


def test_a_total_elsewhere_does_not_swallow_its_part() -> None:
    assert toll({"killed_low": 3, "part_of": "not in this table"}).low == 3


figures = st.lists(st.integers(0, 99), min_size=3, max_size=3).map(sorted)


@given(st.lists(figures, max_size=5), figures)
def test_a_part_never_changes_the_sum(others: list[list[int]], part: list[int]) -> None:
    columns = ("killed_low", "killed_best", "killed_high")
    rows: list[dict[str, object]] = [dict(zip(columns, f, strict=True)) for f in others]
    rows.append({"id": "t", "killed_low": 24})
    inside = dict(zip(columns, part, strict=True)) | {"part_of": "t"}
    assert toll(*rows) == toll(*rows, inside)


def test_the_remainder_is_what_no_part_accounts_for() -> None:
    assert remainder_of(Tally(low=24, high=30), [Tally(low=20, high=22)]) == (2, 10)
    assert remainder_of(Tally(low=24, high=30), [Tally(low=40, high=50)]) == (0, 0)
    assert remainder_of(Tally(), [Tally(low=1)]) == (None, None)
    assert remainder_of(Tally(low=24), [Tally(low=20)]) == (0, None)  # open: it could be all
