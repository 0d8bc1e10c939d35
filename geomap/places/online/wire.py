"""One question over HTTP: asked once, bounded in time and size, each failure by its name.

Only the standard library. The address that goes out may hold a key, so nothing of it, and
nothing of what the library below says of it, reaches an error or a log.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import IO, Any, Self, cast
from urllib.parse import urlsplit

from geomap.errors import (
    CaptivePortalError,
    GarbledAnswerError,
    NoNetworkError,
    OnlineServiceError,
    RateLimitedError,
    RefusedError,
    ServiceFailedError,
    ServiceTimeoutError,
    UntrustedConnectionError,
)
from geomap.places.online.patience import Patience, retry_after_s

__all__ = ["Reply", "cleaned", "fetch"]

_LARGEST = 4_000_000  # bytes, unpacked; a list of places is a few thousand
_CHUNK = 65_536
_REDIRECTS = 3
_SHOWN = 200
# characters of a service's own words that an error repeats
_JOINERS = "\u200c\u200d"
# not printable to Python, but Persian and Indic names need them
_PORTAL_STATUS = 511
_REFUSALS = {
    401: "the key is missing or wrong",
    402: "the account does not pay for this",
    403: "the key or the user agent is not allowed; read the service's usage policy",
    407: "the proxy wants a login",
    451: "it may not answer for legal reasons",
}
_TIMEOUTS = frozenset({408, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a service sent: the bytes, unpacked, and how they are to be read."""

    body: bytes
    charset: str

    @property
    def text(self) -> str:
        """The bytes as text; `GarbledAnswerError` when they are not in their charset."""
        try:
            return self.body.decode(self.charset)
        except (UnicodeDecodeError, LookupError) as error:
            raise GarbledAnswerError(f"the answer is not text in {self.charset}") from error


def fetch(url: str, *, headers: Mapping[str, str], where: str, patience: Patience) -> Reply:
    """Ask a service one question, once.

    Parameters
    ----------
    url : str
        The whole address; proxies are taken from the environment, as everywhere.
    headers : mapping
        Sent with it; the user agent among them.
    where : str
        How errors call the service.
    patience : Patience
        Its time-outs.

    Returns
    -------
    Reply
        What came with status 200.

    Raises
    ------
    OnlineServiceError
        One of its kinds, for each way in which this can fail.
    """
    request = urllib.request.Request(url, headers={**headers, "Accept-Encoding": "gzip"})  # noqa: S310
    with _Deadline(patience) as deadline:
        try:
            with _opener(deadline).open(request, timeout=patience.connect_s) as answer:
                body = _body(answer, where)
                if deadline.passed:  # an ended connection can look like the end of an answer
                    raise _too_slow(where)
                return _reply(_unpacked(body, answer.headers, where), answer.headers, where)
        except urllib.error.HTTPError as error:
            # Without its cause, here and below: urllib's errors carry the address with the key.
            error.close()
            raise _by_status(error, where) from None
        except urllib.error.URLError as error:
            raise _by_reason(error.reason, where) from None
        except (OnlineServiceError, http.client.HTTPException, ValueError, OSError) as error:
            raise (_too_slow(where) if deadline.passed else _by_reason(error, where)) from None


