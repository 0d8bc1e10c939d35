"""geopy's geocoders, made to ask through us: the only code that knows them.

geopy builds a service's address and reads its answer. What goes over the wire goes through
the function given here, and geopy never learns the key: it is handed a mark, and the mark is
replaced after geopy has written its logs and before the question leaves.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import quote

from geomap.errors import (
    GarbledAnswerError,
    OnlineServiceError,
    RateLimitedError,
    RefusedError,
    ServiceFailedError,
    UsageError,
)
from geomap.places.online.services import Service
from geomap.places.online.wire import cleaned

__all__ = ["KEY_MARK", "Found", "ask_geopy", "check_service", "needs_key", "with_key"]

KEY_MARK = "geomap-key-goes-here"

_KEYS = ("api_key", "apikey", "subscription_key")
_SECRETS = frozenset({
    "app_code", "app_id", "auth_id", "auth_token", "client_id", "password", "secret_key",
    "security_key", "username",
})  # fmt: skip
# Credentials beyond one key would have to pass through geopy's logs.
_OURS = frozenset({"timeout", "proxies", "user_agent", "ssl_context", "adapter_factory"})
_COUNTRY = ("country_codes", "countries", "country")
# geocode()'s ways to take an ISO 3166-1 alpha-2 code; where another is wanted, the answer is
# filtered only
_MOST = 10
# places asked for; a second opinion needs no more
_SAID = 2000
# characters of a service's words; cut further once the key is out of them
_LANGUAGE = "en"
_BOUNDS = {
    "lat": 90.0, "latitude": 90.0, "lon": 180.0, "lng": 180.0, "long": 180.0, "longitude": 180.0,
}  # fmt: skip
_MISREAD = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, Warning)
# what geopy raises or warns of when an answer has another shape than it believes
_NOTHING_WORD = "ZERO_RESULTS"  # Google and those who follow it


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One place of an answer, as geopy read it."""

    raw: Any
    # the service's own JSON object
    address: str
    lat: float
    lon: float


def check_service(
    service: Service, options: Mapping[str, str], *, has_key: bool, offline: bool = False
) -> str:
    """Check that geopy knows a service and its options, without asking it anything.

    Parameters
    ----------
    service : Service
        With geopy's name of it.
    options : mapping
        For geopy's geocoder: ``domain``, ``scheme`` …
    has_key : bool
        Whether a key is at hand.
    offline : bool
        Whether it will not be asked, and so needs no key.

    Returns
    -------
    str
        The host that will be asked.

    Raises
    ------
    UsageError
        When there is no such service or option, or a key is wanted or of no use.

    Examples
    --------
    >>> from geomap.places.online.services import service_named
    >>> check_service(service_named("photon"), {"domain": "127.0.0.1:2322"}, has_key=False)
    '127.0.0.1:2322'
    """
    parameters = inspect.signature(_geocoder_class(service.name)).parameters
    known = sorted(set(parameters) - _OURS - _SECRETS - set(_KEYS))
    for option in options:
        if option in _SECRETS or option in _KEYS:
            raise UsageError(f"{option!r} is no option of {service.name}; a key goes in api_key")
        if option not in known:
            raise UsageError(f"{service.name} has no option {option!r}; it has {', '.join(known)}")
    key = _key_parameter(service, parameters)
    if has_key and key is None:
        raise UsageError(f"{service.name} takes no key; leave it out")
    _check_needed(service, options, parameters)
    if needs_key(service) and not has_key and not offline:
        raise UsageError(f"{service.name} needs a key; give api_key")
    domain = options.get("domain") or dict(service.defaults).get("domain")
    if domain is None and "domain" in parameters:
        domain = parameters["domain"].default
    return str(domain or service.name).strip("/")


