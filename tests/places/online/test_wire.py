"""Each way in which a service can fail, over real HTTP, told apart and never a place."""

import gzip
import json
import pickle
import socket
import ssl
import time
from dataclasses import replace

import pytest

from geomap.errors import (
    CaptivePortalError,
    GarbledAnswerError,
    GeomapError,
    NoNetworkError,
    OnlineServiceError,
    RateLimitedError,
    RefusedError,
    ServiceFailedError,
    ServiceTimeoutError,
    UntrustedConnectionError,
)
from geomap.places.online.gazetteer import OnlineGazetteer, open_online
from geomap.places.online.patience import Patience, retry_after_s
from geomap.places.online.wire import cleaned, fetch
from tests.places.online.online_server import Answer, Clock, nominatim_place, serving

LOGIN = b"<!DOCTYPE html><html><title>Hotel WiFi</title>Please log in</html>"


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch):
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def service():
    with serving() as service:
        yield service


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def gazetteer(service, clock, tmp_path):
    opened = open_online(
        "nominatim",
        user_agent="desk@example.org",
        options={"domain": service.host, "scheme": "http"},
        cache=tmp_path / "online.sqlite",
    )
    patience = Patience(connect_s=2, read_s=0.3, attempts=3, total_s=60)
    settings = replace(opened.settings, patience=patience)
    return OnlineGazetteer(settings, clock=clock, sleep=clock.sleep)


def failure(gazetteer, name="Tel Noor"):
    """Give the error of a lookup, having checked that nothing was kept of it."""
    with pytest.raises(OnlineServiceError) as raised:
        gazetteer.find(name)
    offline = OnlineGazetteer(replace(gazetteer.settings, offline=True))
    with pytest.raises(GeomapError, match="offline"):
        offline.find(name)
    return raised.value


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [("7", 7, 7), ("Tue, 14 Nov 2023 22:13:50 GMT", 29, 31)],
)
def test_too_many_requests_waits_as_long_as_the_service_says(
    gazetteer, service, clock, monkeypatch, header, least, most
):
    monkeypatch.setattr("geomap.places.online.wire.time.time", clock)
    service.will(Answer(status=429, body=b"slow", headers=(("Retry-After", header),)))
    service.will_tell([nominatim_place()])
    (candidate,) = gazetteer.find("Tel Noor")
    assert candidate.place.name == "Tel Noor"
    assert least <= sum(clock.slept) <= most + 1
    assert len(service.asked) == 2


def test_a_wait_longer_than_patience_is_given_up_at_once_and_kept_to(gazetteer, service, clock):
    service.will(Answer(status=429, headers=(("Retry-After", "3600"),)))
    error = failure(gazetteer)
    assert type(error) is RateLimitedError
    assert (error.status, error.retry_after_s) == (429, 3600)
    with pytest.raises(RateLimitedError, match="3600 s more; nothing was sent"):
        gazetteer.find("Harim")
    assert len(service.asked) == 1
    clock.now += 3601
    assert gazetteer.find("Harim") == ()


def test_three_server_errors_are_the_service_s_own_fault(gazetteer, service, clock):
    service.usual = Answer(status=500, body=b"Traceback", kind="text/plain")
    error = failure(gazetteer)
    assert type(error) is ServiceFailedError
    assert "HTTP 500" in str(error)
    assert "asked 3 times" in str(error)
    assert len(service.asked) == 3
    assert clock.slept == [1, 2]


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_passing_server_error_is_asked_again(gazetteer, service, status):
    service.will(Answer(status=status))
    service.will_tell([nominatim_place()])
    assert len(gazetteer.find("Tel Noor")) == 1


@pytest.mark.parametrize("status", [401, 402, 403, 407, 404, 418, 451])
def test_a_refusal_is_not_asked_again(gazetteer, service, status):
    service.usual = Answer(status=status)
    error = failure(gazetteer)
    assert type(error) is RefusedError
    assert error.status == status
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=LOGIN, kind="text/html"),
        Answer(body=b"\n " + LOGIN),
        Answer(status=511, body=LOGIN, kind="text/html"),
        Answer(status=302, headers=(("Location", "http://login.wifi.example/start"),)),
        Answer(status=302, headers=(("Location", "ftp://127.0.0.1/start"),)),
        Answer(status=302, headers=(("Location", "/search"),)),
    ],
    ids=["page", "page-as-json", "511", "elsewhere", "other-scheme", "in-a-circle"],
)
def test_a_captive_portal_is_told_from_an_answer(gazetteer, service, answer):
    service.usual = answer
    assert type(failure(gazetteer)) is CaptivePortalError
    if answer.status in (200, 511):
        assert len(service.asked) == 1


