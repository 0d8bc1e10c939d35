"""From what the user names to the files to read: folders opened, links kept in."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geomap.errors import UsageError
from geomap.model import SetAside
from geomap.text.readers.sidecar import is_sidecar

__all__ = ["InputFile", "list_inputs"]

_GOLD = ".gold.json"
_DECISIONS = "decisions.csv"
# What people have decided about a casebook lies beside it.


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file to read, or standard input."""

    origin: str
    # as the user named it, with forward slashes
    path: Path | None
    # None: standard input
    root: Path | None = None
    # the folder it was found in and must not leave


def list_inputs(inputs: Sequence[str | Path]) -> list[InputFile | SetAside]:
    """List the files behind what the user named, in an order that the naming cannot change.

    Parameters
    ----------
    inputs : sequence of str or pathlib.Path
        Files, folders, or "-" for standard input.

    Returns
    -------
    list of InputFile or SetAside
        Sorted by origin, each file once; links that are not followed and things that are
        no files are set aside with the reason.

    Raises
    ------
    UsageError
        When nothing is named, a path does not exist, or a folder has no reports in it.

    Examples
    --------
    >>> list_inputs(["no-such-file.txt"])
    Traceback (most recent call last):
        ...
    geomap.errors.UsageError: no-such-file.txt: there is no such file or folder
    """
    if not inputs:
        raise UsageError("no input is named; name files, folders or - for standard input")
    entries: list[InputFile | SetAside] = []
    for named in inputs:
        if str(named) == "-":
            entries.append(InputFile(origin="-", path=None))
            continue
        path = Path(named)
        origin = _shown(named)
        if not path.exists():
            raise UsageError("there is no such file or folder", where=origin)
        if not path.is_dir():
            entries.append(InputFile(origin=origin, path=path))
            continue
        members = list(_members(path, origin))
        if not members:
            raise UsageError("the folder has no reports in it", where=origin)
        entries += members
    return _once_each(entries)


def _shown(named: str | Path) -> str:
    words = str(named).replace(os.sep, "/")
    # A name on disk may hold bytes that are no UTF-8; shown, they must be characters.
    words = words.encode("utf-8", "backslashreplace").decode("utf-8")
    return words.rstrip("/") or "/"


def _once_each(entries: list[InputFile | SetAside]) -> list[InputFile | SetAside]:
    """Sort by origin; a file that was named twice is one file."""
    seen: set[str] = set()
    kept: list[InputFile | SetAside] = []
    for entry in sorted(entries, key=lambda entry: entry.origin):
        key = entry.origin
        if isinstance(entry, InputFile) and entry.path is not None:
            key = str(entry.path.absolute())
        key = os.path.normpath(key) if key != "-" else key
        if key not in seen:
            seen.add(key)
            kept.append(entry)
    return kept


def _members(folder: Path, origin: str) -> Iterator[InputFile | SetAside]:
    """Walk a folder without recursion: one nested thousands deep is no reason to crash."""
    root = folder.resolve()
    waiting = [(folder, origin)]
    while waiting:
        here, shown = waiting.pop()
        try:
            with os.scandir(here) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            yield SetAside(origin=shown, reason=f"the folder cannot be opened: {error.strerror}")
            continue
        pages = {Path(entry.name).stem for entry in entries if _is_page(entry.name)}
        for entry in entries:
            if _is_passed_over(entry.name) or entry.name.removesuffix("_files") in pages:
                continue
            name = f"{shown}/{_shown(entry.name)}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append((here / entry.name, name))
            else:
                yield _member(entry, here / entry.name, name, root)


def _is_passed_over(name: str) -> bool:
    other = name == _DECISIONS or name.endswith(_GOLD) or is_sidecar(name)
    return name.startswith(".") or other


def _is_page(name: str) -> bool:
    # A browser keeps the pictures and scripts of page.html in page_files: part of the page.
    return name.lower().endswith((".html", ".htm", ".xhtml"))


def _member(entry: os.DirEntry[str], path: Path, origin: str, root: Path) -> InputFile | SetAside:
    try:
        if entry.is_symlink():
            target = path.resolve(strict=True)
            if not target.is_relative_to(root):
                return SetAside(
                    origin=origin, reason="a link that leads out of the folder; not followed"
                )
            if target.is_dir():
                return SetAside(origin=origin, reason="a link to a folder; not followed")
        if not stat.S_ISREG(entry.stat().st_mode):
            return SetAside(origin=origin, reason="not a file but a device, pipe or socket")
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        reason = getattr(error, "strerror", None) or "a link that leads nowhere"
        return SetAside(origin=origin, reason=f"it cannot be opened: {reason}")
    return InputFile(origin=origin, path=path, root=root)
