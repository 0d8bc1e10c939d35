"""``geomap gazetteer``: which names geomap knows, and how it learns more."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.console import note, say
from geomap.errors import UsageError

if TYPE_CHECKING:
    from geomap.places.install.adding import Added, AddOptions
    from geomap.places.install.downloads import Fetched, Offer
    from geomap.places.install.holdings import Holding

__all__ = ["gazetteer_command"]

_SKIPPED_SHOWN = 20

_EXAMPLES = """\b
Examples:
  geomap gazetteer list
  geomap gazetteer add syr_populated_places.geojson --name ocha-syria
  geomap gazetteer add villages.csv --column name=TOWN --column lat=Y --column lon=X
  geomap gazetteer add geonames:SY
"""


@click.group("gazetteer", epilog=_EXAMPLES, short_help="List, add and remove gazetteers.")
def gazetteer_command() -> None:
    """List, add and remove gazetteers: which names geomap knows.

    The one that geomap ships knows the whole world. Others are installed beside it and all
    answer as one; the environment variable GEOMAP_GAZETTEERS names another folder for them.
    """


@gazetteer_command.command("list", short_help="List the gazetteers.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line.")
def list_command(*, as_json: bool) -> int:
    """List the gazetteers: the built-in, and those installed beside it.

    The exit status is 1 when one of them is broken.
    """
    from geomap.places.install.holdings import holdings

    listed = holdings()
    for held in listed:
        say(json.dumps(_facts(held)) if as_json else _line(held))
    return 1 if any(held.broken for held in listed) else 0


def _facts(held: Holding) -> dict[str, Any]:
    return {
        "name": held.name,
        "version": held.meta.get("version"),
        "places": held.places,
        "size": held.size,
        "licence": held.meta.get("licence"),
        "source": held.meta.get("source") or held.meta.get("attribution"),
        "path": str(held.path),
        "broken": held.broken,
    }


def _line(held: Holding) -> str:
    if held.broken:
        return f"{held.name}  BROKEN: {held.broken}  {held.path}"
    facts = _facts(held)
    places = f"{_places(held.places)}, " if held.places is not None else ""
    return (
        f"{held.name} {facts['version']}  {places}{_megabytes(held.size)}, "
        f"{facts['source']}, {facts['licence']}  {held.path}"
    )


def _places(number: int) -> str:
    return f"{number:,} place" + ("" if number == 1 else "s")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


@gazetteer_command.command("info", short_help="Say what one gazetteer is and holds.")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
def info_command(name: str, *, as_json: bool) -> int:
    """Say what the gazetteer NAME is and holds: source, licence, counts, some places."""
    from geomap.places.install.holdings import contents, holding

    held = holding(name)
    if held.broken:
        raise UsageError(held.broken, where=str(held.path))
    held_places = contents(held)
    facts = {
        **_facts(held),
        "meta": dict(held.meta),
        "places": held.places if held.places is not None else held_places.places,
        "names": held_places.names,
        "features": dict(held_places.features),
        "countries": dict(held_places.countries),
        "sample": [{"name": n, "lon": lon, "lat": lat} for n, lon, lat in held_places.sample],
    }
    if as_json:
        say(json.dumps(facts))
        return 0
    say(_line(held))
    for key, value in sorted(held.meta.items()):
        say(f"  {key}: {value}")
    say(f"  names: {held_places.names:,}")
    for what, counts in (("features", held_places.features), ("countries", held_places.countries)):
        say(f"  {what}: " + ", ".join(f"{value} {count:,}" for value, count in counts.items()))
    for place, lon, lat in held_places.sample:
        say(f"  such as {place} at {lat:.4f}, {lon:.4f} (lat, lon)")
    return 0


@gazetteer_command.command("remove", short_help="Remove an installed gazetteer.")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do it without asking.")
def remove_command(name: str, *, yes: bool) -> int:
    """Remove the installed gazetteer NAME."""
    from geomap.places.install.holdings import holding, remove_gazetteer

    if name != "builtin":
        held = holding(name)
        _confirm(f"Remove {name} ({_megabytes(held.size)}, {held.path})?", yes=yes)
    say(f"removed {name}: {remove_gazetteer(name)}")
    return 0


@gazetteer_command.command("add", short_help="Install a gazetteer from a file or by name.")
@click.argument("source")
@click.option("--name", metavar="NAME", help="What to call it: a-z, 0-9 and hyphens.")
@click.option(
    "--names",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With a GeoNames dump: alternateNamesV2, the other names of its places.",
)
@click.option("--country", metavar="NAME", help="The country of places that do not say theirs.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="ROLE=COLUMN",
    help="Which column is what: name, lon, lat, id, names, feature, country, admin1, admin2 or "
    "population. May be given several times.",
)
@click.option("--layer", metavar="NAME", help="The layer of a GeoPackage with several.")
@click.option("--encoding", metavar="NAME", help="How a text is written, such as cp1252 (UTF-8).")
@click.option("--skip-broken", is_flag=True, help="Leave broken rows out and list them.")
@click.option("--source", "made_by", metavar="TEXT", help="Who made it.")
@click.option("--licence", metavar="TEXT", help="The licence it is under.")
@click.option("--date", metavar="YYYY-MM-DD", help="The day it is of.")
@click.option("--mirror", metavar="URL", help="Where to fetch it from in place of its source.")
@click.option("--sha256", metavar="HEX", help="What the file with the places must have.")
@click.option("--yes", is_flag=True, help="Fetch without asking.")
def add_command(source: str, **given: Any) -> int:
    """Install a gazetteer from the file SOURCE, or fetch it by name: geonames:SY.

    A file may be a GeoNames or NGA dump, GeoJSON, GeoPackage, a shapefile, or a table with
    a name and coordinates. One of the same name is replaced when the new one is complete.
    Only a source named like geonames:SY is fetched over the network.
    """
    from geomap.places.install.downloads import is_offer

    options = _options(given)
    if is_offer(source):
        return _add_fetched(source, options, given)
    for option in ("mirror", "yes"):
        if given[option]:
            raise UsageError(f"--{option} goes with a gazetteer to fetch, such as geonames:SY")
    return _add(Path(source), options, sha256=given["sha256"])


def _options(given: dict[str, Any]) -> AddOptions:
    from geomap.places.install.adding import AddOptions
    from geomap.places.install.features import TableOptions

    columns: dict[str, str] = {}
    for pair in given["columns"]:
        role, equals, column = pair.partition("=")
        if not equals:
            raise UsageError(f"--column {pair!r} is not of the form ROLE=COLUMN: name=TOWN")
        columns[role.strip()] = column.strip()
    encoding = given["encoding"]
    try:
        "".encode(encoding or "utf-8")
    except LookupError as error:
        raise UsageError(f"--encoding {encoding!r} is not known; try cp1252 or cp1256") from error
    return AddOptions(
        name=given["name"], names=given["names"], country=given["country"],
        table=TableOptions(
            encoding=encoding, columns=columns, layer=given["layer"],
            ask=_ask if _is_terminal() else None,
        ),
        skip_broken=given["skip_broken"], licence=given["licence"], source=given["made_by"],
        date=given["date"],
    )  # fmt: skip


def _add(path: Path, options: AddOptions, *, sha256: str | None = None) -> int:
    from geomap.places.install.adding import add_gazetteer, check_sha256

    if sha256 is not None:
        check_sha256(path, sha256)
    with _counter("places") as tell:
        added = add_gazetteer(path, options, on_places=tell)
    return _told(added)


def _told(added: Added) -> int:
    for broken in added.skipped[:_SKIPPED_SHOWN]:
        note(f"  left out, row {broken.row}: {broken.reason}")
    if added.skipped_count:
        shown = min(added.skipped_count, _SKIPPED_SHOWN, len(added.skipped))
        more = f", {shown} shown" if shown < added.skipped_count else ""
        rows = "row" if added.skipped_count == 1 else "rows"
        note(f"{added.skipped_count} broken {rows} left out{more}")
    for line in added.notes:
        note(line)
    say(f"installed {added.name} {added.version}: {_places(added.places)}  {added.path}")
    return 1 if added.skipped_count else 0


def _add_fetched(source: str, options: AddOptions, given: dict[str, Any]) -> int:
    from dataclasses import replace

    from geomap.places.gazetteer import open_builtin
    from geomap.places.install.downloads import announced_sizes, check_country, fetch, find_offer

    if options.names is not None:
        raise UsageError(f"--names goes with a file; {source} brings its own")
    offer = find_offer(source, gazetteer=open_builtin(), mirror=given["mirror"])
    name = options.name or offer.name
    note(_described(offer, announced_sizes(offer)))
    _confirm(f"Fetch it and install it as {name}?", yes=given["yes"])
    with tempfile.TemporaryDirectory(prefix="geomap-") as folder:
        fetched: list[Fetched] = []
        for part, url, digest in (
            ("places", offer.places_url, given["sha256"]),
            ("names", offer.names_url, None),
        ):
            into = Path(folder) / part
            into.mkdir()
            with _counter("bytes") as tell:
                fetched.append(fetch(url, into, sha256=digest, on_bytes=tell))
        places, names = fetched
        check_country(places, offer.country)
        options = replace(
            options, name=name, names=names.path, licence=options.licence or offer.licence,
            source=options.source or offer.title, url=places.url,
        )  # fmt: skip
        return _add(places.path, options)


def _described(offer: Offer, size: int | None) -> str:
    how_large = "size not told" if size is None else _megabytes(size)
    what = offer.country or "all countries"
    return (
        f"{offer.key}: {offer.title}, {what}; {how_large}; licence {offer.licence}; "
        f"from {offer.places_url} and {offer.names_url}"
    )


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _confirm(question: str, *, yes: bool) -> None:
    """Ask on the terminal; without one, only --yes is a yes."""
    if yes:
        return
    if not _is_terminal():
        raise UsageError(f"{question} There is no terminal to ask on; say so with --yes")
    click.confirm(question, abort=True, err=True)


def _ask(role: str, columns: Sequence[str]) -> str:
    """Ask which column has a role."""
    note(f"Which column is the {role}?")
    for number, column in enumerate(columns, start=1):
        note(f"  {number} {column}")
    chosen: int = click.prompt("Number", type=click.IntRange(1, len(columns)), err=True)
    return columns[chosen - 1]


@contextmanager
def _counter(what: str) -> Iterator[Callable[[int], None] | None]:
    """Count on the terminal, in one line that is wiped at the end."""
    if not sys.stderr.isatty():
        yield None
        return

    def tell(count: int) -> None:
        click.echo(f"\r\x1b[K{count:,} {what} …", nl=False, err=True)

    click.echo(f"reading {what} …", nl=False, err=True)
    try:
        yield tell
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)
