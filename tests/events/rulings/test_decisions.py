"""The file of decisions: what a row may say, and that broken rows are told by line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.events.exchange.csv import escaped
from geomap.events.rulings.decisions import (
    COLUMNS,
    KINDS,
    Decision,
    days_of,
    decision_cells,
    figure_of,
    parse_decision,
    read_decisions,
)
from geomap.model import Tally
from geomap.stretches import DateRange

ROW = {"decision": "killed", "id": "r1-e1", "value": "22", "who": "A. N.", "why": "a list"}
DAY = "2026-01-05"


def written(path: Path, *rows: dict[str, str]) -> Path:
    """Write a file of decisions."""
    lines = [",".join(COLUMNS)]
    for row in rows:
        cells = {"when": DAY} | ROW | row
        lines.append(",".join(f'"{cells.get(name, "")}"' for name in COLUMNS))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        ("22", Tally(low=22, best=22, high=22)),
        ("0", Tally(low=0, best=0, high=0)),
        ("20-24", Tally(low=20, best=None, high=24)),
        ("20/22/24", Tally(low=20, best=22, high=24)),
        ("20/22/?", Tally(low=20, best=22, high=None)),
        ("unknown", Tally()),
        ("?/?/?", None),
        ("24-20", None),
        ("20/22/24/26", None),
        ("-5", None),
        ("many", None),
        ("1e3", None),
        ("", None),
    ],
)
def test_a_figure_is_one_number_a_range_or_low_best_and_high(
    value: str, figure: Tally | None
) -> None:
    assert figure_of(value) == figure


@pytest.mark.parametrize(
    ("value", "days", "precision"),
    [
        ("2015-09-30", 1, 1),
        ("2015-09-30 to 2015-10-02", 3, 2),
        ("2015-09-01 to 2015-09-07", 7, 3),
        ("2015-09-01 to 2015-09-30", 30, 4),
        ("2015-01-01 to 2015-12-31", 365, 5),
    ],
)
def test_days_have_the_precision_of_the_codebook(value: str, days: int, precision: int) -> None:
    start = dt.date.fromisoformat(value[:10])
    assert days_of(value) == DateRange(
        start=start, end=start + dt.timedelta(days=days), precision=precision
    )


@pytest.mark.parametrize("value", ["30 September", "2015-10-02 to 2015-09-30", "20150930", ""])
def test_what_is_no_day_is_none(value: str) -> None:
    assert days_of(value) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"who": ""}, "who is empty"),
        ({"why": ""}, "why is empty"),
        ({"when": "yesterday"}, "when 'yesterday' is no day"),
        ({"decision": "guess"}, "decision 'guess' is none of merge, split"),
        ({"value": "many"}, "value 'many' is no figure"),
        ({"decision": "date", "value": "soon"}, "value 'soon' is no day"),
        ({"decision": "merge", "value": ""}, "merge needs the id of another mention"),
        ({"decision": "place", "value": ""}, "a place needs a name, or lat and lon"),
        ({"decision": "place", "lat": "34"}, "given together"),
        ({"decision": "place", "lat": "134", "lon": "36"}, "lat '134' is beyond 90"),
        ({"decision": "place", "lat": "nan", "lon": "36"}, "lat 'nan' is beyond 90"),
        ({"decision": "place", "lat": "x", "lon": "36"}, "lat 'x' is no number"),
    ],
)
def test_a_broken_row_is_told_by_its_line_and_the_others_hold(
    tmp_path: Path, changes: dict[str, str], words: str
) -> None:
    kept, broken = read_decisions(written(tmp_path / "decisions.csv", {}, changes, {}))
    assert [decision.line for decision in kept] == [2, 4]
    (row,) = broken
    assert row.line == 3
    assert words in row.reason


def test_columns_that_are_not_known_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("decision,id,who,when\n", encoding="utf-8")
    with pytest.raises(UsageError, match="'why' is missing"):
        read_decisions(path)
    path.write_text("decision,id,who,when,why,colour\n", encoding="utf-8")
    with pytest.raises(UsageError, match="'colour' is none of them"):
        read_decisions(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="cannot be read"):
        read_decisions(path)


def test_an_empty_file_holds_no_decision(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("", encoding="utf-8")
    assert read_decisions(path) == ([], [])


TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@given(
    kind=st.sampled_from(["reject", "right", "merge", "split"]),
    texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS),
    when=st.dates(),
)
def test_a_decision_comes_back_from_its_row(
    kind: str, texts: tuple[str, ...], when: dt.date
) -> None:
    name, value, about, who, why = texts
    made = Decision(kind=kind, id=name, value=value, about=about, who=who, when=when, why=why)
    assert kind in KINDS
    assert parse_decision(decision_cells(made)) == made


@given(value=TEXTS)
def test_a_cell_that_a_spreadsheet_would_compute_is_read_as_it_was_meant(value: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.csv"
        quoted = escaped(value).replace('"', '""')
        path.write_text(
            f'decision,id,value,who,when,why\nright,r1-e1,"{quoted}",A,{DAY},b\n', encoding="utf-8"
        )
        (decision,), broken = read_decisions(path)
    assert decision.value == value
    assert broken == []
