"""Joins what the rooms do, from files to a casebook and from names to places."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from geomap.corpus.outcomes import outcomes_of
from geomap.errors import UsageError
from geomap.growth import ASKED, Adding, Growth, grown
from geomap.headings import TABLE_SUFFIXES
from geomap.model import Report, SetAside
from geomap.place_names import open_gazetteer
from geomap.protocols import Extractor
from geomap.rulings import rulings_from
from geomap.stages import Outcome, Stages, load_stages, read_report, versions_of

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook
    from geomap.events.figures.rules import FigureRules
    from geomap.events.rulings.decisions import Decision
    from geomap.maps.map import Map
    from geomap.text.readers import ReadOptions

__all__ = [
    "Outcome",
    "Stages",
    "add_reports",
    "casebook_of",
    "draw",
    "load_stages",
    "open_casebook",
    "read",
    "read_report",
]

_AT_ONCE_S = 0.05
# Seconds in which a wrong path or an empty folder is noticed.


def read(
    inputs: str | Path | Sequence[str | Path],
    *,
    options: ReadOptions | None = None,
    stdin: BinaryIO | None = None,
    on_report: Callable[[str], None] | None = None,
    workers: int = 1,
    rules: FigureRules | str | None = None,
    extractor: Extractor | None = None,
    decisions: str | Path | Sequence[Decision] = (),
) -> Casebook:
    """Read reports and give the casebook.

    Parameters
    ----------
    inputs : path or sequence of paths
        Files and folders; ``"-"`` is ``stdin``. Of a table (CSV, GeoJSON, GeoPackage, Parquet,
        KML) each row is a report of one event.
    options : ReadOptions, optional
        What is known of the reports from outside, and the limits.
    stdin : binary file, optional
        Standard input.
    on_report : callable, optional
        Told the origin of each report when it is done: progress.
    workers : int, default 1
        Processes that read at once. The casebook is the same.
    rules : FigureRules or str, optional
        By which rules claims become figures: a policy's name, ``geomap``, ``ucdp``, ``acled``
        or ``airwars``, or rules with tables of claimants besides.
    extractor : Extractor, optional
        Asked beside the rules, such as a
        `geomap.extraction.service.OnlineExtractor`: the reports' texts go to its host. Only
        with one worker.
    decisions : path or sequence of Decision, optional
        What people have decided about the incidents, or the file that it stands in; applied
        last.

    Returns
    -------
    Casebook
        Incidents, claims, toponyms, reports, and what was set aside.

    Raises
    ------
    UsageError
        When an input does not exist or holds nothing, or workers are to share an extractor.

    Examples
    --------
    >>> import geomap
    >>> book = geomap.read("seeds/talbiseh-lataminah-2015.txt")  # doctest: +SKIP
    """
    from geomap.events.figures.rules import rules_of
    from geomap.text.readers import ReadOptions

    if extractor is not None and workers != 1:
        raise UsageError("an extractor is asked by one process; leave workers at 1")
    chosen, known = rules_of(rules), options or ReadOptions()
    listed = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    rows, found = _found(listed, known, stdin=stdin, on_report=on_report)
    ready = _while_loading(found) if workers == 1 else found
    ruled, aside = rulings_from(decisions)
    told = outcomes_of(ready, on_report, workers=workers, extractor=extractor)
    return casebook_of(chain(rows, told, aside), rules=chosen, decisions=ruled)


def is_table(path: str | Path) -> bool:
    """Tell by its suffix whether an input is a table of incidents.

    Examples
    --------
    >>> is_table("events.csv"), is_table("report.pdf")
    (True, False)
    """
    return str(path).lower().endswith(TABLE_SUFFIXES)


def _found(
    inputs: Sequence[str | Path],
    options: ReadOptions,
    *,
    stdin: BinaryIO | None,
    on_report: Callable[[str], None] | None,
) -> tuple[Iterator[Outcome | SetAside], Iterator[Report | SetAside]]:
    """Give the rows of the tables among the inputs, and the reports that are to be read.

    The tables are opened at once, so that a wrong call shows before the long work.
    """
    from geomap.text.readers import read_reports

    tables = [path for path in inputs if is_table(path)]
    prose = [path for path in inputs if not is_table(path)]
    rows: Iterator[Outcome | SetAside] = iter(())
    if tables:
        from geomap.corpus.tables import GazetteerGrounds, outcomes_of_tables

        rows = outcomes_of_tables(
            tables,
            grounds=GazetteerGrounds(open_gazetteer),
            columns=options.columns,
            keep=options.keep,
            source=options.source,
            on_table=on_report,
        )
    if tables and not prose:
        return rows, iter(())
    return rows, _but_casebooks(read_reports(prose, options=options, stdin=stdin))


def _but_casebooks(found: Iterator[Report | SetAside]) -> Iterator[Report | SetAside]:
    """Pass over the casebooks that lie among the reports: they are results and no input."""
    from geomap.events.exchange import is_casebook_file

    for one in found:
        if not (isinstance(one, SetAside) and one.line is None and is_casebook_file(one.origin)):
            yield one


def _while_loading(found: Iterator[Report | SetAside]) -> Iterator[Report | SetAside]:
    """Load the language model while the first file is read in its own process."""
    with ThreadPoolExecutor(max_workers=1) as waiting:
        first = waiting.submit(next, found, None)
        # A mistake in the call shows at once; it need not wait for the model.
        wait([first], timeout=_AT_ONCE_S)
        if not first.done():
            load_stages()
        report = first.result()
    if report is not None:
        yield report
        yield from found


def casebook_of(
    outcomes: Iterable[Outcome | SetAside],
    *,
    rules: FigureRules | None = None,
    decisions: Sequence[Decision] = (),
    asked: str | None = None,
) -> Casebook:
    """Reconcile the outcomes of many reports into one casebook.

    Parameters
    ----------
    outcomes : iterable of Outcome or SetAside
        In any order; the result does not depend on it.
    rules : FigureRules, optional
        By which claims become figures.
    decisions : sequence of Decision, optional
        What people have decided.
    asked : str, optional
        The extractor that was asked beside the rules.

    Returns
    -------
    Casebook
        With its provenance and the means to draw itself.
    """
    from geomap.events.figures.rules import FigureRules

    versions = _versions()
    if asked is not None:
        versions["read_with"] += f"{ASKED}{asked}"
    chosen = rules or FigureRules()
    return grown(
        None, outcomes, rules=chosen, provenance=versions, decisions=decisions, draw=draw
    ).book


def _versions() -> dict[str, str]:
    from geomap import __version__

    return versions_of(__version__)


def add_reports(
    book: Casebook,
    inputs: str | Path | Sequence[str | Path] = (),
    *,
    options: ReadOptions | None = None,
    stdin: BinaryIO | None = None,
    on_report: Callable[[str], None] | None = None,
    workers: int = 1,
    rules: FigureRules | str | None = None,
    decisions: str | Path | Sequence[Decision] | None = None,
) -> Growth:
    """Add reports to a casebook.

    Parameters
    ----------
    book : Casebook
        The casebook; it is not changed.
    inputs : path or sequence of paths
        Files and folders of reports, tables, and casebooks that geomap has saved; ``"-"`` is
        ``stdin``. A report or row that the casebook has is passed over.
    options, stdin, on_report, workers
        As for `read`.
    rules : FigureRules or str, optional
        By which rules claims become figures; by default those of the casebook.
    decisions : path or sequence of Decision, optional
        What people have decided, or the file that it stands in; by default those that the
        casebook was made with.

    Returns
    -------
    Growth
        ``book``, equal to the one given where nothing was new, and what has become of its
        incidents: ``fates``, ``history``.

    Raises
    ------
    UsageError
        When an input does not exist or holds nothing, or the casebook holds incidents without
        what is needed to reconcile them.

    Examples
    --------
    >>> import geomap
    >>> book = geomap.open_casebook("casebook.gpkg")  # doctest: +SKIP
    >>> geomap.add_reports(book, "more/").fates.added  # doctest: +SKIP
    ('r5b1…-e1',)
    """
    from geomap.events.rulings.decisions import decisions_of
    from geomap.events.tables.rows import rows_of
    from geomap.text.readers import ReadOptions

    known = options or ReadOptions()
    listed = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    others = [open_casebook(one) for one in listed if _is_saved(one)]
    named = [one for one in listed if not _is_saved(one)]
    rows, found = (
        _found(named, known, stdin=stdin, on_report=on_report) if named else (iter(()), iter(()))
    )
    adding = Adding(book, others, rules=rules)
    if decisions is None:
        decisions = decisions_of(rows_of(book.decisions))
    elif isinstance(decisions, str | Path):
        adding.forget(Path(decisions).name)
    ruled, aside = rulings_from(decisions)
    outcomes = [*adding.new_rows(rows)]
    outcomes += outcomes_of(adding.new(found), on_report, workers=workers)
    outcomes += aside
    versions = None
    if adding.needs_versions(outcomes):
        versions = _versions()
        stale = adding.stale(versions["read_with"])
        outcomes += outcomes_of(stale, on_report, workers=workers)
    return adding.finish(outcomes, versions=versions, decisions=ruled, draw=draw)


def _is_saved(path: str | Path) -> bool:
    from geomap.events.exchange import is_casebook

    return str(path) != "-" and Path(path).is_file() and is_casebook(path)


def draw(
    book: Any,
    *,
    title: str | None = None,
    story: Any = None,
    language: str = "en",
    overlays: Sequence[Any] = (),
    tiles: Any = None,
) -> Map:
    """Draw a casebook as a map.

    Parameters
    ----------
    book : Casebook
        The casebook, or anything with its tables.
    title : str, optional
        The page's heading.
    story : Story, optional
        Steps beside the map, as `geomap.maps.read_story` gives them.
    language : str
        The language of the page's own words: en, ar, es, fr, ru or uk.
    overlays : sequence of OverlayLayer, optional
        Shapes of the user's own (see `geomap.maps.layers`).
    tiles : TileSource, optional
        Tiles from a source that is named; without one the page asks no host.

    Returns
    -------
    Map
        Shows itself in a notebook; ``save`` writes one HTML file.
    """
    from geomap.maps import draw as draw_tables

    return draw_tables(
        book, title=title, story=story, language=language, overlays=overlays, tiles=tiles
    )


def open_casebook(path: str | Path) -> Casebook:
    """Open a saved casebook.

    Parameters
    ----------
    path : path
        A ``.gpkg``, ``.parquet``, ``.geojson`` or ``.csv`` that geomap wrote.

    Returns
    -------
    Casebook
        Equal to the one that was saved.
    """
    from dataclasses import replace

    from geomap.events.exchange import read_casebook

    return replace(read_casebook(Path(os.fspath(path))), draw=draw)
