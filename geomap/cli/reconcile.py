"""``geomap reconcile``: bundles of reports in, their incidents out, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from geomap.cli.lines import answer_files
from geomap.cli.options import figure_options, figure_rules

if TYPE_CHECKING:
    from geomap.events.figures.rules import FigureRules

__all__ = ["reconcile_command"]

_EXAMPLES = """\b
Examples:
  geomap reconcile --jsonl < bundles.jsonl > incidents.jsonl
"""


@click.command(
    "reconcile",
    epilog=_EXAMPLES,
    short_help="Join bundles of reports to their incidents, line by line.",
)
@click.argument("inputs", nargs=-1, metavar="FILES...")
@click.option(
    "--jsonl",
    is_flag=True,
    required=True,
    expose_value=False,
    help="Read JSON lines from standard input (or the files named), each a bundle of reports, "
    "and write one line of JSON for each, in order, to standard output.",
)
@figure_options
def reconcile_command(
    inputs: tuple[str, ...], *, policy: str | None, claimants: tuple[str, ...]
) -> int:
    """Join bundles of reports to their incidents, line by line.

    FILES hold JSON lines, each {"id", "reports": [{"source", "published", "text"}]}; a single
    dash is standard input. Casebooks of many reports are made by geomap read.
    """
    return answer_files(inputs, partial(_answers, rules=figure_rules(policy, claimants)))


def _answers(stream: BinaryIO, origin: str, *, rules: FigureRules) -> Iterator[dict[str, Any]]:
    from geomap.bundles import reconcile_stream

    return reconcile_stream(stream, origin=origin, rules=rules)
