"""Comparing: gold against itself is all right, order does not matter, each thing counts once."""

from __future__ import annotations

import itertools
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import SchemaError
from geomap.evaluation import Assessment, Scores, compare, pairing, read_gold

TEXT = "x" * 40
NUMBERS = st.integers(0, 30)
BOUNDS = st.tuples(NUMBERS | st.none(), NUMBERS | st.none()).map(
    lambda pair: tuple(sorted(pair)) if None not in pair else pair
)


@st.composite
def figures(draw: st.DrawFn, name: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(("none", "one", "range")))
    if kind == "none":
        return {}
    if kind == "one":
        return {name: draw(NUMBERS)}
    low, high = draw(BOUNDS)
    return {f"{name}_min": low, f"{name}_max": high}


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    event: dict[str, Any] = {**draw(figures("killed")), **draw(figures("wounded"))}
    if draw(st.booleans()):
        event["date"] = draw(st.dates()).isoformat()
    if draw(st.booleans()):
        # Close together, so that the wrong ones are tempting.
        event |= {"lat": draw(st.floats(34, 34.2)), "lon": draw(st.floats(36, 36.2))}
    return event


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    low, high = draw(BOUNDS)
    claim = {"type": draw(st.sampled_from(("killed", "wounded"))), "min": low, "max": high}
    extras = {
        "best": NUMBERS | st.none(),
        "scope": st.sampled_from(("event", "total")),
        "stance": st.sampled_from(("asserted", "denied")),
        "by": st.sampled_from((None, "activists", "local activists", "the", "وزارة")),
    }
    for name, values in extras.items():
        if draw(st.booleans()):
            claim[name] = draw(values)
    return claim


