"""One reading held against its gold."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from geomap.evaluation.claims import claim_likeness, judge_claim
from geomap.evaluation.events import event_likeness, judge_event
from geomap.evaluation.gold import Gold, GoldClaim, GoldEvent, GoldToponym
from geomap.evaluation.pairing import in_order, pair_up
from geomap.evaluation.toponyms import judge_toponym, toponym_likeness
from geomap.evaluation.verdict import Part, Verdict
from geomap.vocabulary import Scope

__all__ = ["compare"]

_Gold = TypeVar("_Gold", GoldEvent, GoldClaim, GoldToponym)
_Read = Mapping[str, Any]


def compare(gold: Gold, reading: Mapping[str, Any]) -> tuple[Verdict, ...]:
    """Hold a reading against the gold.

    Parameters
    ----------
    gold : Gold
        The answers of one report.
    reading : mapping
        What was read, as a line of the stream of readings has it.

    Returns
    -------
    tuple of Verdict
        One for each thing that the gold or the reading has, of the parts that the gold has;
        the order in which either lists them makes no difference.

    Raises
    ------
    SchemaError
        When there are too many things to compare.

    Examples
    --------
    >>> from geomap.evaluation.gold import read_gold
    >>> gold = read_gold({"text": "…", "events": [{"date": "2015-09-30"}]})
    >>> [verdict] = compare(gold, {"events": [{"date": "2015-10-01", "scope": "event"}]})
    >>> verdict.wrong
    ('date exact', 'all right')
    """
    verdicts: list[Verdict] = []
    if gold.events is not None:
        # A total contains its events and is none itself.
        events = [e for e in reading["events"] if e["scope"] == Scope.EVENT.value]
        verdicts += _held(_EVENTS, gold.events, events)
    if gold.claims is not None:
        verdicts += _held(_CLAIMS, gold.claims, reading["claims"])
    if gold.toponyms is not None:
        verdicts += _held(_TOPONYMS, gold.toponyms, reading["toponyms"])
    return tuple(verdicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules(Generic[_Gold]):
    """How the things of one part are paired and judged."""

    part: Part
    kinds: tuple[Callable[[_Gold], Hashable], Callable[[_Read], Hashable]]
    likeness: Callable[[_Gold, _Read], tuple[int, float]]
    judge: Callable[[_Gold, _Read | None], dict[str, bool]]


_EVENTS: Final[_Rules[GoldEvent]] = _Rules(
    part="event",
    kinds=(lambda _: None, lambda _: None),
    likeness=event_likeness,
    judge=judge_event,
)
_CLAIMS: Final[_Rules[GoldClaim]] = _Rules(
    part="claim",
    kinds=(
        lambda claim: (claim.quantity, claim.low, claim.high),
        lambda claim: (claim["type"], claim["min"], claim["max"]),
    ),
    likeness=claim_likeness,
    judge=judge_claim,
)
_TOPONYMS: Final[_Rules[GoldToponym]] = _Rules(
    part="toponym",
    kinds=(lambda name: (name.start, name.end), lambda name: (name["start"], name["end"])),
    likeness=toponym_likeness,
    judge=judge_toponym,
)


def _held(
    rules: _Rules[_Gold], gold: Sequence[_Gold], reading: Sequence[_Read]
) -> Iterator[Verdict]:
    by_content = {id(one.given): one for one in gold}
    expected = [by_content[id(given)] for given in in_order(one.given for one in gold)]
    read = in_order(reading)
    pairs = pair_up(expected, read, kinds=rules.kinds, likeness=rules.likeness)
    for position, wanted in enumerate(expected):
        found = read[pairs[position]] if position in pairs else None
        judged = rules.judge(wanted, found)
        yield Verdict(part=rules.part, expected=wanted.given, read=found, judged=judged)
    for position in sorted(set(range(len(read))) - set(pairs.values())):
        yield Verdict(part=rules.part, expected=None, read=read[position])