def test_a_redirect_to_a_login_page_of_the_same_host_is_a_captive_portal(gazetteer, service):
    service.will(Answer(status=302, headers=(("Location", "/login"),)))
    service.usual = Answer(body=LOGIN, kind="text/html")
    assert type(failure(gazetteer)) is CaptivePortalError


def test_a_redirect_of_the_service_to_itself_is_followed(gazetteer, service):
    service.will(Answer(status=301, headers=(("Location", "/v2/search?q=Tel+Noor"),)))
    service.will_tell([nominatim_place()])
    assert len(gazetteer.find("Tel Noor")) == 1
    assert service.asked[-1].path == "/v2/search"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b'[{"lat": 1',
        b"[" * 100_000,
        b"{}",
        b"null",
        b"0",
        b'""',
        b'"Tel Noor"',
        b"[1, 2]",
        b"[null]",
        b'{"foo": 1}',
        b'[{"display_name": "x"}]',
        b'[{"display_name": "x", "lat": null, "lon": null}]',
        b'[{"display_name": "x", "lat": "north", "lon": "east"}]',
        b'[{"display_name": "x", "lat": NaN, "lon": 3}]',
        b'[{"display_name": "x", "lat": Infinity, "lon": 3}]',
        b'[{"display_name": "x", "lat": "nan", "lon": "3"}]',
        b'[{"display_name": "x", "lat": "91", "lon": "3"}]',
        b'[{"display_name": "x", "lat": "35", "lon": "540"}]',
        b'[{"display_name": "x", "lat": "35", "lon": "400"}]',
        b'[{"display_name": "x", "lat": "35", "lon": "36", "importance": NaN}]',
        b'[{"display_name": "x", "lat": "0", "lon": "0"}]',
        b'[{"display_name": "x", "lat": 1' + b"0" * 400 + b', "lon": 3}]',
        b'[{"display_name": "x", "lat": 1' + b"0" * 5000 + b', "lon": 3}]',
        b'[{"display_name": "x", "lat": 3, "lon": 3}, {"display_name": "x", "lat": -91, "lon": 3}]',
        "[]".encode("utf-16"),
        b'[{"display_name": "\xff\xfe"}]',
    ],
)
def test_an_answer_of_another_shape_is_neither_a_place_nor_nothing_found(gazetteer, service, body):
    service.usual = Answer(body=body)
    error = failure(gazetteer)
    assert type(error) is GarbledAnswerError
    assert service.host in str(error)
    assert len(service.asked) == 1


def test_the_service_s_own_error_in_a_good_answer_is_no_answer(gazetteer, service):
    service.will_tell({"error": "Invalid\x1b[2J search \u202eterm" + "x" * 5000})
    error = failure(gazetteer)
    assert type(error) is RefusedError
    assert "Invalid [2J search term" in str(error)
    assert len(str(error)) < 600


def test_an_answer_that_is_cut_off_is_broken(gazetteer, service):
    body = json.dumps([nominatim_place()]).encode()
    service.usual = Answer(body=body, missing=10)
    assert type(failure(gazetteer)) is GarbledAnswerError


def test_a_service_that_hangs_is_given_up(gazetteer, service):
    service.usual = Answer(hang=True)
    error = failure(gazetteer)
    assert type(error) is ServiceTimeoutError
    assert isinstance(error, TimeoutError)
    assert len(service.asked) == 3


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_service_that_sends_a_byte_at_a_time_is_given_up(gazetteer, service, part):
    patience = Patience(connect_s=0.2, read_s=0.3, attempts=1)
    gazetteer = OnlineGazetteer(replace(gazetteer.settings, patience=patience))
    service.usual = Answer(drip=part)
    started = time.monotonic()
    assert type(failure(gazetteer)) is ServiceTimeoutError
    assert time.monotonic() - started < 3


