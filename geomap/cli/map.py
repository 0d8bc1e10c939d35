"""``geomap map``: reports in, one page out. The main job. A table of incidents will do too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from geomap.cli.console import note, say, sum_up
from geomap.cli.growing import tell_unfit
from geomap.cli.options import (
    check_page,
    chosen_extractor,
    extractor_options,
    figure_options,
    figure_rules,
    read_options,
    report_options,
    workers_option,
)
from geomap.cli.run import read_all
from geomap.cli.table_options import check_columns, table_options
from geomap.errors import UsageError
from geomap.headings import TABLE_SUFFIXES

__all__ = ["map_command"]

_EXAMPLES = """\b
Examples:
  geomap map reports/ -o map.html
  geomap map strikes.pdf --published 2015-09-30 --source Reuters -o map.html
  geomap map incidents.csv --column date=happened -o map.html
  geomap map incidents.csv reports/ -o map.html
"""
_READ = (".kml",)
# Tables that cannot be drawn as they are.


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
@click.option(
    "--page-language",
    type=click.Choice(("en", "ar", "es", "fr", "ru", "uk")),
    default="en",
    show_default=True,
    help="The language of the page itself: buttons, legend, dates. Reports stay as written.",
)
@click.option(
    "--story",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE.md",
    help="Steps to show beside the map, each with a text and a view.",
)
@click.option(
    "--redact",
    "rules",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="RULES.toml",
    help="Take out what must not be published before the page is written.",
)
@click.option(
    "--overlay",
    "overlays",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="SHAPES",
    help="Draw the shapes of a file of yours too; may be repeated.",
)
@click.option(
    "--tiles",
    metavar="SOURCE",
    help="Let the page ask for tiles: a provider's name, an address, or a .pmtiles file inside.",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE.csv",
    help="What people have decided of the reports' incidents.",
)
@click.option("--force", is_flag=True, help="Replace a file that geomap did not write.")
@table_options
@workers_option
@extractor_options
@figure_options
@report_options("--report-title")
def map_command(
    inputs: tuple[str, ...],
    output: Path,
    title: str | None,
    page_language: str,
    story: Path | None,
    rules: Path | None,
    overlays: tuple[Path, ...],
    tiles: str | None,
    decisions: Path | None,
    *,
    force: bool,
    columns: dict[str, str],
    keep: tuple[str, ...],
    workers: int,
    extractor: str | None,
    extractor_model: str | None,
    policy: str | None,
    claimants: tuple[str, ...],
    **facts: Any,
) -> int:
    """Draw reports as a map: one HTML file that works offline.

    REPORTS are files and folders: plain text, Markdown, HTML, PDF, DOCX and JSON lines; a
    single dash is standard input. What cannot be read is listed at the end with the reason,
    and the map is drawn from the rest.

    Or one table of incidents with coordinates (CSV, GeoJSON, Parquet, GeoPackage), or a saved
    casebook: then nothing is read for, and the table is drawn as it is. Beside other inputs
    each row of a table is a report, and all are reconciled together.
    """
    check_page(output, force=force)
    tables = [
        name for name in inputs if name.lower().endswith(TABLE_SUFFIXES) and Path(name).is_file()
    ]
    check_columns(tables, columns, keep)
    alone = len(inputs) == 1 and bool(tables) and not tables[0].lower().endswith(_READ)
    if alone and decisions is not None:
        raise UsageError(
            "a table is drawn as it is; apply decisions to a casebook with geomap read --into"
        )
    figures = figure_rules(policy, claimants)
    steps = _steps(story)
    from geomap.pipeline import draw

    if alone:
        book = _table(Path(tables[0]), columns, keep)
    else:
        options = read_options(facts | {"columns": columns, "keep": keep})
        asked = chosen_extractor(extractor, extractor_model)
        book = read_all(
            inputs, options, output=output, workers=workers, rules=figures, extractor=asked,
            decisions=decisions or (),
        )  # fmt: skip
    drawn = _redacted(book, rules)
    shapes = [_overlay(path) for path in overlays]
    looks = {"title": title, "story": steps, "language": page_language}
    ground = _tiles(tiles)
    draw(drawn, **looks, overlays=shapes, tiles=ground).save(output, force=force)
    if not hasattr(book, "summary"):
        absent = int(book.incidents["lat"].isna().sum())
        undated = int(book.incidents["date_start"].isna().sum())
        told = f"{absent} without a place, {undated} without a day"
        say(f"{output}: {len(book.incidents)} incidents; {told}")
        return 0
    say(f"{output}: {book.summary()}")
    return 0 if alone else max(sum_up(book), tell_unfit(book))


def _redacted(book: Any, path: Path | None) -> Any:
    if path is None:
        return book
    from geomap.maps import read_rules, redact

    found = redact(book, read_rules(path))
    note("redacted: " + (found.provenance.get("redacted") or "the rules hide nothing of this"))
    return found


def _overlay(path: Path) -> Any:
    """Open somebody's own shapes; the file's name is the layer's."""
    from geomap.maps import read_frame
    from geomap.maps.layers import OverlayLayer

    return OverlayLayer(read_frame(path), name=path.stem)


def _tiles(source: str | None) -> Any:
    """Make the tile source, and say whom the page will ask."""
    if source is None:
        return None
    from geomap.maps.layers import TileSource

    made = TileSource(source)
    if made.tile_hosts:
        note("the page will ask for tiles: " + ", ".join(made.tile_hosts))
    return made


def _steps(path: Path | None) -> Any:
    if path is None:
        return None
    from geomap.maps import read_story

    return read_story(path)


def _table(path: Path, columns: dict[str, str], keep: tuple[str, ...]) -> Any:
    """Open a saved casebook, or a table of somebody's own; say how its columns were read."""
    from geomap.events.exchange import is_casebook
    from geomap.pipeline import open_casebook

    if is_casebook(path):
        if columns or keep:
            raise click.UsageError(f"{path} is a casebook of geomap; its columns are known")
        return open_casebook(path)
    from geomap.maps import read_frame, tables_of

    frame = read_frame(path)
    tables = tables_of(frame, columns=columns, keep=keep)
    note("columns: " + (tables.provenance.get("columns") or "none was recognised"))
    used = {*tables.columns.values(), *keep, "geometry"}
    if left := [str(name) for name in frame.columns if name not in used]:
        note("not used: " + ", ".join(left))
    return tables
