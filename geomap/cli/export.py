"""``geomap export``: a casebook's incidents in the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli.console import note, say
from geomap.cli.options import check_tables
from geomap.cli.table_options import format_options

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook

__all__ = ["export_command", "save_book"]

_EXAMPLES = """\b
Examples:
  geomap export casebook.gpkg -o casebook.kml
  geomap export casebook.gpkg -o events.csv --format acled
  geomap export casebook.gpkg -o casebook.parquet
"""


@click.command(
    "export", epilog=_EXAMPLES, short_help="Write a casebook in the format of another program."
)
@click.argument("casebook", type=click.Path(path_type=Path), metavar="CASEBOOK")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What to write; its suffix tells the format unless --format does.",
)
@format_options
@click.option("--force", is_flag=True, help="Replace files that geomap did not write.")
def export_command(
    casebook: Path, output: Path, *, key: str | None, split_totals: bool, force: bool
) -> int:
    """Write a casebook in the format of another program.

    CASEBOOK is a file that geomap read has written. A format of another program holds the
    incidents and not all that is behind them; .gpkg, .parquet, .geojson and .csv without
    --format hold the whole casebook.
    """
    check_tables(output, force=force, key=key)
    from geomap.pipeline import open_casebook

    book = open_casebook(casebook)
    save_book(book, output, key=key, split_totals=split_totals, force=force)
    say(f"{output}: {book.summary()}")
    return 0


def save_book(
    book: Casebook, output: Path, *, key: str | None, split_totals: bool, force: bool
) -> None:
    """Save a casebook, and tell on standard error what the format could not take.

    Parameters
    ----------
    book : Casebook
        The casebook.
    output : pathlib.Path
        The file.
    key : str or None
        The format of another program.
    split_totals : bool
        Whether totals are divided over their places.
    force : bool
        Whether files that geomap did not write may be replaced.
    """
    from geomap.events.exchange import write_casebook

    left_out = write_casebook(book, output, key=key, force=force, split_totals=split_totals)
    if left_out:
        note(f"not in {output}: {', '.join(left_out)}")
