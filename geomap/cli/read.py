"""``geomap read``: reports in, tables or a stream of readings out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from geomap.cli.console import say, sum_up
from geomap.cli.export import save_book
from geomap.cli.growing import decisions_beside, read_into, tell_unfit
from geomap.cli.lines import answer_files
from geomap.cli.options import (
    check_tables,
    chosen_extractor,
    extractor_options,
    figure_options,
    figure_rules,
    read_options,
    report_options,
    workers_option,
)
from geomap.cli.run import read_all
from geomap.cli.table_options import check_columns, format_options, table_options
from geomap.errors import UsageError
from geomap.events.book.visible import visible
from geomap.headings import TABLE_SUFFIXES

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook
    from geomap.events.figures.rules import FigureRules
    from geomap.protocols import Extractor
    from geomap.text.readers import ReadOptions

__all__ = ["read_command"]

_EXAMPLES = """\b
Examples:
  geomap read reports/                        list the incidents
  geomap read reports/ -o casebook.gpkg       write all tables
  geomap read more/ --into casebook.gpkg      add reports to them
  geomap read events.csv reports/ -o casebook.gpkg
  geomap read --jsonl < in.jsonl > out.jsonl  one line in, one line out
"""


@click.command(
    "read",
    epilog=_EXAMPLES,
    short_help="Read reports into tables, or a stream of them line by line.",
)
@click.argument("inputs", nargs=-1, metavar="REPORTS...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The casebook to write: .gpkg, .parquet, .geojson or .csv; or its incidents as .kml, "
    ".json or as --format says. Without it, the incidents are listed on standard output.",
)
@format_options
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The casebook to add the reports to: what it holds stays, and what changes is told.",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE.csv",
    help="What people have decided; by default decisions.csv beside the casebook.",
)
@click.option("--force", is_flag=True, help="Replace files that geomap did not write.")
@click.option(
    "--jsonl",
    is_flag=True,
    help="Read JSON lines from standard input (or the files named) and write one line of JSON "
    "for each, in order, to standard output.",
)
@table_options
@workers_option
@extractor_options
@figure_options
@report_options("--title", "--report-title")
def read_command(
    inputs: tuple[str, ...],
    output: Path | None,
    into: Path | None,
    decisions: Path | None,
    *,
    key: str | None,
    split_totals: bool,
    force: bool,
    jsonl: bool,
    columns: dict[str, str],
    keep: tuple[str, ...],
    workers: int,
    extractor: str | None,
    extractor_model: str | None,
    policy: str | None,
    claimants: tuple[str, ...],
    **facts: Any,
) -> int:
    """Read reports into tables, or a stream of them line by line.

    REPORTS are files and folders: plain text, Markdown, HTML, PDF, DOCX and JSON lines; a
    single dash is standard input. Tables of incidents (CSV, GeoJSON, Parquet, GeoPackage,
    KML) may be among them: each row is a report, and all are reconciled together.
    """
    rules = figure_rules(policy, claimants)
    if jsonl:
        _check_stream(output or into, facts | {"columns": columns or None, "keep": keep or None})
        asked = chosen_extractor(extractor, extractor_model)
        return answer_files(
            inputs, partial(_answers, workers=workers, rules=rules, extractor=asked)
        )
    if not inputs and into is None:
        raise click.UsageError("Missing argument 'REPORTS...'.", click.get_current_context())
    options = _options(inputs, facts, columns, keep)
    if into is not None:
        if output is not None or force or key is not None or split_totals:
            raise UsageError(
                "--into keeps what is in the casebook; use it without -o, --force and --format"
            )
        if extractor is not None or extractor_model is not None:
            raise UsageError(
                "a casebook that grows is read by the rules alone; use --extractor with -o"
            )
        check_tables(into, force=False)
        chosen = rules if policy or claimants else None
        return read_into(into, inputs, options, workers=workers, rules=chosen, decisions=decisions)
    if output is not None:
        check_tables(output, force=force, key=key)
    elif key is not None or split_totals:
        raise UsageError("--format and --split-totals say how -o is written; name a file with -o")
    asked = chosen_extractor(extractor, extractor_model)
    decided = decisions or (decisions_beside(output) if output is not None else None)
    book = read_all(
        inputs, options, output=output, workers=workers, rules=rules, extractor=asked,
        decisions=decided or (),
    )  # fmt: skip
    if output is None:
        say(_listing(book))
    else:
        save_book(book, output, key=key, split_totals=split_totals, force=force)
        say(f"{output}: {book.summary()}")
    return max(sum_up(book), tell_unfit(book))


def _options(
    inputs: tuple[str, ...], facts: dict[str, Any], columns: dict[str, str], keep: tuple[str, ...]
) -> ReadOptions:
    check_columns([n for n in inputs if n.lower().endswith(TABLE_SUFFIXES)], columns, keep)
    return read_options(facts | {"columns": columns, "keep": keep})


def _check_stream(output: Path | None, facts: dict[str, Any]) -> None:
    given = [name for name, value in facts.items() if value is not None]
    if output is not None or given:
        raise UsageError(
            "--jsonl writes to standard output and takes what is known of a report from its "
            "line; use it without -o, --into and options on the reports"
        )


def _answers(
    stream: BinaryIO,
    origin: str,
    *,
    workers: int,
    rules: FigureRules,
    extractor: Extractor | None,
) -> Iterator[dict[str, Any]]:
    from dataclasses import replace

    from geomap.stages import load_stages
    from geomap.stream import read_stream

    if extractor is None:
        return read_stream(stream, origin=origin, workers=workers, rules=rules)
    if workers > 1:
        raise UsageError("an extractor is asked by one process; leave --workers at 1")
    stages = replace(load_stages(), extractor=extractor)
    return read_stream(stream, origin=origin, stages=stages, rules=rules)


def _listing(book: Casebook) -> str:
    rows: list[tuple[str, ...]] = []
    for incident in book.incidents.to_dict("records"):
        low, best, high = (_known(incident[f"killed_{end}"]) for end in ("low", "best", "high"))
        rows.append(
            (
                str(_known(incident["id"])),
                _days(_known(incident["date_start"]), _known(incident["date_last"])),
                _place(incident),
                str(_known(incident["sub_event_type"]) or ""),
                f"killed: {_range(low, best, high)}",
                str(_known(incident["grading"]) or ""),
            )
        )
    rows = [tuple(visible(cell) for cell in row) for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([str(book.summary()), "", *lines]).rstrip()


def _known(value: Any) -> Any:
    import pandas as pd

    return None if pd.isna(value) else value


def _days(first: str | None, last: str | None) -> str:
    if first is None:
        return "day unknown"
    return first if first == last else f"{first} to {last}"


def _place(incident: dict[str, Any]) -> str:
    names = [_known(incident[column]) for column in ("place", "admin1", "country")]
    kept = list(dict.fromkeys(name for name in names if name))
    if kept and _known(incident["lat"]) is not None:
        return ", ".join(kept)
    return f"{_known(incident['place_as_written']) or 'no place'} (not placed)"


def _range(low: int | None, best: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "unknown" if best is None else f"about {best}"
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"up to {high}"
    return f"{low}" if low == high else f"{low} to {high}"
