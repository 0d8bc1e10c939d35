"""``geomap review``: the most doubtful links, places and counts, and what a person says."""

from __future__ import annotations

import datetime as dt
import getpass
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.console import note, say
from geomap.errors import UsageError

if TYPE_CHECKING:
    from geomap.events.book.review import Doubt
    from geomap.events.rulings.decisions import Decision

__all__ = ["review_command"]

_EXAMPLES = """\b
Examples:
  geomap review casebook.gpkg
  geomap review casebook.gpkg --list --most 50
  geomap review casebook.gpkg --who "A. Nasser"
"""
_ANSWERS = {
    "link": "y one event, n two",
    "place": "a number, another name, u nobody can know, r right",
    "killed": "a figure such as 22, 20-24 or 20/22/?, reject CLAIM, u nobody can know, r right",
}
_SHORT = {"y": "yes", "n": "no", "r": "right", "u": "unknown"}
_WHY = "looked at in geomap review"


@click.command(
    "review", epilog=_EXAMPLES, short_help="Decide on the most doubtful links, places and counts."
)
@click.argument("casebook", type=click.Path(path_type=Path), metavar="CASEBOOK")
@click.option("--list", "listing", is_flag=True, help="List what is doubtful and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="List it as JSON, one line each.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="How many are shown or asked, the most doubtful first.",
)
@click.option("--who", metavar="NAME", help="Who decides; by default the user's name here.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Where the answers go; by default decisions.csv beside the casebook.",
)
@click.option(
    "--claimants",
    type=click.Path(dir_okay=False, exists=True),
    multiple=True,
    metavar="FILE.csv",
    help="The parties of your own that the casebook was made with.",
)
def review_command(
    casebook: Path,
    *,
    listing: bool,
    as_json: bool,
    most: int,
    who: str | None,
    decisions: Path | None,
    claimants: tuple[str, ...],
) -> int:
    """Decide on the most doubtful links, places and counts.

    Each is shown with its words and asked about; every answer is written to the decisions at
    once, with who, when and why, and they are applied to CASEBOOK at the end.
    """
    from geomap.events.book.review import doubts_of
    from geomap.events.rulings.decisions import FILE_NAME
    from geomap.pipeline import open_casebook

    book = open_casebook(casebook)
    doubts = doubts_of(book)
    shown = doubts[:most]
    if listing or as_json:
        for line in _json_lines(shown) if as_json else _lines(shown):
            say(line)
        if len(doubts) > most:
            note(f"{len(doubts) - most} more; --most shows them")
        return 0
    if not shown:
        say("nothing is doubtful")
        return 0
    path = decisions or casebook.with_name(FILE_NAME)
    recorded = _ask(shown, path, who or getpass.getuser())
    note(f"{recorded} of {len(doubts)} decided, in {path}")
    return _applied(casebook, path, claimants) if recorded else 0


def _applied(casebook: Path, path: Path, claimants: tuple[str, ...]) -> int:
    from geomap.cli.growing import read_into
    from geomap.events.figures.rules import FigureRules
    from geomap.pipeline import open_casebook
    from geomap.text.readers import ReadOptions

    rules = None
    if claimants:
        policy = open_casebook(casebook).provenance.get("policy", "geomap")
        rules = FigureRules(policy=policy, claimants=claimants)
    return read_into(casebook, (), ReadOptions(), rules=rules, decisions=path)


def _lines(doubts: Sequence[Doubt]) -> Iterator[str]:
    for number, doubt in enumerate(doubts, 1):
        yield f"{number}  {doubt.kind}  {doubt.id}{f'  {doubt.other}' if doubt.other else ''}"
        yield f"   {doubt.question}"
        yield from (f"   {fact}" for fact in doubt.facts if fact)
        yield from _choices(doubt)
        yield ""


def _choices(doubt: Doubt) -> Iterator[str]:
    for number, choice in enumerate(doubt.choices, 1):
        names = [choice["name"], choice["admin1"], choice["country"]]
        words = ", ".join(str(name) for name in dict.fromkeys(names) if name)
        yield f"   [{number}] {words} ({choice['lat']:.4f}, {choice['lon']:.4f})"


def _json_lines(doubts: Sequence[Doubt]) -> Iterator[str]:
    import json

    for doubt in doubts:
        told: Mapping[str, Any] = {
            "kind": doubt.kind,
            "id": doubt.id,
            "other": doubt.other,
            "doubt": doubt.doubt,
            "question": doubt.question,
            "facts": list(doubt.facts),
            "choices": list(doubt.choices),
            "now": doubt.now,
        }
        # Escaped, so that no character of a report reaches the terminal as it is.
        yield json.dumps(told)


def _ask(doubts: Sequence[Doubt], path: Path, who: str) -> int:
    """Ask one question after the other, until all are asked or nobody answers."""
    from geomap.events.rulings.decisions import record_decision

    recorded = 0
    for number, (doubt, lines) in enumerate(_pages(doubts), 1):
        say(f"{number} of {len(doubts)}  {doubt.kind}  {doubt.id}\n" + "\n".join(lines))
        decision = _answer(doubt, who)
        if decision is None:
            break
        if isinstance(decision, str):
            continue
        record_decision(path, decision)
        recorded += 1
    return recorded


def _pages(doubts: Sequence[Doubt]) -> Iterator[tuple[Doubt, list[str]]]:
    for doubt in doubts:
        facts = [f"   {fact}" for fact in doubt.facts if fact]
        yield doubt, [f"   {doubt.question}", *facts, *_choices(doubt)]


def _answer(doubt: Doubt, who: str) -> Decision | str | None:
    """Ask until an answer is one; "s" passes the question over, "q" or the end of input stops."""
    told = _ANSWERS["killed" if doubt.kind == "wounded" else doubt.kind]
    while True:
        answer = _line(f"{told}; s skip, q quit: ")
        if answer is None or answer == "q":
            return None
        if answer in ("", "s"):
            return "skipped"
        why = _line(f"why ({_WHY}): ")
        if why is None:
            return None
        try:
            return doubt.answered(
                _SHORT.get(answer, answer),
                who=who,
                when=dt.datetime.now(dt.UTC).date(),
                why=why or _WHY,
            )
        except UsageError as error:
            note(error.message)


def _line(prompt: str) -> str | None:
    """Ask on standard error and take a line of standard input; None where it has ended."""
    click.echo(prompt, nl=False, err=True)
    line = sys.stdin.readline()
    return line.strip() if line else None
