"""The files that ship inside geomap: where they are, and that they are the right ones."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from geomap.errors import ShippedFileError

__all__ = ["shipped_path", "verify_files"]

_PACKAGE = Path(__file__).parent


def shipped_path(name: str) -> Path:
    """Find a shipped file or folder.

    An installed geomap carries ``data/`` inside the package; a checkout has it beside the
    package.

    Parameters
    ----------
    name : str
        The path below ``data/``, with forward slashes.

    Returns
    -------
    pathlib.Path
        The file or folder, which exists.

    Raises
    ------
    ShippedFileError
        When there is no such file.

    Examples
    --------
    >>> shipped_path("MANIFEST.toml").name
    'MANIFEST.toml'
    """
    for root in (_PACKAGE / "data", _PACKAGE.parent / "data"):
        path = root / name
        if path.exists():
            return path
    raise ShippedFileError(
        f"the shipped file data/{name} is missing; install geomap again "
        "(in a checkout: pip install -e .)"
    )


def verify_files(folder: Path, entry: str) -> None:
    """Check the files of a folder against an entry of ``data/MANIFEST.toml``.

    Parameters
    ----------
    folder : pathlib.Path
        The folder in which the entry's files lie.
    entry : str
        The name of the manifest's entry, whose ``files`` table maps a path to its sha256.

    Raises
    ------
    ShippedFileError
        When a file is missing or has another content than the manifest says.
    """
    manifest = tomllib.loads(shipped_path("MANIFEST.toml").read_text(encoding="utf-8"))
    for name, expected in sorted(manifest[entry]["files"].items()):
        path = folder / name
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise ShippedFileError(f"cannot read it: {error}", where=str(path)) from error
        if digest != expected:
            raise ShippedFileError(
                f"sha256 is {digest}, the manifest's entry [{entry}] says {expected}; "
                "install the pinned version again",
                where=str(path),
            )
