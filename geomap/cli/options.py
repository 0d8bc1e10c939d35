"""Options that several commands share: what is known of the reports, where output goes."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from geomap.cli.console import note
from geomap.errors import OutputError, UnknownFormatError, UsageError

if TYPE_CHECKING:
    from geomap.events.figures.rules import FigureRules
    from geomap.protocols import Extractor
    from geomap.text.readers import ReadOptions

__all__ = [
    "check_folder",
    "check_page",
    "check_tables",
    "chosen_extractor",
    "extractor_options",
    "figure_options",
    "figure_rules",
    "kept",
    "read_options",
    "report_options",
    "workers_option",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _day(context: click.Context, option: click.Parameter, value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(
            f"{value!r} is not a day such as 2015-09-30", context, option
        ) from error


def _language(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch("[A-Za-z]{2}", value):
        raise click.BadParameter(
            f"{value!r} is not a two-letter code such as en (ISO 639-1)", context, option
        )
    return value.lower() if value else None


def report_options(*title_flags: str) -> Callable[[_Command], _Command]:
    """Add the options that say what the reports themselves do not say.

    Parameters
    ----------
    *title_flags : str
        How the option for the reports' title is written.

    Returns
    -------
    callable
        A decorator for a command.
    """
    options = (
        click.option(*title_flags, "report_title", metavar="TEXT", help="The reports' title."),
        click.option("--source", metavar="TEXT", help="Who published the reports."),
        click.option("--author", metavar="TEXT", help="Who wrote them."),
        click.option(
            "--published",
            callback=_day,
            metavar="YYYY-MM-DD",
            help="The day they were published: what 'on Wednesday' hangs on.",
        ),
        click.option("--url", metavar="URL", help="Where they were published."),
        click.option("--language", callback=_language, metavar="CODE", help="Their language: en."),
        click.option(
            "--seconds",
            type=click.FloatRange(min=0, min_open=True),
            metavar="N",
            help="Time for reading one file (20); a file that takes longer is set aside.",
        ),
        click.option(
            "--max-bytes",
            type=click.IntRange(min=1),
            metavar="N",
            help="Size of the largest file that is read (50000000).",
        ),
    )

    def decorate(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def extractor_options(command: _Command) -> _Command:
    """Add the options that name a second reader: none is asked that is not named.

    Parameters
    ----------
    command : callable
        The command.

    Returns
    -------
    callable
        The command, with ``extractor`` and ``extractor_model``.
    """
    address = click.option(
        "--extractor",
        metavar="URL",
        help="Also ask the language model behind this OpenAI-compatible address; the reports' "
        "texts are sent there.",
    )
    model = click.option(
        "--extractor-model", metavar="NAME", help="The model that --extractor shall use."
    )
    return address(model(command))


def chosen_extractor(address: str | None, model: str | None) -> Extractor | None:
    """Give the extractor that the options name, and say where the texts go.

    Parameters
    ----------
    address, model : str or None
        What was given.

    Returns
    -------
    Extractor or None
        None where none is named.

    Raises
    ------
    UsageError
        When only one of both is given, or the address is none.
    """
    if address is None and model is None:
        return None
    if address is None or model is None:
        raise UsageError("--extractor and --extractor-model go together: an address and a model")
    from geomap.extraction.service import OnlineExtractor

    key = os.environ.get("GEOMAP_EXTRACTOR_KEY")
    extractor = OnlineExtractor(address, model=model, api_key=key)
    note(f"the reports' texts are sent to {extractor.host}")
    return extractor


def workers_option(command: _Command) -> _Command:
    """Add the option that says how many processes read.

    Parameters
    ----------
    command : callable
        A command.

    Returns
    -------
    callable
        The command, with ``workers``.
    """
    return click.option(
        "--workers",
        type=click.IntRange(min=1, max=256),
        default=1,
        metavar="N",
        help="Processes that read at once (1). The result is the same; each takes some 500 MB.",
    )(command)


def figure_options(command: _Command) -> _Command:
    """Add the options that say by which rules claims become figures."""
    policy = click.option(
        "--policy",
        type=click.Choice(("geomap", "ucdp", "acled", "airwars")),
        default=None,
        help="By whose rules claims become figures (geomap).",
    )
    claimants = click.option(
        "--claimants",
        type=click.Path(dir_okay=False, exists=True),
        multiple=True,
        metavar="FILE.csv",
        help="Parties of your own, told apart as those that ship; may be repeated.",
    )
    return policy(claimants(command))


def figure_rules(policy: str | None, claimants: tuple[str, ...]) -> FigureRules:
    """Make rules of what was given on the command line.

    Parameters
    ----------
    policy : str or None
        The policy's name; None is ``geomap``.
    claimants : tuple of str
        Tables of parties.

    Returns
    -------
    FigureRules
        The rules.

    Raises
    ------
    UsageError
        When a table cannot be read.
    """
    from geomap.events.figures.rules import FigureRules

    return FigureRules(policy=policy or "geomap", claimants=claimants)


def read_options(facts: dict[str, Any]) -> ReadOptions:
    """Make reading options of what was given on the command line.

    Parameters
    ----------
    facts : dict
        The values of `report_options`; None where one was not given.

    Returns
    -------
    ReadOptions
        With its own defaults for what was not given.
    """
    from geomap.text.readers import ReadOptions

    given = {name: value for name, value in facts.items() if value is not None}
    if "report_title" in given:
        given["title"] = given.pop("report_title")
    return ReadOptions(**given)


def check_folder(path: Path) -> None:
    """Check that a file could be written, before the long work and without heavy imports.

    Parameters
    ----------
    path : pathlib.Path
        The file to be written.

    Raises
    ------
    OutputError
        When its folder is missing or not writable, or it is itself a folder.

    Examples
    --------
    >>> check_folder(Path("no-such-folder/map.html"))
    Traceback (most recent call last):
        ...
    geomap.errors.OutputError: no-such-folder/map.html: the folder no-such-folder does not \
