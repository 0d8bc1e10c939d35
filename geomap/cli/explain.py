"""``geomap explain``: the chain from a mark on the map back to the words."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from geomap.cli.console import say
from geomap.cli.options import check_page
from geomap.errors import UsageError

__all__ = ["explain_command"]

_NEAR = 5

_EXAMPLES = """\b
Examples:
  geomap explain casebook.gpkg e4f09a
  geomap explain casebook.gpkg e4f09a --highlight words.html
"""


@click.command(
    "explain", epilog=_EXAMPLES, short_help="Trace an incident back to the words it rests on."
)
@click.argument("casebook", type=click.Path(path_type=Path), metavar="CASEBOOK")
@click.argument("identity", metavar="ID")
@click.option(
    "--highlight",
    "page",
    type=click.Path(path_type=Path),
    metavar="FILE.html",
    help="Write the reports behind it as a page, with the words that it rests on marked.",
)
@click.option("--force", is_flag=True, help="Replace a file that geomap did not write.")
def explain_command(casebook: Path, identity: str, page: Path | None, *, force: bool) -> int:
    """Trace an incident back to the words it rests on.

    CASEBOOK is a file that geomap read has written; ID is the incident's id, as the map and
    geomap read show it, or its beginning.
    """
    if page is not None:
        check_page(page, force=force)
    from geomap.pipeline import open_casebook

    book = open_casebook(casebook)
    incident_id = _whole(identity, [str(known) for known in book.incidents["id"]])
    if page is None:
        say(book.explain(incident_id))
        return 0
    from geomap.events.book.highlighting import highlight
    from geomap.maps.document import write_page

    write_page(page, highlight(book, incident_id), force=force)
    say(f"{page}: the words behind {incident_id}")
    return 0


def _whole(identity: str, known: list[str]) -> str:
    """Complete an id from its beginning."""
    if identity in known:
        return identity
    begun = [one for one in known if identity and one.startswith(identity)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise UsageError(f"{identity!r} is the beginning of {', '.join(begun)}; write more of it")
    if not known:
        raise UsageError(f"there is no incident {identity!r}; the casebook holds none")
    near = get_close_matches(identity, known, n=_NEAR, cutoff=0.5)
    listed = ", ".join(near or known[:_NEAR])
    word = "near ones are" if near else "the first ones are"
    raise UsageError(f"there is no incident {identity!r} among {len(known)}; {word} {listed}")
