"""Tiles over the offline ground, from a source that somebody names."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import xyzservices
from xyzservices import providers

from geomap.errors import UsageError
from geomap.maps.inert import escape_html, inert_text, script_json
from geomap.maps.layers.layer import PageLayer
from geomap.maps.pmtiles import read_pmtiles

__all__ = ["TileSource"]

_REFERRED = ("openstreetmap.org", "openstreetmap.fr", "openstreetmap.de", "opentopomap.org")
# Hosts whose rules ask every page to say where it comes from.
_ZOOM_MOST = 19
_SLOTS = {"z", "x", "y", "s", "r"}


class TileSource(PageLayer):
    """Tiles from a provider, an address or a PMTiles file: the one thing that a page may ask for.

    Nothing is asked unless a source is named. The page then says which host it asks, its
    Content-Security-Policy opens to that host only, and a referrer is sent only to hosts whose
    rules want one. A page that is opened from disk has none to send, and OpenStreetMap's servers
    refuse it: put such a page on a web server, or name another source.

    Parameters
    ----------
    source : str, pathlib.Path or xyzservices.TileProvider
        A provider or its name ("Esri.WorldImagery"), an address with ``{z}``, ``{x}`` and ``{y}``,
        or a PMTiles archive of pictures, which is put into the page.
    attribution : str
        Whom to name; text. Providers have their own.
    name : str, optional
        What the layer control calls it.
    show : bool
        Whether it is drawn when the page opens.

    Raises
    ------
    UsageError
        When the source is none, or needs a key.
    """

    def __init__(
        self,
        source: str | Path | xyzservices.TileProvider,
        *,
        attribution: str = "",
        name: str | None = None,
        show: bool = True,
    ) -> None:
        facts: dict[str, Any]
        if str(source).lower().endswith(".pmtiles") and not _is_address(str(source)):
            facts, usual = _archive(Path(str(source))), Path(str(source)).stem
        else:
            facts, usual = _service(source)
        facts["attribution"] = escape_html(attribution or facts.get("attribution", ""))
        block = script_json(facts)
        digest = hashlib.sha256(block.encode("utf-8")).hexdigest()[:12]
        super().__init__("tiles", block, digest, name=inert_text(name or usual), show=show)
        self.tile_hosts: tuple[str, ...] = tuple(facts.get("hosts", ()))


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _archive(path: Path) -> dict[str, Any]:
    found = read_pmtiles(path)
    places = {f"{z}/{x}/{y}": list(span) for (z, x, y), span in sorted(found.tiles.items())}
    return {
        "media": found.media,
        "least": found.least,
        "most": found.most,
        "places": places,
        "bytes": base64.b64encode(found.content).decode("ascii"),
    }


def _service(source: Any) -> tuple[dict[str, Any], str]:
    """Read an address, or a provider's facts; give them with the usual name."""
    if isinstance(source, str) and _is_address(source):
        facts: Mapping[str, Any] = {"url": source}
        usual = urlsplit(source).hostname or "tiles"
    else:
        provider = _provider(source)
        if provider.requires_token():
            raise UsageError(
                f"{provider.name} needs a key; give the whole address with your key in it"
            )
        facts, usual = provider, provider.name
    most = min(int(facts.get("max_zoom", _ZOOM_MOST)), _ZOOM_MOST)
    url = _filled(str(facts["url"]), facts)
    hosts = _hosts(url, str(facts.get("subdomains", "abc")))
    return {
        "url": url,
        "subdomains": str(facts.get("subdomains", "abc")),
        "most": most,
        "attribution": str(facts.get("attribution", "")),
        "hosts": hosts,
        "referrer": "strict-origin-when-cross-origin"
        if any(host.endswith(_REFERRED) for host in hosts)
        else "no-referrer",
    }, usual


def _provider(source: Any) -> xyzservices.TileProvider:
    if isinstance(source, xyzservices.TileProvider):
        return source
    try:
        return providers.query_name(str(source))
    except ValueError as error:
        raise UsageError(
            f"{str(source)!r} is no tile source: name a provider (such as Esri.WorldImagery), an "
            "address with {z}, {x} and {y}, or a .pmtiles file"
        ) from error


def _filled(url: str, facts: Mapping[str, Any]) -> str:
    """Fill what a provider says of its address, but for the places and the servers."""

    def value(match: re.Match[str]) -> str:
        slot = match[1]
        return match[0] if slot in _SLOTS else str(facts.get(slot, match[0]))

    filled = re.sub(r"\{(\w+)\}", value, url)
    slots = set(re.findall(r"\{(\w+)\}", filled))
    if not {"z", "x", "y"} <= slots or slots - _SLOTS:
        raise UsageError(f"the address needs {{z}}, {{x}} and {{y}} and nothing else: {filled}")
    return filled


def _hosts(url: str, subdomains: str) -> list[str]:
    """List the hosts of an address as a policy writes them, each by its own name."""
    found = []
    for server in subdomains if "{s}" in url else "-":
        pieces = urlsplit(url.replace("{s}", server))
        if not re.fullmatch(r"[\w.-]+(:\d+)?", pieces.netloc) or pieces.scheme not in (
            "http",
            "https",
        ):
            raise UsageError(f"the address has no plain host: {url}")
        found.append(f"{pieces.scheme}://{pieces.netloc}")
    return found
