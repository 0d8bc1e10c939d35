"""The finished document: its Content-Security-Policy, its parts in order, its way to disk."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from geomap.errors import OutputError
from geomap.maps.bundle import leaflet_markers, template_text
from geomap.maps.inert import escape_html
from geomap.maps.language import PageLanguage

__all__ = ["Parts", "compose", "is_geomap_page", "write_page"]

_MARK = '<meta name="generator" content="geomap">'
_DATA_TYPES = ("application/json",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the three parts of a figure rendered to."""

    head: str
    body: str
    script: str


def compose(
    title: str,
    parts: Parts,
    *,
    language: PageLanguage,
    foreign: Iterable[Any] = (),
    hosts: Iterable[str] = (),
) -> str:
    """Put a page together under a policy that allows its own parts and nothing else.

    Parameters
    ----------
    title : str
        The page's title, as text.
    parts : Parts
        What the figure's three parts rendered to.
    language : PageLanguage
        The page's language.
    foreign : iterable of branca.element.Element
        Layers of others: what they link to is allowed, host by host.
    hosts : iterable of str
        Whom else the page may ask for pictures.

    Returns
    -------
    str
        An HTML document that begins with its policy.
    """
    added = list(foreign)
    head, body = parts.head, parts.body
    if added:
        images = leaflet_markers().replace("<", "\\u003c")
        head += f'<script type="application/json" id="geomap-markers">{images}</script>\n'
        head += f"<script>{template_text('foreign.js')}</script>\n"
    script_block = f"<script>\n{parts.script}\n</script>\n"
    found = _Found()
    found.feed(head + body + script_block)
    found.close()
    policy = _policy(found, hosts=set(_hosts(added)), pictures=set(hosts), added=bool(added))
    start = template_text("document.html").format(
        mark=_MARK,
        language=language.code,
        direction=language.direction,
        policy=escape_html(policy),
        referrer="strict-origin-when-cross-origin" if added else "no-referrer",
        title=escape_html(title),
    )
    return f"{start}{head}</head>\n<body>\n{body}\n{script_block}</body>\n</html>\n"


class _Found(HTMLParser):
    """Collects what a policy must know: inline scripts and styles, linked hosts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.script_hosts: set[str] = set()
        self.style_hosts: set[str] = set()
        self._inside: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "script" and facts.get("src"):
            self.script_hosts.update(_host(facts["src"] or ""))
        elif tag == "script" and facts.get("type") not in _DATA_TYPES:
            self._inside = self.scripts
            self.scripts.append("")
        elif tag == "style":
            self._inside = self.styles
            self.styles.append("")
        elif tag == "link" and facts.get("href"):
            self.style_hosts.update(_host(facts["href"] or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside is not None:
            self._inside[-1] += data


def _policy(parts: _Found, *, hosts: set[str], pictures: set[str], added: bool) -> str:
    scripts = [*_hashes(parts.scripts), *sorted(parts.script_hosts)]
    styles = [*_hashes(parts.styles), *sorted(parts.style_hosts)]
    rules = {
        "default-src": ["'none'"],
        "script-src": scripts or ["'none'"],
        "style-src": styles or ["'none'"],
        "img-src": ["data:", "blob:", *sorted(hosts | pictures | parts.style_hosts)],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    if added:
        # Popups and icons of folium carry style attributes.
        rules["style-src-attr"] = ["'unsafe-inline'"]
    if parts.style_hosts:
        rules["font-src"] = sorted(parts.style_hosts)
    if hosts:
        rules["connect-src"] = sorted(hosts)
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def _hashes(texts: Iterable[str]) -> list[str]:
    digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
    return sorted({f"'sha256-{base64.b64encode(d).decode('ascii')}'" for d in digests})


def _host(address: str) -> set[str]:
    """Give the one host of an address as a policy writes it; ``{s}`` stands for any."""
    pieces = urlsplit(re.sub(r"\{[^}]*\}", "*", address))
    if pieces.scheme not in ("http", "https") or not re.fullmatch(r"[\w.*:-]+", pieces.netloc):
        return set()
    return {f"{pieces.scheme}://{pieces.netloc}"}


def _hosts(elements: Iterable[Any]) -> Iterator[str]:
    """Find the addresses that added layers carry among their own facts."""
    for element in elements:
        facts = vars(element)
        options = facts.get("options")
        values = [*facts.values(), *(options.values() if isinstance(options, dict) else ())]
        for value in values:
            if isinstance(value, str) and value.startswith(("http://", "https://")):
                yield from _host(value)


def is_geomap_page(path: Path) -> bool:
    """Tell whether a file is a page that geomap wrote.

    Parameters
    ----------
    path : pathlib.Path
        An existing file.

    Returns
    -------
    bool
        True when its first bytes carry geomap's mark.
    """
    with path.open("rb") as stream:
        return _MARK.encode("ascii") in stream.read(4096)


def write_page(path: Path, page: str, *, force: bool) -> None:
    """Write a page beside its place, then move it there.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    page : str
        The document.
    force : bool
        Whether a file that is no geomap page may be replaced.

    Raises
    ------
    OutputError
        When it cannot or must not be written.
    """
    folder = path.parent
    if not folder.is_dir():
        raise OutputError(f"the folder {folder} does not exist; make it first", where=str(path))
    if path.is_dir():
        raise OutputError("this is a folder; name a file in it", where=str(path))
    try:
        if path.exists() and not force and not is_geomap_page(path):
            raise OutputError(
                "the file exists and is not a geomap page; choose another name or force it",
                where=str(path),
            )
        _write_whole(path, page.encode("utf-8"))
    except OSError as error:
        raise OutputError(f"cannot write it: {error.strerror or error}", where=str(path)) from error


def _write_whole(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    scratch = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        scratch.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        scratch.replace(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
