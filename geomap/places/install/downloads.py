"""Gazetteers that can be fetched by name, and the fetching: nothing that came is trusted.

The only place of geomap that downloads a gazetteer, and only when its user names one. What
came is checked before anything is done with it: the status, the host that answered, the type,
the length, the archive with its checksums, and that the rows are of the country asked for.
"""

from __future__ import annotations

import hashlib
import http.client
import time
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

from geomap.errors import DownloadError, ForeignFileError, UsageError
from geomap.places.countries import country_iso2
from geomap.places.install.dumps import GEONAMES_COLUMNS
from geomap.places.install.sources import read_lines
from geomap.protocols import Gazetteer

__all__ = [
    "Fetched",
    "Limits",
    "Offer",
    "announced_sizes",
    "check_country",
    "fetch",
    "find_offer",
    "is_offer",
]

GEONAMES_URL = "https://download.geonames.org/export/dump/"
_CATALOGUE = "geonames:SY (a country by its code), geonames:all"
_CHUNK = 1 << 16
_RATIO, _SMALL = 100, 64 << 20
# so much an archive may grow
_AGENT = "geomap gazetteer add"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A gazetteer that can be fetched."""

    key: str
    # as the user names it: "geonames:SY"
    name: str
    # what it is installed as
    title: str
    licence: str
    country: str | None
    # ISO code that every row must have; None for all
    places_url: str
    names_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long to wait and how much to take."""

    silence_s: float = 30.0
    # without a byte
    whole_s: float = 3600.0
    # for one file
    size: int = 4 << 30
    # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A file that came whole."""

    path: Path
    url: str
    size: int
    sha256: str


def is_offer(source: str) -> bool:
    """Tell whether a source is the name of something to fetch, not a file.

    Parameters
    ----------
    source : str
        As the user gave it.

    Returns
    -------
    bool
        True for "geonames:" and what follows.

    Examples
    --------
    >>> is_offer("geonames:SY"), is_offer("SY.txt")
    (True, False)
    """
    return source.lower().startswith("geonames:")


