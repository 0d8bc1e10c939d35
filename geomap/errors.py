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
    └── ShippedFileError (RuntimeError)    a file that geomap ships is missing or was changed

Every error says what was wrong, with which value, where, and what would be right; the
facts are attributes too, so that a program need not parse the sentence.
"""

from __future__ import annotations

__all__ = [
    "EmptyReportError",
    "GeomapError",
    "OutputError",
    "ReportError",
    "SchemaError",
    "ShippedFileError",
    "UnknownFormatError",
    "UnreadableReportError",
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
