"""The errors of geomap: one tree, drawn here.

::

    GeomapError
    ├── UsageError (ValueError)            the call itself is off: an option, a column, a name
    │   ├── OutputError                    the output cannot or must not be written
    │   └── UnknownFormatError             no reader or writer for this kind of file
    ├── ReportError (ValueError)           one report cannot be read; the others go on
    │   ├── UnreadableReportError          broken, locked, too large, hostile, not text
    │   └── EmptyReportError               nothing in it that a person could read
    ├── SchemaError (ValueError)           a table or record does not have the agreed shape
    ├── OnlineServiceError                 an online service asked by name gave no usable answer
    │   ├── RateLimitedError               it was asked too often, or its quota is used up
    │   ├── RefusedError (PermissionError) it does not serve us: key, policy, question
    │   ├── ServiceFailedError             it is broken itself: 500, 502, 503
    │   ├── GarbledAnswerError             not what it promised: no JSON, another shape, cut off
    │   ├── CaptivePortalError             somebody else answered: a login page, a redirect
    │   ├── NoNetworkError (ConnectionError)  no way to it: no name, no route, no one listening
    │   ├── ServiceTimeoutError (TimeoutError)  no answer in time
    │   ├── UntrustedConnectionError       the encrypted connection cannot be trusted
    │   └── NotCachedError (LookupError)   offline, and the answer is not at hand
    ├── GazetteerError (ValueError)        a gazetteer cannot be installed or opened
    │   ├── ForeignFileError               the file to install is broken, or of another kind
    │   ├── DownloadError                  what was fetched is not what was asked for
    │   └── InstalledFileError             an installed gazetteer is broken, or made otherwise
    └── ShippedFileError (RuntimeError)    a file that geomap ships is missing or was changed

Every error says what was wrong, with which value, where, and what would be right; the
facts are attributes too, so that a program need not parse the sentence.
"""

from __future__ import annotations

__all__ = [
    "CaptivePortalError",
    "DownloadError",
    "EmptyReportError",
    "ForeignFileError",
    "GarbledAnswerError",
    "GazetteerError",
    "GeomapError",
    "InstalledFileError",
    "NoNetworkError",
    "NotCachedError",
    "OnlineServiceError",
    "OutputError",
    "RateLimitedError",
    "RefusedError",
    "ReportError",
    "SchemaError",
    "ServiceFailedError",
    "ServiceTimeoutError",
    "ShippedFileError",
    "UnknownFormatError",
    "UnreadableReportError",
    "UntrustedConnectionError",
    "UsageError",
]


class GeomapError(Exception):
    """Any error that geomap raises on purpose.

    Parameters
    ----------
    message : str
        What was wrong, with the value, and what would be right.
    where : str, optional
        The file, URL or table in which it was found, as the user named it.
    line : int, optional
        The line or row, counted from 1, where there is one.

    Examples
    --------
    >>> str(GeomapError("no text", where="a.pdf", line=3))
    'a.pdf, line 3: no text'
    """

    def __init__(self, message: str, *, where: str | None = None, line: int | None = None) -> None:
        self.message = message
        self.where = where
        self.line = line
        place = where or ""
        if line is not None:
            place = f"{place}, line {line}" if place else f"line {line}"
        super().__init__(f"{place}: {message}" if place else message)

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the facts: errors cross from worker processes."""
        return _rebuild, (type(self), self.message, self.where, self.line)


def _rebuild(
    kind: type[GeomapError], message: str, where: str | None, line: int | None
) -> GeomapError:
    return kind(message, where=where, line=line)


class UsageError(GeomapError, ValueError):
    """The call is off: an option, a column name, a combination of them."""


class OutputError(UsageError):
    """The output cannot be written there, or must not be overwritten."""


class UnknownFormatError(UsageError):
    """There is no reader or writer for this kind of file."""


class ReportError(GeomapError, ValueError):
    """One report cannot be used; a run sets it aside and goes on."""


class UnreadableReportError(ReportError):
    """A report is broken, locked, too large, hostile or not text at all."""


class EmptyReportError(ReportError):
    """A report holds nothing that a person could read."""


class SchemaError(GeomapError, ValueError):
    """A table or a record does not have the agreed shape."""


class ShippedFileError(GeomapError, RuntimeError):
    """A file that geomap ships is missing or is not the one that was shipped."""


class OnlineServiceError(GeomapError):
    """An online service, asked by name, gave no usable answer; never the same as "not found".

    Parameters
    ----------
    message : str
        What happened and what can be done; never holds a key.
    where : str, optional
        The service and its host.
    line : int, optional
        Never used; services have no lines.
    status : int, optional
        The HTTP status, where one came.
    retry_after_s : float, optional
        The seconds that the service asked to wait, where it did.

    Examples
    --------
    >>> error = RateLimitedError("asked too often", where="nominatim", status=429)
    >>> str(error), error.status, error.retry_after_s
    ('nominatim: asked too often', 429, None)
    """

    def __init__(
        self,
        message: str,
        *,
        where: str | None = None,
        line: int | None = None,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message, where=where, line=line)
        self.status = status
        self.retry_after_s = retry_after_s

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the facts: errors cross from worker processes."""
        facts = (self.message, self.where, self.status, self.retry_after_s)
        return _rebuild_online, (type(self), *facts)


def _rebuild_online(
    kind: type[OnlineServiceError],
    message: str,
    where: str | None,
    status: int | None,
    retry_after_s: float | None,
) -> OnlineServiceError:
    return kind(message, where=where, status=status, retry_after_s=retry_after_s)


class RateLimitedError(OnlineServiceError):
    """The service was asked too often, or the account's quota is used up."""


class RefusedError(OnlineServiceError, PermissionError):
    """The service does not serve this: the key, its policy, or the question itself."""


class ServiceFailedError(OnlineServiceError):
    """The service is broken or down: 500, 502, 503, 504."""


class GarbledAnswerError(OnlineServiceError):
    """The answer is not what the service promises: no JSON, another shape, cut off."""


class CaptivePortalError(OnlineServiceError):
    """Somebody else answered in the service's place: a login page, a redirect elsewhere."""


class NoNetworkError(OnlineServiceError, ConnectionError):
    """There is no way to the service: no such host, no route, nobody listening."""


class ServiceTimeoutError(OnlineServiceError, TimeoutError):
    """The service did not answer in time."""


class UntrustedConnectionError(OnlineServiceError):
    """The encrypted connection cannot be trusted: a wrong or expired certificate."""


class NotCachedError(OnlineServiceError, LookupError):
    """Asked offline, and the answer is not in the cache."""


class GazetteerError(GeomapError, ValueError):
    """A gazetteer cannot be installed or opened; what was there before is still there."""


class ForeignFileError(GazetteerError):
    """The file to install is broken, or is no gazetteer of a known kind."""


class DownloadError(GazetteerError):
    """A download failed, or what came is not what was asked for."""


class InstalledFileError(GazetteerError):
    """An installed gazetteer's file is broken, or was made by another version of geomap."""
