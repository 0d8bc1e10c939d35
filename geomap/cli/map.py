"""``geomap map``: reports in, one page out. The main job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from geomap.cli.console import say, sum_up
from geomap.cli.options import check_page, read_options, report_options
from geomap.cli.run import read_all

__all__ = ["map_command"]

_EXAMPLES = """\b
Examples:
  geomap map reports/ -o map.html
  geomap map strikes.pdf --published 2015-09-30 --source Reuters -o map.html
"""


@click.command(
    "map", epilog=_EXAMPLES, short_help="Draw reports as a map: one HTML file that works offline."
)
@click.argument("inputs", nargs=-1, required=True, metavar="REPORTS...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.html",
    help="The page to write. One that geomap wrote before is replaced.",
)
@click.option("--title", metavar="TEXT", help="The heading of the page.")
@click.option("--force", is_flag=True, help="Replace a file that geomap did not write.")
@report_options("--report-title")
def map_command(
    inputs: tuple[str, ...], output: Path, title: str | None, *, force: bool, **facts: Any
) -> int:
    """Draw reports as a map: one HTML file that works offline.

    REPORTS are files and folders: plain text, Markdown, HTML, PDF, DOCX and JSON lines; a
    single dash is standard input. What cannot be read is listed at the end with the reason,
    and the map is drawn from the rest.
    """
    check_page(output, force=force)
    book = read_all(inputs, read_options(facts), output=output)
    from geomap.pipeline import draw

    draw(book, title=title).save(output, force=force)
    say(f"{output}: {book.summary()}")
    return sum_up(book)
