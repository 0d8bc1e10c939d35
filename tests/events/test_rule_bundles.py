"""Bundles of reports, each about one rule of reconciling, read and joined from end to end."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from geomap.bundles import reconcile_stream

HERE = Path(__file__).parent
FEWEST_RIGHT = {
    "rule_bundles.jsonl": 51,
    "reconcile_bundles.jsonl": 798,
    "worded_bundles.jsonl": 64,
}
# What the reader gets wrong in a few is said in the README; fewer right is a step back.


def _words(name: str | None) -> set[str]:
    return set(re.findall("[a-z]+", (name or "").lower())) - {"the", "a", "an", "of", "for", "s"}


def _right(bundle: dict[str, Any], answer: dict[str, Any]) -> bool:
    left = list(answer["incidents"])
    for wanted in bundle["incidents"]:
        lows = (wanted["killed_min"], wanted.get("best_min", wanted["killed_min"]))
        found = next(
            (
                told
                for told in left
                if told["date"] == wanted["date"]
                and _words(told["place"]) & _words(wanted["place"])
                and told["killed_min"] in lows
                and told["killed_max"] == wanted["killed_max"]
            ),
            None,
        )
        if found is None:
            return False
        left.remove(found)
    sums = ("total_killed_min", "total_killed_max")
    return not left and all(answer[name] == bundle[name] for name in sums)


@pytest.mark.parametrize("name", FEWEST_RIGHT)
def test_the_bundles_come_out_as_their_rules_say(name: str) -> None:
    content = (HERE / name).read_bytes()
    bundles = [json.loads(line) for line in content.splitlines()]
    answers = list(reconcile_stream(BytesIO(content)))
    assert [answer["id"] for answer in answers] == [bundle["id"] for bundle in bundles]
    wrong = [b["id"] for b, a in zip(bundles, answers, strict=True) if not _right(b, a)]
    assert len(bundles) - len(wrong) >= FEWEST_RIGHT[name], wrong


def test_the_order_of_the_reports_in_a_bundle_changes_no_answer() -> None:
    for line in (HERE / "rule_bundles.jsonl").read_bytes().splitlines():
        bundle = json.loads(line)
        turned = bundle | {"reports": bundle["reports"][::-1]}
        content = line + b"\n" + json.dumps(turned).encode()
        one, other = reconcile_stream(BytesIO(content))
        last = len(bundle["reports"]) - 1
        for told in (*other["incidents"], *other["totals"]):
            told["reports"] = sorted(last - position for position in told["reports"])
        assert one == other