class _Deadline:
    """Ends a connection when its time is up, however busily it drips."""

    def __init__(self, patience: Patience) -> None:
        self.read_s = patience.read_s
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(patience.connect_s + patience.read_s, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, connected: socket.socket) -> None:
        """Give a connection that was made its time-out for each read, and end it in time."""
        connected.settimeout(self.read_s)
        self._socket = connected

    def _end(self) -> None:
        self.passed = True
        if self._socket is not None:
            with contextlib.suppress(OSError):  # it may have been closed just now
                self._socket.shutdown(socket.SHUT_RDWR)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a service only to itself; everything else is somebody standing in the way."""

    max_redirections = _REDIRECTS

    def redirect_request(
        self, req: Any, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if after.hostname != before.hostname or after.scheme not in (before.scheme, "https"):
            fp.close()
            elsewhere = cleaned(f"{after.scheme}://{after.hostname}")
            raise CaptivePortalError(
                f"the question was sent on to {elsewhere}; log in to the network, "
                "or tell which host the service has now",
                status=code,
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _SlowerOnceConnected:
    """Gives a connection one time-out to be made and another to be read from."""

    def __init__(self, kind: type[http.client.HTTPConnection], deadline: _Deadline) -> None:
        self._kind = kind
        self._deadline = deadline

    def __call__(self, host: str, **options: Any) -> http.client.HTTPConnection:
        connection = self._kind(host, **options)
        connect = connection.connect

        def connect_then_wait() -> None:
            connect()
            self._deadline.watch(connection.sock)

        connection.connect = connect_then_wait  # type: ignore[method-assign]
        return connection


class _Plain(urllib.request.HTTPHandler):
    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        kind = _SlowerOnceConnected(http.client.HTTPConnection, self._deadline)
        return self.do_open(cast("Any", kind), req)


class _Encrypted(urllib.request.HTTPSHandler):
    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        kind = _SlowerOnceConnected(http.client.HTTPSConnection, self._deadline)
        return self.do_open(cast("Any", kind), req, context=ssl.create_default_context())


def _opener(deadline: _Deadline) -> urllib.request.OpenerDirector:
    """Give what speaks HTTP and HTTPS and nothing else: no file, no FTP."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        _Plain(deadline),
        _Encrypted(deadline),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirects(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _body(answer: Any, where: str) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while chunk := answer.read1(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > _LARGEST:
            raise GarbledAnswerError(_too_large(), where=where, status=answer.status)
    if answer.length:  # http.client keeps what is missing here, and says nothing
        raise GarbledAnswerError(
            f"the answer is cut off, {answer.length} bytes are missing", where=where
        )
    return b"".join(chunks)


def _unpacked(body: bytes, headers: Message, where: str) -> bytes:
    encoding = (headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding == "identity":
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise GarbledAnswerError(
            f"the answer is packed as {cleaned(encoding)!r}, though gzip was asked for", where=where
        )
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, by its first bytes
    try:
        plain = unpacker.decompress(body, _LARGEST + 1)
    except zlib.error as error:
        raise GarbledAnswerError(f"the answer's packing is broken: {error}", where=where) from error
    if len(plain) > _LARGEST:
        raise GarbledAnswerError(_too_large(), where=where)
    if not unpacker.eof:
        raise GarbledAnswerError("the packed answer is cut off", where=where)
    return plain


def _reply(body: bytes, headers: Message, where: str) -> Reply:
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    page = start.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<script"))
    if page or headers.get_content_type() in ("text/html", "application/xhtml+xml"):
        raise CaptivePortalError(
            "a web page came instead of an answer, as login pages of networks do; "
            "open the network's page, or check the service's host",
            where=where,
            status=200,
        )
    return Reply(body=body, charset=(headers.get_content_charset() or "utf-8").lower())


def _by_status(error: urllib.error.HTTPError, where: str) -> OnlineServiceError:
    status = error.code
    wait = retry_after_s(error.headers.get("Retry-After"), now=time.time())
    if status == 429:
        asked = "" if wait is None else f" and wants {wait:.0f} s of quiet"
        return RateLimitedError(
            f"it was asked too often{asked} (HTTP 429)",
            where=where, status=status, retry_after_s=wait,
        )  # fmt: skip
    if status == _PORTAL_STATUS:
        return CaptivePortalError(
            "the network wants a login first (HTTP 511)", where=where, status=status
        )
    if status in _TIMEOUTS:
        return ServiceTimeoutError(
            f"it ran out of time itself (HTTP {status})",
            where=where, status=status, retry_after_s=wait,
        )  # fmt: skip
    if status >= 500:
        return ServiceFailedError(
            f"it is broken or down (HTTP {status})",
            where=where, status=status, retry_after_s=wait,
        )  # fmt: skip
    if 300 <= status < 400:
        return CaptivePortalError(
            f"it sends the question on without end or nowhere (HTTP {status})",
            where=where, status=status,
        )  # fmt: skip
    why = _REFUSALS.get(status, "it does not take the question; check the options and its host")
    return RefusedError(f"{why} (HTTP {status})", where=where, status=status)


def _by_reason(reason: object, where: str) -> OnlineServiceError:
    """Tell the failures below HTTP apart; only what the system says of itself is repeated."""
    if isinstance(reason, OnlineServiceError):
        return type(reason)(reason.message, where=where, status=reason.status)
    if isinstance(reason, ssl.SSLCertVerificationError):
        said = cleaned(reason.verify_message or "not verified")
        return UntrustedConnectionError(
            f"its certificate is not to be trusted: {said}; somebody may be listening", where=where
        )
    if isinstance(reason, TimeoutError) or str(reason) == "timed out":
        return ServiceTimeoutError("no answer in time", where=where)
    if isinstance(reason, ssl.SSLError):
        return UntrustedConnectionError("no encrypted connection could be made", where=where)
    if isinstance(reason, socket.gaierror):
        return NoNetworkError("no such host, or no network to ask for it", where=where)
    if isinstance(reason, ConnectionRefusedError):
        return NoNetworkError("nobody listens there (connection refused)", where=where)
    if isinstance(reason, (http.client.RemoteDisconnected, ConnectionError)):
        return NoNetworkError("the connection was closed before an answer", where=where)
    if isinstance(reason, http.client.IncompleteRead):
        return GarbledAnswerError("the answer is cut off", where=where)
    if isinstance(reason, (http.client.HTTPException, ValueError)):
        return GarbledAnswerError("the answer is not HTTP as it should be", where=where)
    if isinstance(reason, OSError):
        said = cleaned(reason.strerror or type(reason).__name__)
        return NoNetworkError(f"no way to it: {said}", where=where)
    return NoNetworkError("no way to it, as the proxy or its scheme stands", where=where)


def cleaned(text: str, *, longest: int = _SHOWN) -> str:
    r"""Make a stranger's words fit for a line: no control or direction marks, not too long.

    Parameters
    ----------
    text : str
        As it came.
    longest : int
        The most characters to keep.

    Returns
    -------
    str
        On one line.

    Examples
    --------
    >>> cleaned("Homs\x1b[2J\n\u202eevil")
    'Homs [2J evil'
    """
    plain = "".join(
        char if char.isprintable() or char in "\u200c\u200d" else " "
        for char in text[: 4 * longest]
    )
    line = " ".join(plain.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _too_slow(where: str) -> OnlineServiceError:
    return ServiceTimeoutError("the answer drips in too slowly", where=where)


def _too_large() -> str:
    return f"the answer is larger than {_LARGEST // 1_000_000} MB, a list of places is not"
