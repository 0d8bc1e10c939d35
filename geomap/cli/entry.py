"""The command ``geomap``: its commands, its errors, its exit codes.

Start-up is part of the design: nothing here or in the commands' modules imports more than
click before a command runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from geomap import __version__
from geomap.cli.console import fail
from geomap.cli.evaluate import evaluate_command
from geomap.cli.explain import explain_command
from geomap.cli.export import export_command
from geomap.cli.gazetteer import gazetteer_command
from geomap.cli.geocode import geocode_command
from geomap.cli.map import map_command
from geomap.cli.read import read_command
from geomap.cli.reconcile import reconcile_command
from geomap.cli.review import review_command
from geomap.errors import GeomapError, UsageError
from geomap.threads import use_one_thread

__all__ = ["commands", "main", "run"]

SOME_FAILED, USAGE, INTERRUPTED, BROKEN_PIPE = 1, 2, 130, 141
# The last two are 128 + the signal's number, as shells have them.

_EPILOG = """\b
Examples:
  geomap map reports/ -o map.html
  geomap read reports/ -o casebook.gpkg
  geomap explain casebook.gpkg ID
  geomap export casebook.gpkg -o casebook.kml
  geomap geocode "Talbiseh, Homs" --why
  geomap gazetteer list
  geomap evaluate gold.jsonl

Exit status: 0 all well, 1 some reports or names failed and are listed, 2 usage.
"""


@click.group(
    name="geomap",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EPILOG,
)
@click.version_option(__version__, prog_name="geomap")
def commands() -> None:
    """Turn reports of armed conflict into maps and tables.

    Every number on the map leads back to the words it rests on and to who said them.
    geomap works offline: no report leaves this machine.
    """


for _command in (
    map_command, read_command, reconcile_command, review_command, explain_command, export_command,
    geocode_command, gazetteer_command, evaluate_command,
):  # fmt: skip
    commands.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit status.

    Parameters
    ----------
    arguments : sequence of str, optional
        What comes after ``geomap``; by default the process's own.

    Examples
    --------
    >>> main(["--version"])
    Traceback (most recent call last):
        ...
    SystemExit: 0
    """
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        What comes after ``geomap``; by default the process's own.

    Returns
    -------
    int
        0 all well, 1 some reports failed, 2 usage, 130 stopped by the user.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    use_one_thread()
    try:
        with commands.make_context("geomap", given) as context:
            status = commands.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        return _say(error)
    except GeomapError as error:
        fail(str(error))
        return USAGE if isinstance(error, UsageError) else SOME_FAILED
    except (KeyboardInterrupt, click.Abort):
        fail("stopped")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone. What is left in the buffer must go somewhere,
        # or the interpreter complains on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return status if isinstance(status, int) else 0


def _say(error: click.ClickException) -> int:
    message = error.format_message()
    context = getattr(error, "ctx", None)
    if context is not None:
        message += f" (see {context.command_path} --help)"
    fail(message)
    return error.exit_code
