"""Files of results: there when they are whole, or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from geomap.errors import OutputError

__all__ = ["on_disk", "whole_file"]


def on_disk(path: Path) -> None:
    """Have the system write a file, or what a folder holds, to the disk, where it can.

    Parameters
    ----------
    path : pathlib.Path
        The file or folder; it exists.

    Examples
    --------
    >>> on_disk(Path())
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:
        return  # a folder, on Windows
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file beside its place, and move it there when it is complete.

    Parameters
    ----------
    path : pathlib.Path
        The file; what was there before stays until then, and for good after an error.

    Yields
    ------
    file
        To be written to.

    Raises
    ------
    OutputError
        When it cannot be written.
    """
    staged = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with staged.open("xb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        staged.replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror or error}", where=str(path)
        ) from error
    finally:
        staged.unlink(missing_ok=True)