def needs_key(service: Service) -> bool:
    """Tell whether a service answers only to those with a key.

    Parameters
    ----------
    service : Service
        With geopy's name of it.

    Returns
    -------
    bool
        As geopy's geocoder is made.

    Examples
    --------
    >>> from geomap.places.online.services import service_named
    >>> needs_key(service_named("geonames")), needs_key(service_named("nominatim"))
    (True, False)
    """
    parameters = inspect.signature(_geocoder_class(service.name)).parameters
    key = _key_parameter(service, parameters)
    if key is None:
        return False
    # A key is optional beside other credentials, which are not for us, or is not optional.
    others = {"app_code", "client_id"}.intersection(parameters)
    return parameters[key].default is inspect.Parameter.empty or bool(others)


def ask_geopy(
    service: Service,
    query: str,
    *,
    country: str | None,
    options: Mapping[str, str],
    has_key: bool,
    exchange: Callable[[str, Mapping[str, str]], str],
) -> tuple[Found, ...]:
    """Let geopy ask a service for a name and read the answer.

    Parameters
    ----------
    service : Service
        Which.
    query : str
        The name: all that is sent, with ``country``.
    country : str or None
        ISO 3166-1 alpha-2 code of the only country to look in.
    options : mapping
        For geopy's geocoder.
    has_key : bool
        Whether the mark of a key is to be put in.
    exchange : callable
        Takes an address with the mark and headers, gives the answer's text.

    Returns
    -------
    tuple of Found
        In the service's order; empty only when it says that there is nothing.

    Raises
    ------
    OnlineServiceError
        When the exchange failed or the answer is no answer.
    """
    kind = _geocoder_class(service.name)
    settings: dict[str, Any] = {**dict(service.defaults), **options}
    key = _key_parameter(service, inspect.signature(kind).parameters)
    if has_key and key is not None:
        settings[key] = KEY_MARK
    seen: list[Any] = []
    from geopy.exc import GeopyError

    try:
        geocoder = kind(
            user_agent=service.name, adapter_factory=_adapter(exchange, seen), **settings
        )
        wishes = _wishes(geocoder, service, country)
        locations = geocoder.geocode(query, exactly_one=False, timeout=None, **wishes)
        found = tuple(map(_found, locations or ()))
    except OnlineServiceError:
        raise
    except GeopyError as error:
        _translate(error)
    except _MISREAD as error:
        raise GarbledAnswerError(
            f"the answer has another shape than {service.name}'s: {type(error).__name__}"
        ) from error
    if not found and not _says_nothing(seen[-1] if seen else None):
        raise GarbledAnswerError(f"the answer has another shape than {service.name}'s: no list")
    return found


def with_key(text: str, key: str | None) -> str:
    """Put the key where its mark stands.

    Parameters
    ----------
    text : str
        An address or a header.
    key : str or None
        None leaves the text as it is.

    Returns
    -------
    str
        For the wire only, never for a log, an error or the cache.

    Examples
    --------
    >>> with_key("https://a/?key=geomap-key-goes-here&q=Homs", "s3/cret")
    'https://a/?key=s3%2Fcret&q=Homs'
    """
    return text if key is None else text.replace(KEY_MARK, quote(key, safe=""))


def _check_needed(
    service: Service, options: Mapping[str, str], parameters: Mapping[str, inspect.Parameter]
) -> None:
    key = _key_parameter(service, parameters)
    for name, parameter in parameters.items():
        if parameter.default is not inspect.Parameter.empty or name in (*options, key):
            continue
        if name in _SECRETS:
            raise UsageError(f"{service.name} wants {name} too, which geomap cannot keep secret")
        raise UsageError(f"{service.name} has no default {name!r}; give it in options")


def _geocoder_class(name: str) -> Any:
    from geopy.exc import GeocoderNotFound
    from geopy.geocoders import SERVICE_TO_GEOCODER, get_geocoder_for_service

    try:
        kind = get_geocoder_for_service(name)
    except GeocoderNotFound as error:
        names = ", ".join(sorted(SERVICE_TO_GEOCODER))
        raise UsageError(f"geopy knows no service {name!r}; it knows {names}") from error
    if not hasattr(kind, "geocode"):
        raise UsageError(f"{name} looks up no names")
    return kind


def _key_parameter(service: Service, parameters: Mapping[str, Any]) -> str | None:
    if service.key in parameters:
        return service.key
    return next((name for name in _KEYS if name in parameters), None)


