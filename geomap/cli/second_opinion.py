"""``geomap geocode --online``: what a service says, beside the offline answer."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from geomap.errors import NotCachedError, OnlineServiceError, UsageError

if TYPE_CHECKING:
    from geomap.model import Resolution
    from geomap.places.online.gazetteer import OnlineGazetteer
    from geomap.places.online.opinion import SecondOpinion

__all__ = ["Adviser", "key_variable", "opinion_fields", "opinion_line"]


def key_variable(service: str) -> str:
    """Name the environment variable that holds the key of a service.

    Keys are never taken from the command line: other users of a machine can read that.

    Parameters
    ----------
    service : str
        The service, as the user named it.

    Returns
    -------
    str
        The variable.

    Examples
    --------
    >>> key_variable("opencage")
    'GEOMAP_OPENCAGE_KEY'
    """
    return f"GEOMAP_{re.sub('[^A-Z0-9]', '_', service.upper())}_KEY"


class Adviser:
    """Asks one online service for second opinions, until it fails.

    Parameters
    ----------
    service : str
        The service by name.
    contact : str, optional
        Who asks.
    country : str, optional
        ISO 3166-1 alpha-2 code of the only country to look in.
    offline : bool
        Whether only what was answered before is to be used.

    Raises
    ------
    UsageError
        When the service is not known, or it is not said who asks.
    """

    def __init__(
        self, service: str, *, contact: str | None, country: str | None, offline: bool
    ) -> None:
        from geomap.places.online.gazetteer import open_online

        variable = key_variable(service)
        key = os.environ.get(variable) or None
        if contact is None and key is None and not offline:
            raise UsageError(
                f"--online {service} needs --contact EMAIL, so that the service knows who asks; "
                f"or, for a service with accounts, its key in the variable {variable}"
            )
        self.failed = False
        self._broken: str | None = None
        self._country = country
        self._online: OnlineGazetteer = open_online(
            service,
            user_agent=contact,
            api_key=key,
            offline=offline,
        )

    def opinion(self, resolution: Resolution) -> SecondOpinion | str:
        """Ask for a name.

        Parameters
        ----------
        resolution : Resolution
            The offline answer, which stays as it is.

        Returns
        -------
        SecondOpinion or str
            Or why there is none. A service that failed once is not asked again.
        """
        from geomap.places.online.opinion import second_opinion

        if self._broken is not None:
            return f"{self._online.name} was not asked again: {self._broken}"
        try:
            return second_opinion(resolution, self._online, country=self._country)
        except NotCachedError as error:
            self.failed = True
            return str(error)
        except OnlineServiceError as error:
            self.failed = True
            self._broken = str(error)
            return self._broken


def opinion_line(opinion: SecondOpinion | str) -> str:
    """Write a second opinion as a line of text."""
    if isinstance(opinion, str):
        return f"  no second opinion: {opinion}"
    note = f" ({opinion.answer.note})" if opinion.answer.note else ""
    return f"  second opinion: {opinion.reason}{note}"


def opinion_fields(opinion: SecondOpinion | str) -> dict[str, Any]:
    """Write a second opinion as plain fields."""
    if isinstance(opinion, str):
        return {"verdict": None, "reason": opinion}
    answer, place = opinion.answer, opinion.place
    return {
        "verdict": str(opinion.verdict),
        "reason": opinion.reason,
        "place": place.name if place else None,
        "lat": round(place.lat, 6) if place else None,
        "lon": round(place.lon, 6) if place else None,
        "country": place.country if place else None,
        "gazetteer": place.gazetteer if place else None,
        "id": place.id if place else None,
        "distance_km": opinion.distance_km,
        "same_country": opinion.same_country,
        "url": answer.url,
        "sha256": answer.sha256,
        "retrieved_at": answer.retrieved_at.isoformat() if answer.retrieved_at else None,
        "cached": answer.cached,
        "note": answer.note,
    }
