"""Commands that answer JSON lines: one line in, one line out, as it comes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from geomap.errors import UsageError

__all__ = ["answer_files", "opened"]

Answers = Callable[[BinaryIO, str], Iterator[dict[str, Any]]]


def answer_files(inputs: Sequence[str], answers: Answers) -> int:
    """Answer the lines of files, or of standard input, on standard output.

    Parameters
    ----------
    inputs : sequence of str
        The files; "-" or none is standard input.
    answers : callable
        Gives the answers of a stream and its name, each with a list ``errors``.

    Returns
    -------
    int
        The exit status: 1 when any answer has errors.

    Raises
    ------
    UsageError
        When a file cannot be opened.
    """
    failed = False
    for name in inputs or ("-",):
        with opened(name) as stream:
            failed |= _answer(stream, name, answers)
    return 1 if failed else 0


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """Open a file of lines, or standard input.

    Parameters
    ----------
    name : str
        The file; "-" is standard input, which stays open.

    Yields
    ------
    file
        Its bytes.

    Raises
    ------
    UsageError
        When it cannot be opened.
    """
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115  closed below
    except OSError as error:
        raise UsageError(f"cannot be opened: {error.strerror}", where=name) from error
    with stream:
        yield stream


def _answer(stream: BinaryIO, origin: str, answers: Answers) -> bool:
    failed = False
    for answer in answers(stream, origin):
        # Plain ASCII: any pipe takes it, and no character of a report drives a terminal.
        click.echo(json.dumps(answer))
        sys.stdout.flush()
        failed = failed or bool(answer["errors"])
    return failed