exist; make it first
    """
    folder = path.parent
    if path.is_dir():
        raise OutputError("this is a folder; name a file in it", where=str(path))
    if not folder.is_dir():
        raise OutputError(f"the folder {folder} does not exist; make it first", where=str(path))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(
            f"the folder {folder} cannot be written in; choose another", where=str(path)
        )


def check_page(path: Path, *, force: bool) -> None:
    """Check that a page may be written, as `Map.save` will.

    Parameters
    ----------
    path : pathlib.Path
        The page to be written.
    force : bool
        Whether a file that is no geomap page may be replaced.

    Raises
    ------
    UnknownFormatError
        When the name is not that of a page.
    OutputError
        When it cannot or must not be written.
    """
    if path.suffix.lower() not in (".html", ".htm"):
        raise UnknownFormatError(
            f"this is to be a page, so its name ends in .html, not {path.suffix!r}; tables are "
            "written by geomap read",
            where=str(path),
        )
    check_folder(path)
    if force or not path.exists():
        return
    from geomap.maps.document import is_geomap_page

    if not is_geomap_page(path):
        raise kept(path)


def check_tables(path: Path, *, force: bool, key: str | None = None) -> None:
    """Check that a casebook may be written, as `Casebook.save` will.

    Parameters
    ----------
    path : pathlib.Path
        The casebook to be written.
    force : bool
        Whether files that geomap did not write may be replaced.
    key : str, optional
        The format of another program, where one was named.

    Raises
    ------
    UnknownFormatError
        When no format has this suffix.
    OutputError
        When it cannot or must not be written.
    """
    check_folder(path)
    from geomap.events.exchange import chosen_format

    chosen = chosen_format(path, key)
    for name, target in chosen.files(path).items():
        if target.exists() and not force and not chosen.recognises(name, target):
            raise kept(target)


def kept(path: Path) -> OutputError:
    """Say that a file is not replaced."""
    return OutputError(
        "is there already and geomap did not write it, so it is kept; choose another name, "
        "or replace it with --force",
        where=str(path),
    )
