"""Online geocoders as a second opinion, only when one is asked for by name.

What leaves the machine, and when. Nothing is sent unless :func:`open_online` was called with
the name of a service, and then only when it is asked for a name that is not in the cache. A
question holds the place's name, the country if one was given, the user agent and the key:
never the text of a report, nor which report the name is from. Even a name may tell a service,
and whoever listens there, what is being looked into: where that matters, ask a server of your
own (``options={"domain": "nominatim.example.org"}``) or none. Proxies of the environment are
used. Answers are kept on disk (``$GEOMAP_CACHE``, else the user's cache folder), readable by
their owner only.

A service that fails is an :class:`~geomap.errors.OnlineServiceError`, never an empty answer;
an empty answer means that the service said that it knows no such place.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from geomap.errors import OnlineServiceError, UsageError
from geomap.model import Candidate
from geomap.places.names.forms import normal_form
from geomap.places.online.answers import to_candidates
from geomap.places.online.bridge import KEY_MARK, ask_geopy, check_service, needs_key
from geomap.places.online.cache import AnswerCache, cache_path
from geomap.places.online.exchange import Exchange, OnlineSettings
from geomap.places.online.patience import Patience
from geomap.places.online.services import service_named
from geomap.places.online.wire import cleaned

__all__ = ["OnlineAnswer", "OnlineGazetteer", "OnlineSettings", "open_online"]

_LONGEST_NAME = 200
# characters; what is longer is no place's name and might be a report's text
_LONGEST_MESSAGE = 400
_NOBODY = ("geopy/", "my-application", "my_app", "my_user_agent", "specify_your_app_name_here")
# user agents that name nobody: geopy's own and those of its manual
_SENDABLE = re.compile(r"[!-~]+")
_AGENT = re.compile(r"[ -~]{3,200}")
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineAnswer:
    """What a service said of a name, and the evidence for it."""

    name: str
    country: str | None
    candidates: tuple[Candidate, ...]
    url: str | None = None
    # as asked, with a mark in the place of the key; None when nothing was asked
    sha256: str | None = None
    # of the answer's bytes, which lie in the cache
    retrieved_at: dt.datetime | None = None
    cached: bool = False
    expired: bool = False
    # older than the service's answers are believed; only when offline
    note: str = ""
    # in words


class OnlineGazetteer:
    """A gazetteer that asks an online service, politely, and remembers the answers.

    Parameters
    ----------
    settings : OnlineSettings
        From :func:`open_online`; other patience or terms by :func:`dataclasses.replace`.
    clock, sleep : callable
        Seconds since 1970, and a way to let seconds pass.

    Examples
    --------
    >>> from dataclasses import replace
    >>> gazetteer = open_online("nominatim", offline=True)
    >>> patient = replace(gazetteer.settings, patience=Patience(total_s=600))
    >>> OnlineGazetteer(patient).name
    'online:nominatim'
    """

    def __init__(
        self,
        settings: OnlineSettings,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings = settings
        self.name = f"online:{settings.service.name}"
        self.version = settings.host
        self._where = f"{settings.service.name} at {settings.host}"
        self._clock = clock
        self._sleep = sleep

    def __reduce__(self) -> tuple[object, ...]:
        """Open anew in another process; the key goes along, a clock of one's own does not."""
        return type(self), (self.settings,)

    def __repr__(self) -> str:
        return f"OnlineGazetteer({self.name!r}, {self.version!r})"

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        fuzzy: bool = False,  # noqa: ARG002
        limit: int = 50,
    ) -> Sequence[Candidate]:
        """Give the places that the service knows by this name, best match first.

        Parameters
        ----------
        name : str
            The name as written; all that is sent, with the country.
        country : str, optional
            ISO 3166-1 alpha-2 code of the only country to look in.
        fuzzy : bool
            Of no effect: each service has its own mind about misspellings.
        limit : int
            The most candidates to give; a service gives about ten.

        Returns
        -------
        sequence of Candidate
            With a score from 0 to 1 that says how well the name fits. Empty when the service
            says that it knows no such place, and, without asking it, for what is no name: no
            letter in it, or more than 200 characters.

        Raises
        ------
        OnlineServiceError
            When there was no usable answer, or, offline, none in the cache.
        """
        return self.ask(name, country=country).candidates[: max(0, limit)]

    def ask(self, name: str, *, country: str | None = None) -> OnlineAnswer:
        """Ask for a name and give the answer with its evidence.

        Parameters
        ----------
        name : str
            As for :meth:`find`.
        country : str, optional
            As for :meth:`find`.

        Returns
        -------
        OnlineAnswer
            With the address asked, the answer's digest and when it was retrieved.

        Raises
        ------
        OnlineServiceError
            As for :meth:`find`.
        """
        if country is not None and not _COUNTRY.fullmatch(country):
            raise UsageError(f"country {country!r} is no ISO 3166-1 alpha-2 code, such as SY")
        code = country.upper() if country else None
        asked = cleaned(name, longest=_LONGEST_NAME + 1)
        if len(asked) > _LONGEST_NAME or not normal_form(asked) or KEY_MARK in asked:
            note = "not asked: this is no name"
            return OnlineAnswer(name=asked[:_LONGEST_NAME], country=code, candidates=(), note=note)
        exchange = Exchange(self.settings, asked, self._where, self._clock, self._sleep)
        settings = self.settings
        try:
            found = ask_geopy(
                settings.service,
                asked,
                country=code,
                options=dict(settings.options),
                has_key=settings.keyed,
                exchange=exchange,
            )
        except OnlineServiceError as error:
            # Without the cause where there is a key: a service may repeat it in its own words.
            cause = error.__cause__ if settings.key is None else None
            raise _told(error, self._where, settings.key) from cause
        kept = exchange.keep()
        everywhere = to_candidates(found, asked, gazetteer=self.name, version=self.version)
        places = tuple(c for c in everywhere if code in (None, c.place.country))
        return OnlineAnswer(
            name=asked,
            country=code,
            candidates=places,
            url=kept.url,
            sha256=kept.sha256,
            retrieved_at=kept.retrieved_at,
            cached=exchange.cached,
            expired=exchange.expired,
            note=exchange.note(kept, named=len(places), left_out=len(everywhere) - len(places)),
        )


