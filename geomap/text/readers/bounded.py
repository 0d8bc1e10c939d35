"""A worker process for files that may be hostile: bounded in time, memory and trust."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Any

from geomap.errors import EmptyReportError, UnreadableReportError
from geomap.model import Report
from geomap.protocols import ReportSource
from geomap.text.readers.options import ReadOptions
from geomap.text.readers.wire import report_from_json

__all__ = ["BoundedWorker"]

# The worker gets our own import path, so that it runs the same geomap; -P keeps a module
# that lies in the folder where the user happens to stand from being imported instead.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from geomap.text.readers.worker import main; main()"
)
_START_SECONDS = 30.0


class BoundedWorker:
    """Reads files in a child process, which is started when first needed and then reused.

    Parameters
    ----------
    options : ReadOptions
        The limits.
    warm : sequence of str, optional
        Names of the readers whose libraries the worker should load at once.

    Examples
    --------
    >>> with BoundedWorker(ReadOptions()) as worker:
    ...     worker.is_running
    False
    """

    def __init__(self, options: ReadOptions, *, warm: Sequence[str] = ()) -> None:
        self._options = options
        self._warm = list(warm)
        self._process: subprocess.Popen[bytes] | None = None
        self._is_fresh = True
        self._timed_out = threading.Event()

    def __enter__(self) -> BoundedWorker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def is_running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    def start(self) -> None:
        """Start the process, if there is none, and do not wait for it."""
        if self._process is not None:
            return
        path = [entry or os.getcwd() for entry in sys.path]  # noqa: PTH109
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-c", _START, json.dumps(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._is_fresh = True
        self._send({"memory": self._options.memory, "warm": self._warm}, b"")

    def read(self, reader: str, source: ReportSource) -> list[Report]:
        """Read one file.

        Parameters
        ----------
        reader : str
            The reader's name.
        source : ReportSource
            The file.

        Returns
        -------
        list of Report
            The reports in it.

        Raises
        ------
        UnreadableReportError
            When it cannot be read, takes too long or too much memory, or kills the worker.
        EmptyReportError
            When there is no text in it.
        """
        answer = self._ask(reader, source)
        if "error" in answer:
            kind = EmptyReportError if answer.get("empty") else UnreadableReportError
            raise kind(answer["error"], where=source.origin)
        return [report_from_json(fields) for fields in answer["reports"]]

    def close(self) -> None:
        """End the process."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # bytes that the dead process will not take
                    continue
        process.wait()

    def _ask(self, reader: str, source: ReportSource) -> dict[str, Any]:
        self.start()
        if self._is_fresh:
            # Start-up on a busy machine is not the file's fault and not in its time.
            ready = self._exchange(None, b"", _START_SECONDS)
            if ready is None:
                self.close()
                return {"error": "the worker that reads such files could not be started"}
            self._is_fresh = False
        seconds = self._options.seconds
        header = {
            "reader": reader,
            "origin": source.origin,
            "suffix": source.suffix,
            "meta": dict(source.meta),
            "size": len(source.content),
            "seconds": seconds,
        }
        answer = self._exchange(header, source.content, seconds)
        return answer if answer is not None else {"error": self._cause_of_death()}

    def _exchange(
        self, header: dict[str, Any] | None, content: bytes, seconds: float
    ) -> dict[str, Any] | None:
        """Send a request and wait for a line; None when the process did not answer."""
        process = self._process
        if process is None or process.stdout is None:
            return None
        self._timed_out = threading.Event()
        timer = threading.Timer(seconds, _stop, (process, self._timed_out))
        timer.daemon = True
        timer.start()
        try:
            if header is not None:
                self._send(header, content)
            line = process.stdout.readline()
        finally:
            timer.cancel()
        if not line.endswith(b"\n") or self._timed_out.is_set():
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _send(self, header: dict[str, Any], content: bytes) -> None:
        pipe = self._process.stdin if self._process else None
        if pipe is None:
            return
        try:
            pipe.write(json.dumps(header).encode("ascii") + b"\n")
            pipe.write(content)
            pipe.flush()
        except OSError:  # the worker has died: the empty answer will say so
            return

    def _cause_of_death(self) -> str:
        code = self._process.wait() if self._process else None
        self.close()
        if self._timed_out.is_set():
            return f"took longer than {self._options.seconds:g} s"
        if code is not None and code < 0:
            return f"the parser crashed on it (signal {-code})"
        return "the parser gave up on it, perhaps for want of memory"


def _stop(process: subprocess.Popen[bytes], timed_out: threading.Event) -> None:
    timed_out.set()
    process.kill()
