"""Reading in a process of its own, while this one gets ready to draw.

The language model takes seconds to load, and so do the libraries of tables and maps. Two
processes load them side by side. The other process is ours and runs our code on inputs that
we named; what comes back through the pipe was made there, so it may be pickled.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from geomap.errors import GeomapError

__all__ = ["Task", "Worker"]

_log = logging.getLogger(__name__)

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Generic[Made]):
    """What the worker does; functions of modules and their partials, so that they can travel."""

    gather: Callable[[], Iterable[Any]]
    # gives the inputs, the same ones in the same order whenever it is called
    treat: Callable[[Any], Iterable[Made]]
    # turns one input into what it gives
    spoil: Callable[[Any, str], Iterable[Made]]
    # says what an input gives that could not be treated, and the reason in words


class Worker(Generic[Made]):
    """A process that works through a task; its results come in order.

    An input that raises is spoiled and the others go on. One that kills the process is
    spoiled too, and a new process goes on after it.

    Parameters
    ----------
    task : Task
        What to do. The process starts with the `Worker` and is not waited for.

    Examples
    --------
    >>> task = Task(gather=tuple, treat=iter, spoil=lambda entry, reason: ())
    >>> callable(Worker) and task.gather()
    ()
    """

    def __init__(self, task: Task[Made]) -> None:
        self._task = task
        self._done = 0
        self._start()

    def __enter__(self) -> Worker[Made]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Made]:
        entry: Any = None
        while True:
            try:
                kind, content = self._pipe.recv()
            except EOFError:
                yield from self._after_death(entry)
                entry = None
                continue
            if kind == "ended":
                return
            if kind == "raised":
                raise content
            if kind == "made":
                yield content
            elif kind == "begun":
                entry = content
            else:  # done
                self._done, entry = self._done + 1, None

    def close(self) -> None:
        """End the process."""
        if self._process.is_alive():
            self._process.terminate()
        self._process.join()
        self._pipe.close()

    def _start(self) -> None:
        # A fresh interpreter: nothing of this process, such as a lock that is held, goes along.
        context = multiprocessing.get_context("spawn")
        self._pipe, there = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_serve, args=(there, self._task, self._done), daemon=True
        )
        self._process.start()
        there.close()

    def _after_death(self, entry: Any) -> Iterator[Made]:
        self._process.join()
        code = self._process.exitcode or 0
        cause = f"signal {-code}" if code < 0 else f"status {code}"
        self._pipe.close()
        if entry is None:
            # It did not die of an input, so a new one would die as well.
            raise GeomapError(f"the process that reads the reports ended ({cause})")
        self._done += 1
        self._start()
        yield from self._task.spoil(entry, f"the process that read it ended ({cause})")


def _serve(pipe: Connection, task: Task[Any], done: int) -> None:
    """Work through a task, past what is done, and tell of every step."""
    # Ctrl-C reaches both processes; the parent says so, and ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for number, entry in enumerate(task.gather()):
            if number < done:
                continue
            pipe.send(("begun", entry))
            for made in _treated(task, entry):
                pipe.send(("made", made))
            pipe.send(("done", None))
        pipe.send(("ended", None))
    except GeomapError as error:  # no such file, nothing in the folder …
        pipe.send(("raised", error))
    except BrokenPipeError:  # nobody listens any more
        return


def _treated(task: Task[Any], entry: Any) -> list[Any]:
    try:
        return list(task.treat(entry))
    except BrokenPipeError:
        raise
    # The last wall between one input and the run: the others wait behind it.
    except Exception as error:
        _log.exception("an input could not be treated")
        return list(task.spoil(entry, f"it broke the reader: {type(error).__name__}: {error}"))