def open_online(
    service: str,
    *,
    user_agent: str | None = None,
    api_key: str | None = None,
    options: Mapping[str, str] | None = None,
    cache: Path | None = None,
    offline: bool = False,
) -> OnlineGazetteer:
    """Open an online geocoder as a gazetteer; it is asked only when it is looked up in.

    Only the place's name and the country filter are sent, never a report's text.

    Parameters
    ----------
    service : str
        geopy's name of it: ``nominatim``, ``photon``, ``geonames``, ``opencage``, ``here`` …
    user_agent : str, optional
        Who asks, so that the service can complain: an e-mail address or a web page. Sent
        after geomap's own name and version. Required where no key tells it.
    api_key : str, optional
        For services with accounts (GeoNames: the account's name). Never written anywhere.
    options : mapping, optional
        For geopy's geocoder: ``domain`` and ``scheme`` of a server of one's own.
    cache : pathlib.Path, optional
        The file that answers are kept in; `cache_path` when None.
    offline : bool
        Answer from the cache only; what is not in it is a `NotCachedError`.

    Returns
    -------
    OnlineGazetteer
        Nothing has been asked yet.

    Raises
    ------
    UsageError
        When the service, its options, its key or the user agent are not as they must be.

    Examples
    --------
    >>> open_online("photon", user_agent="desk@example.org").version
    'photon.komoot.io'
    """
    terms = service_named(service)
    chosen = dict(options or {})
    if api_key is not None and not _SENDABLE.fullmatch(api_key):
        raise UsageError("api_key holds spaces or unprintable characters; give the bare key")
    host = check_service(terms, chosen, has_key=api_key is not None, offline=offline)
    scheme = chosen.get("scheme", dict(terms.defaults).get("scheme", "https"))
    if api_key is not None and scheme != "https" and not host.startswith(_LOCAL):
        raise UsageError(f"a key must not go to {host} unencrypted; leave out the scheme")
    settings = OnlineSettings(
        service=terms,
        host=host,
        user_agent=_agent(user_agent, needed=api_key is None and not offline),
        key=api_key,
        keyed=api_key is not None or needs_key(terms),
        options=tuple(sorted(chosen.items())),
        cache=AnswerCache(cache or cache_path()),
        offline=offline,
        patience=Patience(),
    )
    return OnlineGazetteer(settings)


def _version() -> str:
    # Not by an import statement: behind the package's lazy names stands the whole pipeline.
    return str(import_module("geomap").__version__)


def _agent(contact: str | None, *, needed: bool) -> str:
    if contact is None:
        if needed:
            raise UsageError(
                "user_agent is missing: the service wants to know who asks; give an e-mail "
                "address or a web page"
            )
        return f"geomap/{_version()}"
    plain = contact.strip()
    if not _AGENT.fullmatch(plain) or any(nobody in plain.lower() for nobody in _NOBODY):
        raise UsageError(
            f"user_agent {cleaned(contact)!r} tells nobody who asks; give an e-mail address or "
            "a web page, in ASCII"
        )
    return f"geomap/{_version()} ({plain})"


def _told(error: OnlineServiceError, where: str, key: str | None) -> OnlineServiceError:
    """Say which service it was, and take the key out of what the service said."""
    message = error.message if key is None else error.message.replace(key, "(the key)")
    return type(error)(
        cleaned(message, longest=_LONGEST_MESSAGE),
        where=error.where or where,
        status=error.status,
        retry_after_s=error.retry_after_s,
    )
