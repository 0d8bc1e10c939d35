"""The ``meta`` sidecar: a small file beside a report that says what the report does not."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from geomap.errors import UnreadableReportError
from geomap.text.readers.record import parse_day

__all__ = ["SIDECAR_SUFFIXES", "find_sidecar", "is_sidecar", "parse_header_lines", "read_sidecar"]

SIDECAR_SUFFIXES = (".meta.json", ".meta.toml", ".meta.yaml", ".meta.yml")
_FIELDS = (
    "id", "title", "source", "author", "url", "archive_url", "language", "published", "retrieved",
)  # fmt: skip
# What other programs call the same things.
_ALSO = {
    "publisher": "source", "site": "source", "sitename": "source", "byline": "author",
    "by": "author", "date": "published", "publication_date": "published", "lang": "language",
    "retrieved_at": "retrieved", "link": "url",
}  # fmt: skip
_MAX_BYTES = 1_000_000
_HEADER_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)[ \t]*:[ \t]+(?P<value>\S.*?)[ \t]*")


def is_sidecar(name: str) -> bool:
    """Tell whether a file name is that of a sidecar.

    Parameters
    ----------
    name : str
        The file's name.

    Returns
    -------
    bool
        True for ``report.meta.json`` and its like.

    Examples
    --------
    >>> is_sidecar("homs.txt.meta.toml"), is_sidecar("homs.txt")
    (True, False)
    """
    return name.lower().endswith(SIDECAR_SUFFIXES)


def find_sidecar(path: Path) -> Path | None:
    """Find the sidecar of a report: ``homs.txt.meta.json`` first, then ``homs.meta.json``.

    Parameters
    ----------
    path : pathlib.Path
        The report.

    Returns
    -------
    pathlib.Path or None
        The sidecar; None where there is none.

    Examples
    --------
    >>> find_sidecar(Path("no-such-folder/homs.txt"))
    """
    for stem in (path.name, path.stem):
        for suffix in SIDECAR_SUFFIXES:
            sidecar = path.with_name(stem + suffix)
            if sidecar.is_file():
                return sidecar
    return None


def parse_header_lines(lines: str) -> dict[str, str]:
    r"""Read ``key: value`` lines, as a Markdown header or a YAML sidecar has them.

    Parameters
    ----------
    lines : str
        The lines; those of another shape (lists, nested values) are passed over.

    Returns
    -------
    dict of str to str
        The known fields under their names in geomap; quotes around values are dropped.

    Examples
    --------
    >>> parse_header_lines('title: "Strikes in Homs"\ndate: 2015-09-30')
    {'title': 'Strikes in Homs', 'published': '2015-09-30'}
    """
    found: dict[str, object] = {}
    for line in lines.splitlines():
        match = _HEADER_LINE.fullmatch(line)
        if match:
            value = match["value"]
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            found[match["key"]] = value
    return _known(found)


def read_sidecar(path: Path) -> dict[str, str]:
    """Read a sidecar in JSON, TOML or flat YAML.

    Parameters
    ----------
    path : pathlib.Path
        The sidecar.

    Returns
    -------
    dict of str to str
        The known fields; others are passed over.

    Raises
    ------
    UnreadableReportError
        When it cannot be read, or its date is no date: a report whose sidecar is broken
        would be mapped to the wrong week.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "homs.meta.toml")
    ...     _ = path.write_text('source = "Reuters"')
    ...     read_sidecar(path)
    {'source': 'Reuters'}
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(_MAX_BYTES + 1)
        if len(content) > _MAX_BYTES:
            raise ValueError(f"larger than {_MAX_BYTES:,} bytes")
        text = content.decode("utf-8-sig")
        fields = _parse(text, path.suffix.lower())
        if fields.get("published") and parse_day(fields["published"]) is None:
            raise ValueError(f"published is {fields['published']!r}, not a day such as 2015-09-30")
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableReportError(f"its sidecar {path.name} cannot be used: {error}") from error
    return fields


def _parse(text: str, suffix: str) -> dict[str, str]:
    if suffix == ".json":
        parsed = json.loads(text)
    elif suffix == ".toml":
        parsed = tomllib.loads(text)
    else:
        return parse_header_lines(text)
    if not isinstance(parsed, dict):
        raise ValueError("not a table of names and values")
    return _known(parsed)


def _known(parsed: dict[str, object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in parsed.items():
        name = key.strip().lower().replace("-", "_").replace(" ", "_")
        name = _ALSO.get(name, name)
        if name in _FIELDS and value is not None and not isinstance(value, (dict, list)):
            found.setdefault(name, str(value).strip())
    return found
