"""Measure how long it takes to add one report to a casebook of many.

    python tests/benchmarks/measure_growth.py [REPORTS]

Makes up the reports as `measure_reconcile.py` does, one mention each, writes the casebook of all
but the last to a GeoPackage in a temporary folder, opens it, adds the last and writes it again.
Prints process times and the file's size. Reading the one report's text is not in it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from measure_reconcile import made_up

import geomap
from geomap.events.book.frame import Casebook
from geomap.growth import Adding
from geomap.model import Reading
from geomap.stages import Outcome

_VERSIONS = {"geomap": "1", "gazetteer": "made 1", "model": "none", "read_with": "this script"}
_Made = TypeVar("_Made")


def _timed(name: str, work: Callable[[], _Made]) -> _Made:
    started = time.process_time()
    made = work()
    print(f"{name}: {time.process_time() - started:.1f} s", flush=True)  # noqa: T201
    return made


def main() -> None:
    """Measure."""
    mentions, reports, _ = made_up(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    outcomes = [
        Outcome(
            reading=Reading(
                report=report, sentences=(), toponyms=(), dates=(), claims=mention.claims,
                statements=(), triggers=(),
            ),
            resolutions=mention.places,
            incidents=(mention,),
        )
        for mention, report in zip(mentions, reports, strict=True)
    ]  # fmt: skip
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.gpkg"
        begun = Adding(Casebook.empty())
        book = _timed("made at once", lambda: begun.finish(outcomes[:-1], versions=_VERSIONS).book)
        _timed("written", lambda: book.save(path))
        print(f"{len(book.reports):,} reports, {path.stat().st_size / 1e6:.0f} MB")  # noqa: T201
        opened = _timed("opened", lambda: geomap.open_casebook(path))
        grown = _timed(
            "one added", lambda: Adding(opened).finish(outcomes[-1:], versions=_VERSIONS).book
        )
        _timed("written again", lambda: grown.save(path))


if __name__ == "__main__":
    main()
