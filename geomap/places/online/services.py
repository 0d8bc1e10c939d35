"""What the online services want of those who ask: their pace and what may be kept.

The figures follow the services' published usage policies and terms as far as they are known
(2026), on the careful side where they leave room or differ by plan. Terms change: they bind the
one who asks, and a subscriber who has agreed on others gives their own :class:`Service`.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Service", "service_named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One of geopy's services, and its terms."""

    name: str
    # geopy's: "nominatim"
    interval_s: float = 1.0
    # between two questions
    keep_days: float = 30.0
    # how long an answer may be kept and is believed; 0: not at all
    forget: bool = True
    # whether it must not be kept longer; else an old answer still serves when offline
    key: str | None = None
    # geopy's name for the key, where it is an unusual one
    country_filter: bool = True
    # whether it takes an alpha-2 code; else only its answers are filtered
    defaults: tuple[tuple[str, str], ...] = ()
    # options for geopy that are better than geopy's own


def _open(name: str) -> Service:
    """Give a service with open data: answers may be kept."""
    return Service(name=name, keep_days=180.0, forget=False)


# nominatim: at most one request a second, answers to be cached, data under the ODbL
#   (operations.osmfoundation.org/policies/nominatim).
# photon: "be fair"; no figure is given, so Nominatim's. Data under the ODbL.
# geonames: 1,000 an hour for a free account; data under CC BY 4.0. geopy would send the
#   account's name unencrypted.
# opencage: one a second on the free plan; answers may be kept for good.
# arcgis, mapbox, azure, woosmap: what was not paid for storing must not be stored, or only
#   briefly, so it is not.
# google, here and all others: thirty days, and then it must be gone.
_SERVICES = {
    service.name: service
    for service in (
        _open("nominatim"),
        _open("photon"),
        _open("pickpoint"),
        _open("openmapquest"),
        _open("opencage"),
        _open("pelias"),
        Service(
            name="geonames",
            interval_s=3.6,
            keep_days=180.0,
            forget=False,
            key="username",
            defaults=(("domain", "secure.geonames.org"), ("scheme", "https")),
        ),
        Service(name="arcgis", keep_days=0.0),
        Service(name="mapbox", keep_days=0.0),
        Service(name="azure", keep_days=0.0),
        Service(name="woosmap", keep_days=0.0),
        Service(name="herev7", country_filter=False),
    )
}


def service_named(name: str) -> Service:
    """Give what is known of a service.

    Parameters
    ----------
    name : str
        geopy's name of it, in any case.

    Returns
    -------
    Service
        With careful terms when nothing is known of it.

    Examples
    --------
    >>> service_named("Nominatim").interval_s, service_named("google").keep_days
    (1.0, 30.0)
    """
    known = name.strip().lower()
    return _SERVICES.get(known) or Service(name=known)
