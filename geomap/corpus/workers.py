"""Worker processes: the same work on many things at once, the answers in the order asked.

What goes to a worker and what comes back are bytes, never pickles. A worker that dies takes
the one thing that it was busy with along, and another is started for the rest.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Generic, Self, TypeVar

from geomap.threads import ONE_THREAD

__all__ = ["Answer", "Workers", "serve"]

_About = TypeVar("_About")

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from geomap.corpus.workers import serve; serve(sys.argv[2])"
)
_LENGTH = 8
# bytes that say how long a message is
_AHEAD = 4
# Requests a worker that may be read before their turn: enough to keep it busy.
_PATIENCE_S = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[_About]):
    """What became of one request."""

    about: _About
    # as it was given with the request
    content: bytes | None
    # None: nothing was asked, or the worker died
    failure: str | None = None
    # how the worker died


class Workers:
    """Some processes that do the same work.

    Parameters
    ----------
    task : str
        Where the work is: "module:function", from bytes to bytes.
    count : int
        How many processes.

    Examples
    --------
    >>> with Workers("base64:b64encode", count=2) as workers:
    ...     [answer.content for answer in workers.answers([(1, b"Homs"), (2, b"Hama")])]
    [b'SG9tcw==', b'SGFtYQ==']
    """

    def __init__(self, task: str, *, count: int) -> None:
        self._task = task
        self._count = count
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._all = [_Worker(task) for _ in range(count)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        self._stopped.set()
        for worker in self._all:
            worker.stop()

    def answers(self, requests: Iterable[tuple[_About, bytes | None]]) -> Iterator[Answer[_About]]:
        """Answer requests, in their order.

        Parameters
        ----------
        requests : iterable of (object, bytes or None)
            What each is about, and the bytes for the worker; None where nothing is to be
            asked. They are read a few ahead of the answers, in a thread of their own.

        Yields
        ------
        Answer
            One a request.

        Raises
        ------
        Exception
            What the iterable raises.
        """
        for worker in self._all:
            self._idle.put(worker)
        waiting: queue.Queue[Future[Answer[_About]] | None] = queue.Queue(_AHEAD * self._count)
        with ThreadPoolExecutor(max_workers=self._count) as threads:
            feeder = threading.Thread(
                target=self._feed, args=(requests, threads, waiting), daemon=True
            )
            feeder.start()
            try:
                while (next_one := waiting.get()) is not None:
                    yield next_one.result()
            finally:
                self.close()

    def _feed(
        self,
        requests: Iterable[tuple[_About, bytes | None]],
        threads: ThreadPoolExecutor,
        waiting: queue.Queue[Future[Answer[_About]] | None],
    ) -> None:
        try:
            for about, content in requests:
                if not self._put(waiting, threads.submit(self._ask, about, content)):
                    return
            self._put(waiting, None)
        except BaseException as error:  # raised again where the answers are read
            failed: Future[Answer[_About]] = Future()
            failed.set_exception(error)
            self._put(waiting, failed)

    def _put(
        self,
        waiting: queue.Queue[Future[Answer[_About]] | None],
        answer: Future[Answer[_About]] | None,
    ) -> bool:
        while not self._stopped.is_set():
            with suppress(queue.Full):
                waiting.put(answer, timeout=_PATIENCE_S)
                return True
        return False

    def _ask(self, about: _About, content: bytes | None) -> Answer[_About]:
        if content is None or self._stopped.is_set():
            return Answer(about=about, content=None)
        worker = self._idle.get()
        try:
            found = worker.ask(content)
            return Answer(
                about=about, content=found, failure=worker.cause() if found is None else None
            )
        finally:
            self._idle.put(worker)


class _Worker:
    """One process, started when first asked and again when it has died."""

    def __init__(self, task: str) -> None:
        self._task = task
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def ask(self, content: bytes) -> bytes | None:
        """Send a message and wait for the answer; None when the process died."""
        if self._stopped:
            return None
        process = self._process = self._process or self._started()
        if process.stdin is None or process.stdout is None:
            return None
        try:
            _send(process.stdin, content)
            return _receive(process.stdout)
        except (OSError, ValueError):  # it has died, or was stopped and its pipes are closed
            return None

    def cause(self) -> str:
        """Say how the process died, and forget it."""
        process, self._process = self._process, None
        if process is None:
            return "it was stopped"
        code = process.wait()
        _close(process)
        return f"signal {-code}" if code < 0 else f"exit status {code}"

    def stop(self) -> None:
        """End the process, and start no other."""
        self._stopped = True
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        _close(process)

    def _started(self) -> subprocess.Popen[bytes]:
        path = [entry or os.getcwd() for entry in sys.path]  # noqa: PTH109
        # -P keeps a module that lies where the user happens to stand from being imported.
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-c", _START, json.dumps(path), self._task],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**dict.fromkeys(ONE_THREAD, "1"), **os.environ},
        )


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # bytes that the dead process will not take
                pipe.close()


def serve(task: str) -> None:
    """Do the work for every message on standard input, until there are no more.

    Parameters
    ----------
    task : str
        "module:function", from bytes to bytes.

    Examples
    --------
    >>> callable(serve)
    True
    """
    # An interrupt from the terminal reaches all processes; the parent ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # A library that prints must not break the pipe.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    module, _, name = task.partition(":")
    work: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
    while (content := _receive(sys.stdin.buffer)) is not None:
        try:
            _send(answers, work(content))
        except BrokenPipeError:  # the parent has gone
            return


def _send(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(len(content).to_bytes(_LENGTH, "big"))
    pipe.write(content)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    size = int.from_bytes(head, "big")
    content = pipe.read(size)
    return content if len(content) == size else None