@st.composite
def toponyms(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(st.integers(0, 5))
    name: dict[str, Any] = {"start": start, "end": start + draw(st.integers(1, 3))}
    if draw(st.booleans()):
        name |= {"lat": draw(st.floats(-90, 90)), "lon": draw(st.floats(-180, 180))}
    return name


LINES = st.fixed_dictionaries(
    {
        "text": st.just(TEXT),
        "events": st.lists(events(), max_size=6),
        "claims": st.lists(claims(), max_size=6),
        "toponyms": st.lists(toponyms(), max_size=6),
    }
)


def as_read(line: dict[str, Any]) -> dict[str, Any]:
    """Write down the reading that tells exactly what the gold tells."""
    found = []
    for event in line["events"]:
        told = {"date": None, "lat": None, "lon": None, "scope": "event", **event}
        for name in ("killed", "wounded"):
            number = told.pop(name, None)
            low, high = told.get(f"{name}_min", number), told.get(f"{name}_max", number)
            told |= {f"{name}_min": low, f"{name}_max": high, f"{name}_best": number}
        found.append(told)
    usual = {"best": None, "scope": "event", "stance": "asserted", "by": None}
    return {
        "events": found,
        "claims": [usual | claim for claim in line["claims"]],
        "toponyms": [{"lat": None, "lon": None} | name for name in line["toponyms"]],
    }


def scored(line: dict[str, Any], reading: dict[str, Any]) -> Scores:
    scores = Scores()
    verdicts = compare(read_gold(line), reading)
    scores.add(Assessment(identifier="a", line=1, verdicts=verdicts))
    return scores


@given(line=LINES)
def test_gold_against_itself_is_all_right(line: dict[str, Any]) -> None:
    verdicts = compare(read_gold(line), as_read(line))
    assert [verdict.wrong for verdict in verdicts if verdict.wrong] == []
    assert len(verdicts) == sum(len(line[part]) for part in ("events", "claims", "toponyms"))
    scores = scored(line, as_read(line))
    for part in ("event", "claim", "toponym"):
        found = scores.found(part)
        assert found is None or found.f1 == found.precision == found.recall == 1
        assert all(share.share == 1 for share in scores.shares(part).values())


@given(line=LINES, other=LINES, seed=st.integers(0, 99))
def test_the_order_of_either_side_does_not_matter(
    line: dict[str, Any], other: dict[str, Any], seed: int
) -> None:
    reading = as_read(other)
    chance = random.Random(seed)
    mixed = {k: chance.sample(v, len(v)) if k != "text" else v for k, v in line.items()}
    mixed_reading = {k: chance.sample(v, len(v)) for k, v in reading.items()}
    assert scored(line, reading).to_json() == scored(mixed, mixed_reading).to_json()


@given(line=LINES, other=LINES)
def test_everything_is_counted_once_and_no_share_leaves_its_bounds(
    line: dict[str, Any], other: dict[str, Any]
) -> None:
    scores = scored(line, as_read(other))
    for part in ("event", "claim", "toponym"):
        found = scores.found(part)
        assert (len(line[f"{part}s"]), len(other[f"{part}s"])) == (0, 0) or found is not None
        if found is None:
            continue
        assert (found.expected, found.read) == (len(line[f"{part}s"]), len(other[f"{part}s"]))
        assert 0 <= found.right <= min(found.expected, found.read)
        for share in scores.shares(part).values():
            assert 0 <= share.right <= share.of <= found.expected
    json.dumps(scores.to_json(), allow_nan=False)


def judged(gold: dict[str, Any], **read: Any) -> dict[str, bool]:
    """Judge the one event of a gold against the one that was read."""
    line = {"text": TEXT, "events": [gold]}
    empty: dict[str, Any] = as_read({"events": [{}], "claims": [], "toponyms": []})
    [verdict] = compare(read_gold(line), empty | {"events": [empty["events"][0] | read]})
    return dict(verdict.judged)


@pytest.mark.parametrize(
    ("day", "exact", "near"),
    [("2015-09-30", True, True), ("2015-10-01", False, True), ("2015-10-02", False, False),
     (None, False, False)],
)  # fmt: skip
def test_a_day_is_exact_or_within_one(day: str | None, exact: bool, near: bool) -> None:
    found = judged({"date": "2015-09-30"}, date=day)
    assert (found["date exact"], found["date within a day"]) == (exact, near)
    assert found["found"] is near
    assert found["all right"] is exact


@pytest.mark.parametrize(("lat", "within"), [(34.0, 3), (34.1, 2), (35.0, 1), (36.0, 0), (None, 0)])
def test_a_place_lies_within_5_25_or_161_km(lat: float | None, within: int) -> None:
    found = judged({"lat": 34.0, "lon": 36.0}, lat=lat, lon=None if lat is None else 36.0)
    assert [found[f"place within {km} km"] for km in (5, 25, 161)] == [
        within >= 3, within >= 2, within >= 1,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "low", "best", "high", "exact", "near"),
    [
        ({"killed": 4}, 4, 4, 4, True, True),
        ({"killed": 4}, 4, 4, None, True, True),  # "at least 4"
        ({"killed": 4}, 3, 3, 5, False, True),
        ({"killed": 4}, 0, 0, 90, False, False),  # a range that says nothing
        ({"killed": 40}, 30, 30, 45, False, True),
        ({"killed": 4}, None, None, None, False, False),
        ({"killed": 0}, None, None, None, True, True),  # nobody is told of
        ({"killed": 0}, 2, 2, 2, False, False),
        ({"killed": 3}, 2, 2, None, False, True),
        ({"killed": 9}, 4, 4, None, False, False),
        ({"killed_min": 3, "killed_max": None}, 3, 3, None, True, True),
        ({"killed_min": 3, "killed_max": None}, 3, 3, 3, False, True),
        ({"killed_min": 3, "killed_max": 6}, 5, 5, 5, False, True),
        ({"killed_min": 3, "killed_max": 6}, 7, 7, 7, False, False),
        ({"killed_min": None, "killed_max": None}, None, None, None, True, True),
        ({"killed_min": 3}, None, None, None, False, False),
    ],
)
def test_a_figure_is_exact_or_in_range(
    gold: dict[str, Any],
    low: int | None,
    best: int | None,
    high: int | None,
    exact: bool,
    near: bool,
) -> None:
    found = judged(gold, killed_min=low, killed_best=best, killed_max=high)
    assert (found["killed exact"], found["killed in range"]) == (exact, near)


