"""How fast reports are read: ``python tests/benchmarks/reading_speed.py [COUNT]``.

Reports of 600 words are put together with a fixed seed: what several agencies tell of one
event (from the tests), sentences about three towns of one country drawn from the gazetteer, and
what such reports hold besides. Times are processor time of one core, after the model is loaded and
thirty other reports are read; memory is the process's peak.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from geomap.model import Report
from geomap.pipeline import load_stages, read_report
from geomap.threads import use_one_thread
from tests.benchmarks.places_speed import COUNTRIES, towns

WORDS = 600
WARM = 30
_TESTS = Path(__file__).resolve().parents[1]
_SHAPES = (
    "Shells fell on {0} and {1} on {day}, killing {n} people and wounding {m}, residents said.",
    "A spokesman for the governor in {0} said that {n} civilians had been taken to hospital.",
    "Traders on the road from {0} to {1} spoke of new checkpoints and of rising prices for flour.",
    "Fighting was reported near {0} and {2}; it was not possible to verify these accounts.",
    "In {1} the market stayed shut, and the school, which 400 children attend, is to open later.",
    "At least {n} fighters were killed when a convoy was ambushed outside {2} on {day} night.",
)
_FILLERS = (
    "The hospital has had no electricity since the pump at the river was damaged, and its "
    "generator runs for two hours a day. Nurses carry water in buckets up three floors. Blood is "
    "short, a surgeon said, and so are plaster and clean sheets.",
    "Both sides have accused each other of breaking the truce, which was agreed in the spring "
    "and was to last for ninety days. Talks about a longer one have not begun. Diplomats said "
    "that the parties could not agree on who should sit at the table.",
    "Prices in the market have doubled within a month. A sack of flour now costs more than a "
    "teacher earns in a week, and many families live on bread and tea. The last convoy with "
    "food came before the rains and was unloaded in an afternoon.",
    "An official who asked not to be named said that the inquiry would take several weeks. The "
    "results will not be published. Similar inquiries in the past two years have led to no "
    "charges, according to lawyers who follow them.",
    "Schools have been closed and buses no longer run after dark. People sleep in cellars, and "
    'those who have a car keep it ready at the door. "We listen, and then we decide whether to '
    'run," said a shopkeeper who has lived there all his life.',
    "Analysts see no sign that the offensive is coming to an end. The front has moved by a few "
    "kilometres since January, at great cost, and neither army has the men for more. Winter "
    "will make the roads hard to use.",
    "The foreign ministry summoned the ambassador and handed over a note of protest. A "
    "statement spoke of grave concern and called on all sides to hold their fire. It named "
    "nobody.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _lines(name: str) -> list[dict[str, object]]:
    text = (_TESTS / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _told() -> list[list[str]]:
    """Give the reports of each bundle: several tellings of what happened in one place."""
    bundles = _lines("events/reconcile_bundles.jsonl")
    return [[str(report["text"]) for report in bundle["reports"]] for bundle in bundles]  # type: ignore[attr-defined]


def reports(count: int, seed: int = 161) -> Iterator[Report]:
    """Write reports of 600 words.

    Parameters
    ----------
    count : int
        How many.
    seed : int
        The same seed gives the same reports.

    Yields
    ------
    Report
        Published in 2024, in paragraphs.
    """
    chance = random.Random(seed)
    told, names = _told(), {c: [q.name for q in towns(400, (c,))] for c in COUNTRIES}
    for number in range(count):
        drawn = chance.sample(names[chance.choice(COUNTRIES)], 3)
        parts = list(chance.choice(told))
        shapes = chance.sample(_SHAPES, len(_SHAPES))
        fillers = chance.sample(_FILLERS, len(_FILLERS))
        while sum(len(part.split()) for part in parts) < WORDS:
            figures = {"n": chance.randrange(2, 40), "m": chance.randrange(2, 90)}
            shape = shapes.pop() if shapes else chance.choice(_SHAPES)
            parts.append(shape.format(*drawn, day=chance.choice(_DAYS), **figures))
            parts.append(fillers.pop() if fillers else chance.choice(chance.choice(told)))
        day = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(300))
        yield Report(id=f"r{number}", sha256="", text="\n\n".join(parts), published=day)


def peak_mb() -> float:
    """Give the peak memory of this process."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(count: int) -> Iterator[tuple[str, str]]:
    """Read reports and tell how long it took, hundred by hundred, and how memory grew.

    Parameters
    ----------
    count : int
        How many reports to read.

    Yields
    ------
    (str, str)
        What was measured, and the figure.
    """
    stages = load_stages()
    for report in reports(WARM, seed=7):
        read_report(report, stages)
    step = max(1, min(1_000, count // 4))
    words = done = 0
    start = time.process_time()
    for done, report in enumerate(reports(count), 1):
        read_report(report, stages)
        words += len(report.text.split())
        if done % step == 0:
            seconds = time.process_time() - start
            rate = words / WORDS / seconds
            yield f"reports {done - step + 1} to {done}", f"{rate:.1f} a second, {peak_mb():.0f} MB"
            words, start = 0, time.process_time()


if __name__ == "__main__":
    use_one_thread()
    # as the command line does; numpy is imported when the first report is read
    for what, figure in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 200):
        sys.stdout.write(f"{what}: {figure}\n")
        sys.stdout.flush()
