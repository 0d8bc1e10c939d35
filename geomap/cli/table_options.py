"""Options on tables: how their columns are read, and in which format incidents are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

__all__ = ["check_columns", "format_options", "table_options"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _pairs(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    found = {}
    for value in values:
        role, equals, heading = value.partition("=")
        if not equals or not role:
            raise click.BadParameter(f"{value!r} is not ROLE=COLUMN", context, option)
        found[role] = heading
    return found


def table_options(command: _Command) -> _Command:
    """Add the options that say how the columns of tables are read."""
    columns = click.option(
        "--column",
        "columns",
        multiple=True,
        callback=_pairs,
        metavar="ROLE=COLUMN",
        help="For a table: which column is lat, lon, date, date_end, type, killed, place …",
    )
    keep = click.option(
        "--keep",
        multiple=True,
        metavar="COLUMN",
        help="For a table: show this column too in the details.",
    )
    return columns(keep(command))


def check_columns(tables: Sequence[object], columns: dict[str, str], keep: tuple[str, ...]) -> None:
    """Refuse the options for tables where there is none.

    Raises
    ------
    UsageError
        When there is no table.
    """
    if (columns or keep) and not tables:
        raise click.UsageError("--column and --keep are for a table, and none is given")


def format_options(command: _Command) -> _Command:
    """Add the options that say in which format of another program incidents are written."""
    named = click.option(
        "--format",
        "key",
        type=click.Choice(("kml", "timemap", "acled", "ucdp", "hxl")),
        help="Write the incidents as another program reads them, not the casebook.",
    )
    split = click.option(
        "--split-totals",
        is_flag=True,
        help="For another program: divide what is left of a total evenly over its places.",
    )
    return named(split(command))