def test_only_what_the_gold_has_is_judged() -> None:
    assert judged({"place": "Talbiseh"}) == {"found": True, "all right": True}
    reading = as_read({"events": [{"killed": 3}], "claims": [], "toponyms": [{}]})
    assert compare(read_gold({"text": TEXT, "claims": []}), reading) == ()
    assert compare(read_gold({"text": TEXT, "events": None, "claims": []}), reading) == ()


def test_an_empty_list_says_that_there_is_none() -> None:
    reading = as_read({"events": [{"killed": 3}], "claims": [], "toponyms": []})
    [verdict] = compare(read_gold({"text": TEXT, "events": []}), reading)
    assert verdict.wrong == ("not in the gold",)


def test_a_total_is_no_event() -> None:
    reading = as_read({"events": [{"killed": 3}], "claims": [], "toponyms": []})
    reading["events"][0]["scope"] = "total"
    [verdict] = compare(read_gold({"text": TEXT, "events": [{"killed": 3}]}), reading)
    assert verdict.wrong == ("found",)


def test_an_event_is_paired_with_the_likest_and_none_with_two() -> None:
    gold = {"text": TEXT, "events": [
        {"date": "2015-09-30", "lat": 34.8, "lon": 36.7, "killed": 22},
        {"date": "2015-09-30", "lat": 35.3, "lon": 36.6, "killed": 2},
    ]}  # fmt: skip
    other = {"date": "2015-09-30", "lat": 35.3, "lon": 36.6, "killed": 22}
    reading = as_read({"events": [other], "claims": [], "toponyms": []})
    verdicts = compare(read_gold(gold), reading)
    assert sorted(verdict.wrong for verdict in verdicts) == [
        ("found",), ("killed exact", "killed in range", "all right"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "right"),
    [
        ("A hospital director", True),
        ("director", True),
        ("hospital", True),
        ("the police", False),
        (None, False),
        ("", False),
    ],
)
def test_a_claimant_is_right_where_one_name_holds_the_other(by: str | None, right: bool) -> None:
    claim = {"type": "killed", "min": 3, "max": 3, "by": "hospital director"}
    reading = as_read({"events": [], "claims": [claim | {"by": by}], "toponyms": []})
    [verdict] = compare(read_gold({"text": TEXT, "claims": [claim]}), reading)
    assert (verdict.judged["by"], verdict.judged["all right"]) == (right, right)


def test_a_claim_with_another_bound_is_missed_and_the_read_one_too_much() -> None:
    claim = {"type": "killed", "min": 3, "max": None}
    reading = as_read({"events": [], "claims": [claim | {"max": 3}], "toponyms": []})
    verdicts = compare(read_gold({"text": TEXT, "claims": [claim]}), reading)
    assert [verdict.wrong for verdict in verdicts] == [("found",), ("not in the gold",)]


def test_a_span_counts_only_where_it_is_exact() -> None:
    line = {"text": TEXT, "toponyms": [{"start": 0, "end": 4}]}
    near = as_read({"events": [], "claims": [], "toponyms": [{"start": 0, "end": 5}]})
    found = scored(line, near).found("toponym")
    assert found is not None
    assert (found.precision, found.recall, found.f1) == (0, 0, 0)


def test_too_many_to_compare_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "_MOST_STEPS", 3)
    line = {"text": TEXT, "events": [{}, {}], "claims": [], "toponyms": []}
    with pytest.raises(SchemaError, match="2 expected and 2 read are too many"):
        compare(read_gold(line), as_read(line))


@given(
    costs=st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(-9, 9), min_size=width, max_size=width), min_size=1, max_size=5
        )
    )
)
def test_the_pairs_are_the_best_of_all_that_could_be(costs: list[list[int]]) -> None:
    rows, columns = len(costs), len(costs[0])
    found = pairing.pair_up(
        range(rows),
        range(columns),
        kinds=(lambda _: None, lambda _: None),
        likeness=lambda row, column: (costs[row][column], 0.0),
    )
    assert len(found) == len(set(found.values())) == min(rows, columns)
    few, many = sorted((rows, columns))
    every = (
        sum(costs[i][j] if rows <= columns else costs[j][i] for i, j in enumerate(chosen))
        for chosen in itertools.permutations(range(many), few)
    )
    assert sum(costs[i][j] for i, j in found.items()) == max(every)