def test_a_connection_closed_without_a_word_is_no_network(gazetteer, service):
    service.usual = Answer(drop=True)
    assert type(failure(gazetteer)) is NoNetworkError


def test_nobody_listening_is_no_network(gazetteer, service):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{unused.getsockname()[1]}"
    settings = replace(gazetteer.settings, options=(("domain", host), ("scheme", "http")))
    error = failure(OnlineGazetteer(settings, clock=Clock(), sleep=lambda _: None))
    assert type(error) is NoNetworkError
    assert "nobody listens" in str(error)


def test_an_unknown_host_is_no_network(gazetteer, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "create_connection", unknown)
    error = failure(gazetteer)
    assert type(error) is NoNetworkError
    assert "no such host" in str(error)


def test_plain_http_where_encryption_is_wanted_is_not_trusted(gazetteer, service):
    settings = replace(gazetteer.settings, options=(("domain", service.host), ("scheme", "https")))
    assert type(failure(OnlineGazetteer(settings))) is UntrustedConnectionError


def test_a_wrong_certificate_is_not_trusted(gazetteer, monkeypatch):
    def expired(*_, **__):
        error = ssl.SSLCertVerificationError(1, "certificate verify failed")
        error.verify_message = "certificate has expired"
        raise error

    monkeypatch.setattr(socket, "create_connection", expired)
    error = failure(gazetteer)
    assert type(error) is UntrustedConnectionError
    assert "certificate has expired" in str(error)


@pytest.mark.parametrize("size", [10, 5_000_000])
def test_a_packed_answer_is_unpacked_within_bounds(gazetteer, service, size):
    body = json.dumps([nominatim_place(filler="x" * size)]).encode()
    service.usual = Answer(body=gzip.compress(body), headers=(("Content-Encoding", "gzip"),))
    if size < 1000:
        assert len(gazetteer.find("Tel Noor")) == 1
    else:
        error = failure(gazetteer)
        assert type(error) is GarbledAnswerError
        assert "larger than 4 MB" in str(error)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(b"no gzip at all", "gzip"), (gzip.compress(b"[]")[:-9], "gzip"), (b"[]", "br")],
)
def test_an_answer_packed_wrongly_is_broken(gazetteer, service, body, encoding):
    service.usual = Answer(body=body, headers=(("Content-Encoding", encoding),))
    assert type(failure(gazetteer)) is GarbledAnswerError


def test_an_answer_larger_than_any_list_of_places_is_not_read_on(gazetteer, service):
    service.usual = Answer(body=b" " * 4_100_000 + b"[]")
    assert "larger than 4 MB" in str(failure(gazetteer))


def test_an_answer_in_another_charset_is_read_in_it(gazetteer, service):
    body = json.dumps([nominatim_place("تل نور")], ensure_ascii=False).encode("cp1256")
    service.usual = Answer(body=body, kind="application/json; charset=windows-1256")
    assert gazetteer.find("تل نور")[0].place.name == "تل نور"


def test_only_http_is_spoken():
    with pytest.raises(OnlineServiceError):
        fetch("file:///etc/hostname", headers={}, where="nobody", patience=Patience())


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None), ("", None), ("0", 0), ("120", 120), ("-5", None), ("1e9", None),
        ("9" * 40, None), ("soon", None), ("Thu, 01 Jan 1970 00:10:00 GMT", 500),
        ("Wed, 31 Dec 1969 23:00:00 GMT", 0), ("Thu, 01 Jan 1970 00:10:00", 500),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date_or_nothing(header, seconds):
    assert retry_after_s(header, now=100) == seconds


def test_a_stranger_s_words_fit_on_a_line_and_keep_their_joiners():
    assert cleaned("a\nb\x00c\u2028d\u202ee\u2066f") == "a b c d e f"
    assert cleaned("می\u200cرود") == "می\u200cرود"
    assert cleaned("x" * 500, longest=20) == "x" * 19 + "…"


def test_errors_keep_their_facts_when_they_cross_processes():
    error = RateLimitedError("slow", where="nominatim", status=429, retry_after_s=3.5)
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is RateLimitedError
    assert (str(copy), copy.status, copy.retry_after_s) == ("nominatim: slow", 429, 3.5)