def _wishes(geocoder: Any, service: Service, country: str | None) -> dict[str, Any]:
    """Give geocode()'s options as far as this service has them."""
    known = inspect.signature(geocoder.geocode).parameters
    wishes: dict[str, Any] = {
        "limit": _MOST, "maxresults": _MOST, "max_results": _MOST, "language": _LANGUAGE,
        "addressdetails": True, "namedetails": True, "annotations": False,
        "out_fields": "*", "include_country_code": True,
    }  # fmt: skip
    if country and service.country_filter:
        parameter = next((name for name in _COUNTRY if name in known), None)
        if parameter:
            wishes[parameter] = country
    return {name: wish for name, wish in wishes.items() if name in known}


def _adapter(exchange: Callable[[str, Mapping[str, str]], str], seen: list[Any]) -> Any:
    """Make geopy's way to the network: ours. What was read is put into ``seen``."""
    from geopy.adapters import BaseSyncAdapter

    class Wire(BaseSyncAdapter):  # type: ignore[misc]
        def get_text(self, url: str, *, timeout: object, headers: Mapping[str, str]) -> str:  # noqa: ARG002
            text = exchange(url, headers)
            seen.append(text)
            return text

        def get_json(self, url: str, *, timeout: object, headers: Mapping[str, str]) -> Any:
            text = self.get_text(url, timeout=timeout, headers=headers)
            try:
                seen.append(json.loads(text, parse_constant=_no_number))
            except (ValueError, RecursionError) as error:
                raise GarbledAnswerError("the answer is not JSON") from error
            _check_coordinates(seen[-1])
            return seen[-1]

    return Wire


def _found(location: Any) -> Found:
    lat, lon = float(location.latitude), float(location.longitude)
    if lat == lon == 0.0:  # geopy's reading of coordinates that are not there
        raise ValueError("no coordinates")
    return Found(raw=location.raw, address=str(location.address or ""), lat=lat, lon=lon)


def _check_coordinates(answer: Any) -> None:
    """Refuse an answer with impossible coordinates, before geopy bends them into shape."""
    unchecked = [answer]
    while unchecked:
        part = unchecked.pop()
        if isinstance(part, dict):
            for name, value in part.items():
                if (most := _BOUNDS.get(name.lower())) and not isinstance(value, (dict, list)):
                    if not -most <= float(value) <= most:
                        raise ValueError(f"{name} is out of bounds")
                if name == "coordinates" and isinstance(value, list):
                    _check_pair(value)
            unchecked += part.values()
        elif isinstance(part, list):
            unchecked += part


def _check_pair(pair: list[Any]) -> None:
    if all(isinstance(number, (int, float)) for number in pair):
        if not all(-180.0 <= number <= 180.0 for number in pair[:2]):
            raise ValueError("coordinates are out of bounds")


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _says_nothing(answer: Any, depth: int = 4) -> bool:
    """Tell whether an answer without places says so: with an empty list, not by its absence."""
    if isinstance(answer, list):
        return not answer or (depth > 0 and any(_says_nothing(a, depth - 1) for a in answer))
    if isinstance(answer, dict) and depth > 0:
        if answer.get("status") == _NOTHING_WORD:
            return True
        return any(_says_nothing(member, depth - 1) for member in answer.values())
    return False


def _translate(error: Exception) -> NoReturn:
    """Raise geopy's error as the one of ours that says the same."""
    from geopy import exc

    said = cleaned(str(error), longest=_SAID) or type(error).__name__
    if isinstance(error, exc.GeocoderQuotaExceeded):
        raise RateLimitedError(f"its quota is used up: {said}") from error
    if isinstance(
        error,
        (
            exc.GeocoderAuthenticationFailure,
            exc.GeocoderInsufficientPrivileges,
            exc.GeocoderQueryError,
            exc.ConfigurationError,
        ),
    ):
        raise RefusedError(f"it does not take the question: {said}") from error
    if isinstance(error, exc.GeocoderParseError):
        raise GarbledAnswerError(f"the answer has another shape: {said}") from error
    raise ServiceFailedError(f"it says that it failed: {said}") from error
