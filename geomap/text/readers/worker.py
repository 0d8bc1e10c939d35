"""The other side of the pipe: parses files that may be hostile, in bounds set by the parent.

Requests come on standard input and answers go to standard output, each as one line of JSON;
a request is followed by the bytes of the file. Nothing is ever unpickled.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import warnings
from typing import Any, BinaryIO

from geomap.errors import ReportError
from geomap.protocols import ReportSource
from geomap.text.readers.registry import READERS
from geomap.text.readers.wire import report_to_json

__all__ = ["main", "serve"]

# What a format's reader imports when it is first used: fetched while the parent still
# reads plain files.
_LIBRARIES = {
    "HTML": ("trafilatura", "lxml.html"),
    "PDF": ("pypdfium2",),
    "DOCX": ("docx", "defusedxml.ElementTree"),
    "Markdown": ("markdown_it",),
}


def main() -> None:
    """Serve requests from standard input until it ends.

    Examples
    --------
    >>> callable(main)
    True
    """
    bounds = json.loads(sys.stdin.buffer.readline())
    _bound_memory(bounds["memory"])
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # A library that prints must not break the pipe.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    warnings.simplefilter("ignore")
    for name in bounds["warm"]:
        for library in _LIBRARIES.get(name, ()):
            with contextlib.suppress(ImportError):
                importlib.import_module(library)
    answers.write(b"{}\n")  # ready
    answers.flush()
    serve(sys.stdin.buffer, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    r"""Answer requests until there are no more.

    Parameters
    ----------
    requests : BinaryIO
        Lines of JSON with reader, origin, suffix, meta, size and seconds, each followed by
        ``size`` bytes.
    answers : BinaryIO
        Takes one line of JSON a request: ``{"reports": […]}`` or ``{"error": reason}``.

    Examples
    --------
    >>> from io import BytesIO
    >>> line = b'{"reader": "PDF", "origin": "a", "suffix": "", "meta": {}, "size": 5}\n%PDF-'
    >>> answers = BytesIO()
    >>> serve(BytesIO(line), answers)
    >>> answers.getvalue().startswith(b'{"error": ')
    True
    """
    while line := requests.readline():
        request = json.loads(line)
        content = requests.read(request["size"])
        _bound_time(request.get("seconds"))
        answer = _answer(request, content)
        answers.write(json.dumps(answer).encode("ascii") + b"\n")
        answers.flush()


def _answer(request: dict[str, Any], content: bytes) -> dict[str, Any]:
    reader = next(reader for reader in READERS if reader.name == request["reader"])
    source = ReportSource(
        origin=request["origin"],
        content=content,
        suffix=request["suffix"],
        meta=request["meta"],
    )
    try:
        return {"reports": [report_to_json(report) for report in reader.read(source)]}
    except ReportError as error:
        return {"error": error.message, "empty": type(error).__name__ == "EmptyReportError"}
    except MemoryError:
        return {"error": "it needs more memory than is allowed"}
    except RecursionError:
        return {"error": "it is nested too deeply"}
    # The last wall between a crafted file and the run: whatever a parser throws at us is
    # that one file's fault, and the parent names the file.
    except Exception as error:
        return {"error": f"the {reader.name} reader failed: {type(error).__name__}: {error}"[:300]}


def _bound_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; time and size still hold
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_time(seconds: float | None) -> None:
    """Stop by ourselves soon after the parent would have, should the parent be gone."""
    if seconds is None:
        return
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime + seconds) + 10
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
