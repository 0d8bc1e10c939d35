"""``geomap evaluate``: how well the reader does on a user's own gold."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli.console import note, progress, say
from geomap.cli.lines import opened
from geomap.cli.options import check_folder, figure_options, figure_rules, kept
from geomap.errors import OutputError
from geomap.writing import whole_file

if TYPE_CHECKING:
    from geomap.evaluation import Assessment, Found, Scores, Verdict
    from geomap.evaluation.verdict import Part

__all__ = ["evaluate_command"]

_MARK = b'{"evaluated":'
# How every line of a listing of errors begins.
_WIDTH = 24
_TITLES: tuple[tuple[Part, str], ...] = (
    ("event", "Events"),
    ("claim", "Claims"),
    ("toponym", "Toponyms"),
)
_EXAMPLES = """\b
Examples:
  geomap evaluate gold.jsonl
  geomap evaluate gold.jsonl --errors errors.jsonl
  geomap evaluate - --json < gold.jsonl
"""


@click.command(
    "evaluate", epilog=_EXAMPLES, short_help="Score the reader on reports with your own answers."
)
@click.argument("path", metavar="FILE.jsonl")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with all counts.")
@click.option(
    "--errors",
    "listing",
    type=click.Path(path_type=Path),
    metavar="FILE.jsonl",
    help="Write everything that is wrong there, a line each: expected, read, what is wrong.",
)
@click.option("--force", is_flag=True, help="Replace a file that geomap did not write.")
@figure_options
def evaluate_command(
    path: str,
    listing: Path | None,
    *,
    as_json: bool,
    force: bool,
    policy: str | None,
    claimants: tuple[str, ...],
) -> int:
    """Score the reader on reports with your own answers.

    FILE.jsonl holds JSON lines, each {"id", "text", "published"} with any of "events",
    "claims" and "toponyms", the answers; a single dash is standard input. Only what the
    answers tell is judged.
    """
    rules = figure_rules(policy, claimants)
    _check_listing(listing, path, force=force)
    from geomap.assessment import assess_stream
    from geomap.evaluation import Scores

    scores = Scores()
    with opened(path) as stream, _errors_into(listing) as tell_error, progress() as tell:
        for assessment in assess_stream(stream, origin=path, rules=rules):
            scores.add(assessment)
            _complain(assessment)
            for verdict in assessment.verdicts:
                if verdict.wrong:
                    tell_error(_error_line(assessment, verdict))
            tell(assessment.identifier or f"line {assessment.line}")
    if as_json:
        click.echo(json.dumps(scores.to_json(), indent=2))
    else:
        say("\n".join(_table(scores)))
    return 1 if scores.broken or scores.failed else 0


def _check_listing(listing: Path | None, path: str, *, force: bool) -> None:
    if listing is None:
        return
    check_folder(listing)
    if not listing.exists():
        return
    if path != "-" and Path(path).exists() and listing.samefile(path):
        raise OutputError("this is the gold itself; write to another file", where=str(listing))
    with listing.open("rb") as stream:
        head = stream.read(len(_MARK))
    # A listing without an error is an empty file.
    if head and head != _MARK and not force:
        raise kept(listing)


@contextmanager
def _errors_into(listing: Path | None) -> Iterator[Callable[[bytes], object]]:
    """Take errors as they come; the file appears when all are in it."""
    if listing is None:
        yield lambda _: None
        return
    with whole_file(listing) as handle:
        yield handle.write


def _error_line(assessment: Assessment, verdict: Verdict) -> bytes:
    told = {
        "evaluated": verdict.part,
        "id": assessment.identifier,
        "line": assessment.line,
        "wrong": verdict.wrong,
        "expected": verdict.expected,
        "read": verdict.read,
    }
    # Plain ASCII: no character of a report drives a terminal.
    return json.dumps(told, separators=(",", ":")).encode("ascii") + b"\n"


def _complain(assessment: Assessment) -> None:
    name = "" if assessment.identifier is None else f" ({assessment.identifier})"
    if sys.stderr.isatty() and (assessment.broken is not None or assessment.notes):
        click.echo("\r\x1b[K", nl=False, err=True)  # the line of progress
    if assessment.broken is not None:
        note(f"line {assessment.line}{name}: left out: {assessment.broken}")
    for text in assessment.notes:
        note(f"line {assessment.line}{name}: nothing read: {text}")


def _table(scores: Scores) -> Iterator[str]:
    yield _counted(scores)
    for part, title in _TITLES:
        found = scores.found(part)
        if found is None:
            continue
        yield ""
        yield f"{title}: {found.expected:,} expected, {found.read:,} read, {found.right:,} found"
        yield _found(found)
        for name, share in scores.shares(part).items():
            yield f"  {name:{_WIDTH}} {_percent(share.share)}  {share.right:,} of {share.of:,}"


def _counted(scores: Scores) -> str:
    told = f"{scores.reports:,} report{'' if scores.reports == 1 else 's'}"
    if scores.failed:
        told += f", {scores.failed:,} of them not read"
    if scores.broken:
        told += f"; {scores.broken:,} line{'' if scores.broken == 1 else 's'} left out"
    return told


def _found(found: Found) -> str:
    return (
        f"  {'found':{_WIDTH}} {_percent(found.f1)}  F1; precision "
        f"{_percent(found.precision).strip()}, recall {_percent(found.recall).strip()}"
    )


def _percent(share: float | None) -> str:
    return "      –" if share is None else f"{100 * share:5.1f} %"