def find_offer(source: str, *, gazetteer: Gazetteer, mirror: str | None = None) -> Offer:
    """Find what can be fetched under a name.

    Parameters
    ----------
    source : str
        "geonames:SY", "geonames:Syria" or "geonames:all".
    gazetteer : Gazetteer
        Where a country's name is looked up.
    mirror : str, optional
        Another address with the same files below it, http or https.

    Returns
    -------
    Offer
        With its addresses, nothing fetched.

    Raises
    ------
    UsageError
        When there is no such gazetteer, or the mirror is no web address.

    Examples
    --------
    >>> from geomap.places.gazetteer import open_builtin
    >>> find_offer("geonames:Syria", gazetteer=open_builtin()).places_url
    'https://download.geonames.org/export/dump/SY.zip'
    """
    base = (mirror or GEONAMES_URL).rstrip("/") + "/"
    if urlsplit(base).scheme not in ("http", "https") or not urlsplit(base).hostname:
        raise UsageError(f"--mirror {mirror!r} is no web address such as https://example.org/dump/")
    _, _, wanted = source.partition(":")
    if not wanted.strip():
        raise UsageError(f"{source!r} names no gazetteer; there are {_CATALOGUE}")
    if wanted.strip().lower() in ("all", "allcountries"):
        country, stem, names = None, "allCountries", "alternateNamesV2.zip"
    else:
        country = country_iso2(wanted, gazetteer=gazetteer)
        stem, names = country, f"alternatenames/{country}.zip"
    return Offer(
        key=source,
        name=f"geonames-{(country or 'all').lower()}",
        title="GeoNames (geonames.org)",
        licence="CC-BY-4.0",
        country=country,
        places_url=urljoin(base, f"{stem}.zip"),
        names_url=urljoin(base, names),
    )


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect on the same host only; anything else is somebody else's answer."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str,
        headers: Any, newurl: str,
    ) -> urllib.request.Request | None:  # fmt: skip
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        weaker = before.scheme == "https" and after.scheme != "https"
        if after.hostname != before.hostname or weaker:
            raise DownloadError(
                f"was sent on to {newurl[:120]}, which is not where it should come from; on a "
                "network with a login page, log in first",
                where=req.full_url,
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(url: str, limits: Limits, *, method: str = "GET") -> Any:
    """Ask a server for a file; every failure is told apart."""
    request = urllib.request.Request(  # noqa: S310 - find_offer let only http(s) through
        url, method=method, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"}
    )
    opener = urllib.request.build_opener(_SameHost)
    try:
        answer = opener.open(request, timeout=limits.silence_s)
    except urllib.error.HTTPError as error:
        error.close()
        raise DownloadError(_status(error.code), where=url) from error
    except TimeoutError as error:
        raise DownloadError(f"no answer within {limits.silence_s:g} s", where=url) from error
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        cause = getattr(error, "reason", None) or error
        if isinstance(cause, TimeoutError):
            raise DownloadError(f"no answer within {limits.silence_s:g} s", where=url) from error
        raise DownloadError(
            f"cannot be reached: {cause}; is there a network? A file that was fetched elsewhere "
            "can be added by its path",
            where=url,
        ) from error
    if answer.status != 200:
        with answer:
            raise DownloadError(_status(answer.status), where=url)
    return answer


def _status(code: int) -> str:
    if code == 404:
        return "is not there (404); does the source have this country, and is the mirror right?"
    if code >= 500:
        return f"the server failed ({code}); try again later"
    return f"the server answered with status {code} in place of the file"


def announced_sizes(offer: Offer, limits: Limits | None = None) -> int | None:
    """Ask how large an offer's files are, without fetching them.

    Parameters
    ----------
    offer : Offer
        What would be fetched.
    limits : Limits, optional
        How long to wait.

    Returns
    -------
    int or None
        Bytes of both files together; None when the server does not say.

    Raises
    ------
    DownloadError
        When the server cannot be reached or does not have them.
    """
    total = 0
    for url in (offer.places_url, offer.names_url):
        with _open(url, limits or Limits(), method="HEAD") as answer:
            length = _length(answer.headers)
        if length is None:
            return None
        total += length
    return total


def _length(headers: Message) -> int | None:
    told = str(headers.get("Content-Length", ""))
    return int(told) if told.isdecimal() else None


def fetch(
    url: str,
    folder: Path,
    *,
    limits: Limits | None = None,
    sha256: str | None = None,
    on_bytes: Callable[[int], None] | None = None,
) -> Fetched:
    """Fetch a zip archive and check it.

    Parameters
    ----------
    url : str
        Its address.
    folder : pathlib.Path
        Where to put it: a temporary folder.
    limits : Limits, optional
        How long to wait and how much to take.
    sha256 : str, optional
        What the file must have.
    on_bytes : callable, optional
        Told how many bytes have come.

    Returns
    -------
    Fetched
        With its own sha256.

    Raises
    ------
    DownloadError
        When it cannot be had, is cut off, too large, too slow, not an archive, or has
        another sha256.
    """
    limits = limits or Limits()
    path = folder / Path(urlsplit(url).path).name
    try:
        with _open(url, limits) as answer, path.open("wb") as file:
            size, digest = _received(answer, file, url, limits, on_bytes)
    except TimeoutError as error:
        raise DownloadError(f"stopped coming for {limits.silence_s:g} s", where=url) from error
    except (http.client.HTTPException, OSError) as error:
        raise DownloadError(f"broke off: {error}", where=url) from error
    if sha256 is not None and digest != sha256.lower():
        raise DownloadError(f"its sha256 is {digest}, not {sha256.lower()} as given", where=url)
    _check_archive(path, url)
    return Fetched(path=path, url=url, size=size, sha256=digest)


def _received(
    answer: Any,
    file: IO[bytes],
    url: str,
    limits: Limits,
    on_bytes: Callable[[int], None] | None,
) -> tuple[int, str]:
    """Write what comes; give its size and sha256."""
    kind = str(answer.headers.get_content_type())
    if kind in ("text/html", "application/xhtml+xml"):
        raise DownloadError(
            "is a web page, not an archive: a login page of this network, or an error page",
            where=url,
        )
    promised = _length(answer.headers)
    if promised is not None and promised > limits.size:
        raise DownloadError(f"has {promised} bytes; at most {limits.size} are taken", where=url)
    digest = hashlib.sha256()
    size, until = 0, time.monotonic() + limits.whole_s
    while chunk := answer.read1(_CHUNK):
        file.write(chunk)
        digest.update(chunk)
        size += len(chunk)
        if size > limits.size:
            raise DownloadError(f"is larger than the {limits.size} bytes taken", where=url)
        if time.monotonic() > until:
            raise DownloadError(f"took longer than {limits.whole_s:g} s; too slow", where=url)
        if on_bytes is not None:
            on_bytes(size)
    if promised is not None and size != promised:
        raise DownloadError(f"was cut off: {size} of {promised} bytes came", where=url)
    return size, digest.hexdigest()


def _check_archive(path: Path, url: str) -> None:
    """Read the archive through, so that every checksum in it is compared."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            if unpacked > _RATIO * path.stat().st_size + _SMALL:
                raise DownloadError(f"would unpack to {unpacked} bytes; not opened", where=url)
            broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        start = path.read_bytes()[:40] if path.stat().st_size < _CHUNK else b""
        shown = f"; it begins {start!r}" if start else ""
        raise DownloadError(f"is no whole zip archive: {error}{shown}", where=url) from error
    if broken is not None:
        raise DownloadError(f"is damaged: the checksum of {broken} is wrong", where=url)


def check_country(fetched: Fetched, country: str | None) -> None:
    """Check that a GeoNames dump is one, and of the country asked for.

    Parameters
    ----------
    fetched : Fetched
        The dump.
    country : str or None
        The code that each row must have; None for all countries.

    Raises
    ------
    DownloadError
        When it is anything else.
    """
    rows = 0
    try:
        for number, line in enumerate(read_lines(fetched.path), start=1):
            fields = line.rstrip("\r\n").split("\t")
            rows += 1
            if len(fields) != GEONAMES_COLUMNS:
                raise DownloadError(
                    f"is no dump of GeoNames: {len(fields)} columns, not {GEONAMES_COLUMNS}",
                    where=fetched.url, line=number,
                )  # fmt: skip
            if country is not None and fields[8] != country:
                raise DownloadError(
                    f"holds a place of {fields[8][:20]!r}, not of {country} as asked for",
                    where=fetched.url, line=number,
                )  # fmt: skip
    except ForeignFileError as error:
        raise DownloadError(error.message, where=fetched.url, line=error.line) from error
    if not rows:
        raise DownloadError("is empty", where=fetched.url)
