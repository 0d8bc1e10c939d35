"""One question to an online service: from the cache when it is there, else over the wire."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from geomap.errors import GarbledAnswerError, NotCachedError
from geomap.places.online.bridge import KEY_MARK, with_key
from geomap.places.online.cache import AnswerCache, CachedAnswer, ServiceTurns
from geomap.places.online.patience import Patience, fetch_patiently
from geomap.places.online.services import Service
from geomap.places.online.wire import Reply, fetch

__all__ = ["Exchange", "OnlineSettings"]

_DAY_S = 86_400.0
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineSettings:
    """How a service is asked; :func:`open_online` makes and checks it."""

    service: Service
    host: str
    user_agent: str
    key: str | None = field(default=None, repr=False)
    keyed: bool = False
    # whether a key stands in the address; offline it may be unknown
    options: tuple[tuple[str, str], ...] = ()
    cache: AnswerCache
    patience: Patience
    offline: bool = False


class Exchange:
    """One question: from the cache when it is there, else over the wire."""

    def __init__(
        self,
        settings: OnlineSettings,
        query: str,
        where: str,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._settings = settings
        self._query = query
        self.where = where
        self._clock = clock
        self._sleep = sleep
        self._answer: CachedAnswer | None = None
        self.cached = False
        self.expired = False

    def __call__(self, url: str, headers: Mapping[str, str]) -> str:
        """Give the answer's text for an address with the mark of the key."""
        kept = self._settings.cache.get(url)
        now = self._clock()
        self.expired = kept is not None and kept.expires < now
        if kept is not None and not self._usable(kept):
            kept = None
        if kept is None and self._settings.offline:
            raise NotCachedError(
                f"offline, and no answer for {self._query!r} is kept in "
                f"{self._settings.cache.path}; ask once online, or do without this service"
            )
        self.cached = kept is not None
        self._answer = kept or self._fetched(url, headers)
        return Reply(body=self._answer.body, charset=self._answer.charset).text

    def _usable(self, kept: CachedAnswer) -> bool:
        return not self.expired or (self._settings.offline and not kept.forget)

    def _fetched(self, url: str, headers: Mapping[str, str]) -> CachedAnswer:
        settings, service = self._settings, self._settings.service
        agent = {**headers, "User-Agent": settings.user_agent}
        ask = partial(
            fetch,
            with_key(url, settings.key),
            headers={name: with_key(value, settings.key) for name, value in agent.items()},
            where=self.where,
            patience=settings.patience,
        )
        turns = ServiceTurns(
            cache=settings.cache,
            host=settings.host,
            where=self.where,
            interval_s=service.interval_s,
            longest_s=settings.patience.total_s,
            clock=self._clock,
            sleep=self._sleep,
        )
        _LOG.info("asking %s for %r", self.where, self._query)
        reply = fetch_patiently(
            ask, turns=turns, patience=settings.patience, clock=self._clock, sleep=self._sleep
        )
        self.expired = False
        now = self._clock()
        return CachedAnswer(
            url=url,
            service=service.name,
            query=self._query,
            retrieved=now,
            expires=now + service.keep_days * _DAY_S,
            body=reply.body,
            charset=reply.charset,
            forget=service.forget,
        )

    def keep(self) -> CachedAnswer:
        """Keep the answer, once it has been understood; give it."""
        if self._answer is None:
            raise GarbledAnswerError("geopy gave an answer without asking", where=self.where)
        if not self.cached and self._settings.service.keep_days > 0:
            # A service that repeats the key in its answer is believed, but not written down.
            if not _repeats(self._answer.body, self._settings.key):
                self._settings.cache.put(self._answer)
        return self._answer

    def note(self, answer: CachedAnswer, *, named: int, left_out: int) -> str:
        """Say in words what came, and where the answer is from."""
        told = f"{self.where} names {named} place" + ("" if named == 1 else "s")
        if left_out:
            told += f", and {left_out} that it does not say to lie in the country"
        when = f"{answer.retrieved_at:%Y-%m-%d}"
        if self.expired:
            return f"{told}; the answer of {when} is older than its answers are believed"
        return f"{told}; " + (f"kept since {when}" if self.cached else f"asked on {when}")


def _repeats(body: bytes, key: str | None) -> bool:
    if key is None:
        return False
    written = (key, key.replace("/", "\\/"), with_key(KEY_MARK, key))
    return any(form.encode() in body for form in written)
