"""The answers of online services on disk, and whose turn it is to ask.

One SQLite file for all services, safe for threads and processes: a connection lives for one
statement's transaction only. An answer is kept under the address that was asked, without the
key. Whose turn it is stands in the same file, so that two runs on one machine together keep
a service's pace.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from geomap.errors import OutputError, RateLimitedError

__all__ = ["AnswerCache", "CachedAnswer", "ServiceTurns", "cache_path"]

_FILE = "online.sqlite"
_VARIABLE = "GEOMAP_CACHE"
_APPLICATION = 0x67656F6D  # "geom", as SQLite's application_id
_SCHEMA = 1
_BUSY_S = 30.0
_FARTHEST_S = 86_400.0
# A turn farther off than a day is a clock that was set back, not a queue.

_TABLES = """
CREATE TABLE IF NOT EXISTS answer (
    url TEXT PRIMARY KEY,
    service TEXT NOT NULL,
    query TEXT NOT NULL,
    retrieved REAL NOT NULL,
    expires REAL NOT NULL,
    forget INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    charset TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS turn (
    host TEXT PRIMARY KEY,
    next REAL NOT NULL,
    held REAL NOT NULL
);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedAnswer:
    """What a service answered, and when."""

    url: str
    # as asked, with a mark in the place of the key
    service: str
    query: str
    # the name, as it was sent
    retrieved: float
    expires: float
    # seconds since 1970
    body: bytes
    charset: str
    forget: bool = False
    # the service's terms want it gone when it has expired

    @property
    def sha256(self) -> str:
        """The digest of the answer's bytes."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def retrieved_at(self) -> dt.datetime:
        """When it was retrieved, in UTC."""
        return dt.datetime.fromtimestamp(self.retrieved, dt.UTC)


def cache_path() -> Path:
    """Tell where answers are kept: ``$GEOMAP_CACHE``, or the user's cache folder.

    Returns
    -------
    pathlib.Path
        The file, which need not exist yet.

    Examples
    --------
    >>> cache_path().name
    'online.sqlite'
    """
    if folder := os.environ.get(_VARIABLE):
        return Path(folder) / _FILE
    from platformdirs import user_cache_path

    return user_cache_path("geomap") / _FILE


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """The answers kept in one file.

    Parameters
    ----------
    path : pathlib.Path
        Made with its folders when the first answer is kept; readable by its owner only, since
        it tells what was looked for.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     cache = AnswerCache(Path(folder) / "online.sqlite")
    ...     answer = CachedAnswer(
    ...         url="http://a/?q=Homs", service="a", query="Homs", retrieved=0, expires=9,
    ...         body=b"[]", charset="utf-8",
    ...     )
    ...     cache.put(answer)
    ...     cache.get("http://a/?q=Homs") == answer, cache.get("http://a/?q=Hama")
    (True, None)
    """

    path: Path

    def get(self, url: str) -> CachedAnswer | None:
        """Give the answer kept for an address, None when there is none or it was changed."""
        if not self.path.exists():
            return None
        query = (
            "SELECT service, query, retrieved, expires, forget, sha256, charset, body "
            "FROM answer WHERE url = ?"
        )
        with self._open() as connection:
            row = connection.execute(query, (url,)).fetchone()
        if row is None:
            return None
        service, name, retrieved, expires, forget, sha256, charset, body = row
        answer = CachedAnswer(
            url=url, service=service, query=name, retrieved=retrieved, expires=expires,
            forget=bool(forget), charset=charset, body=bytes(body),
        )  # fmt: skip
        return answer if answer.sha256 == sha256 else None

    def put(self, answer: CachedAnswer) -> None:
        """Keep an answer in the place of an older one; drop what terms want forgotten."""
        row = (
            answer.url, answer.service, answer.query, answer.retrieved, answer.expires,
            int(answer.forget), answer.sha256, answer.charset, answer.body,
        )  # fmt: skip
        with self._open() as connection:
            gone = "DELETE FROM answer WHERE forget AND expires < ?"
            connection.execute(gone, (answer.retrieved,))
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT OR REPLACE INTO answer VALUES ({marks})", row)  # noqa: S608

    def reserve(self, host: str, *, now: float, interval_s: float) -> float:
        """Take the next free turn of a host; give the seconds until it comes."""
        with self._open() as connection:
            following, _ = _turn(connection, host, now)
            turn = max(now, following)
            connection.execute(
                "INSERT INTO turn VALUES (?1, ?2, 0) ON CONFLICT (host) DO UPDATE SET next = ?2",
                (host, turn + interval_s),
            )
        return turn - now

    def held_s(self, host: str, *, now: float) -> float:
        """Tell for how many more seconds a host wants to be left alone."""
        with self._open() as connection:
            _, held = _turn(connection, host, now)
        return max(0.0, held - now)

    def hold(self, host: str, *, until: float) -> None:
        """Leave a host alone until then, as it asked."""
        with self._open() as connection:
            connection.execute(
                "INSERT INTO turn VALUES (?1, 0, ?2) "
                "ON CONFLICT (host) DO UPDATE SET held = max(held, ?2)",
                (host, until),
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Give one transaction that nobody else writes in."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.path.touch(mode=0o600)
            connection = sqlite3.connect(self.path, timeout=_BUSY_S, isolation_level=None)
            with closing(connection):
                connection.execute("BEGIN IMMEDIATE")
                _prepare(connection, self.path)
                yield connection
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise OutputError(
                f"online answers cannot be kept here: {error}; remove the file if it is broken, "
                f"or name another folder in {_VARIABLE}",
                where=str(self.path),
            ) from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    if (version, owner) == (_SCHEMA, _APPLICATION):
        return
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise OutputError(
            "this file is no cache of this geomap's; remove it or name another", where=str(path)
        )
    for statement in filter(str.strip, _TABLES.split(";")):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")


def _turn(connection: sqlite3.Connection, host: str, now: float) -> tuple[float, float]:
    row = connection.execute("SELECT next, held FROM turn WHERE host = ?", (host,)).fetchone()
    following, held = row or (0.0, 0.0)
    latest = now + _FARTHEST_S
    return (following if following <= latest else 0.0, held if held <= latest else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTurns:
    """One host's turns, shared by all threads and processes that use the same file."""

    cache: AnswerCache
    host: str
    where: str
    # how errors call it
    interval_s: float
    longest_s: float
    # of a hold that is waited for
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep

    def wait(self) -> None:
        """Wait for the next turn; raise `RateLimitedError` when the host wants long quiet."""
        while True:
            held = self.cache.held_s(self.host, now=self.clock())
            if held > self.longest_s:
                raise RateLimitedError(
                    f"it asked for quiet, {held:.0f} s more; nothing was sent",
                    where=self.where, retry_after_s=held,
                )  # fmt: skip
            if held > 0:
                self.sleep(held)
            wait = self.cache.reserve(self.host, now=self.clock(), interval_s=self.interval_s)
            if wait > 0:
                self.sleep(wait)
            if not self.cache.held_s(self.host, now=self.clock()):
                return

    def hold(self, seconds: float) -> None:
        """Let nobody ask this host for so long."""
        self.cache.hold(self.host, until=self.clock() + min(seconds, _FARTHEST_S))
