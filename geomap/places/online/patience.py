"""How long and how often an online service is waited for."""

from __future__ import annotations

import datetime as dt
import email.utils
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from geomap.errors import (
    NoNetworkError,
    OnlineServiceError,
    RateLimitedError,
    ServiceFailedError,
    ServiceTimeoutError,
)

__all__ = ["Patience", "Turns", "fetch_patiently", "retry_after_s"]

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a service is waited for."""

    connect_s: float = 5.0
    read_s: float = 20.0
    # for one answer, from the sent question to its last byte
    attempts: int = 4
    first_wait_s: float = 1.0
    # before the second attempt; doubled for each further one
    total_s: float = 120.0
    # for all attempts of one question and the waits between them


class Turns(Protocol):
    """Lets one question pass at a time, as slowly as the service wants."""

    def wait(self) -> None:
        """Wait for the next turn; raise `RateLimitedError` when it is too far off."""
        ...

    def hold(self, seconds: float) -> None:
        """Let nobody ask for so long."""
        ...


def fetch_patiently(
    ask: Callable[[], _Answer],
    *,
    turns: Turns,
    patience: Patience,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
) -> _Answer:
    """Ask, and ask again after what may pass by itself.

    Parameters
    ----------
    ask : callable
        Asks once.
    turns : Turns
        The service's own pace.
    patience : Patience
        How often, and how long.
    clock, sleep : callable
        Seconds now, and a way to let them pass.

    Returns
    -------
    object
        The first answer that came.

    Raises
    ------
    OnlineServiceError
        The last failure, when patience ran out or asking again cannot help.

    Examples
    --------
    >>> import time
    >>> class Free:
    ...     def wait(self) -> None: ...
    ...     def hold(self, seconds: float) -> None: ...
    >>> fetch_patiently(
    ...     lambda: "[]", turns=Free(), patience=Patience(), clock=time.time, sleep=time.sleep
    ... )
    '[]'
    """
    started = clock()
    for attempt in range(1, patience.attempts + 1):
        turns.wait()
        try:
            return ask()
        except (RateLimitedError, ServiceFailedError, ServiceTimeoutError, NoNetworkError) as error:
            if error.retry_after_s is not None:
                turns.hold(error.retry_after_s)
            wait = max(patience.first_wait_s * 2 ** (attempt - 1), error.retry_after_s or 0.0)
            left = patience.total_s - (clock() - started)
            if attempt == patience.attempts or wait > left:
                raise _given_up(error, attempt, wait) from error
            sleep(wait)
    raise ValueError(f"patience.attempts is {patience.attempts}; it must be 1 or more")


def _given_up(error: OnlineServiceError, attempts: int, wait: float) -> OnlineServiceError:
    tried = "asked once" if attempts == 1 else f"asked {attempts} times"
    again = f"; ask again in {wait:.0f} s or later" if error.retry_after_s else ""
    return type(error)(
        f"{error.message} ({tried}{again})",
        where=error.where,
        status=error.status,
        retry_after_s=error.retry_after_s,
    )


def retry_after_s(value: str | None, *, now: float) -> float | None:
    """Read a ``Retry-After``: seconds, or a date (RFC 9110, 10.2.3).

    Parameters
    ----------
    value : str or None
        The header as it came.
    now : float
        Seconds since 1970.

    Returns
    -------
    float or None
        Seconds to wait, never negative; None when nothing readable is said.

    Examples
    --------
    >>> retry_after_s("120", now=0), retry_after_s("soon", now=0)
    (120.0, None)
    >>> retry_after_s("Thu, 01 Jan 1970 00:01:00 GMT", now=15)
    45.0
    """
    written = (value or "").strip()
    if written.isascii() and written.isdigit() and len(written) < 10:
        return float(written)
    try:
        when = email.utils.parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=dt.UTC)
    return max(0.0, when.timestamp() - now)
