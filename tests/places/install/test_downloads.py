"""What is fetched by name, against a real server that fails in every way."""

from __future__ import annotations

import hashlib
import io
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geomap.errors import DownloadError, UsageError
from geomap.places.install.downloads import (
    Limits,
    announced_sizes,
    check_country,
    fetch,
    find_offer,
)

FAST = Limits(silence_s=0.3, whole_s=5.0)
Answer = Callable[[BaseHTTPRequestHandler], None]


def geonames(*countries: str) -> str:
    return "".join(
        f"{number}\tTown {number}\tTown\t\t34.73\t36.72\tP\tPPL\t{country}\t\t11\t\t\t\t0\t\t500\t"
        "Asia/Damascus\t2024-05-06\n"
        for number, country in enumerate(countries, start=1)
    )


def archive(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(f"{name}.txt", content)
    return stream.getvalue()


def content(body: bytes, **headers: str) -> Answer:
    """Answer with a body and the given headers."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        told = {"Content-Type": "application/zip", "Content-Length": str(len(body))}
        for name, value in (told | {n.replace("_", "-"): v for n, v in headers.items()}).items():
            if value:
                request.send_header(name, value)
        request.end_headers()
        if request.command == "GET":
            request.wfile.write(body)

    return answer


def status(code: int, **headers: str) -> Answer:
    """Answer with a status and no body."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


def slow(request: BaseHTTPRequestHandler) -> None:
    """Send the half, then nothing."""
    request.send_response(200)
    request.send_header("Content-Type", "application/zip")
    request.send_header("Content-Length", "100")
    request.end_headers()
    request.wfile.write(b"PK\x03\x04" + b"x" * 46)
    request.wfile.flush()
    time.sleep(0.8)


def silent(request: BaseHTTPRequestHandler) -> None:
    """Say nothing at all."""
    time.sleep(0.8)
    request.close_connection = True


def dripping(request: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, for ever."""
    request.send_response(200)
    request.send_header("Content-Type", "application/zip")
    request.end_headers()
    try:
        for _ in range(100):
            request.wfile.write(b"P")
            request.wfile.flush()
            time.sleep(0.02)
    except OSError:
        return


class Server:
    """A server on this machine; what it answers is set by path."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.command, self.path))
                outer.answers.get(self.path, status(404))(self)

            def do_HEAD(self) -> None:
                self.do_GET()

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def test_what_can_be_fetched_is_found_by_country(builtin):
    offer = find_offer("geonames:Syria", gazetteer=builtin, mirror="http://127.0.0.1/dump")
    assert (offer.name, offer.country, offer.licence) == ("geonames-sy", "SY", "CC-BY-4.0")
    assert offer.places_url == "http://127.0.0.1/dump/SY.zip"
    assert offer.names_url == "http://127.0.0.1/dump/alternatenames/SY.zip"
    whole = find_offer("geonames:all", gazetteer=builtin)
    assert (whole.country, whole.name) == (None, "geonames-all")
    assert whole.places_url.endswith("/allCountries.zip")
    assert whole.names_url.endswith("/alternateNamesV2.zip")


@pytest.mark.parametrize("source", ["geonames:", "geonames:Atlantis"])
def test_what_is_not_there_is_a_usage_error(builtin, source):
    with pytest.raises(UsageError):
        find_offer(source, gazetteer=builtin)


@pytest.mark.parametrize("mirror", ["file:///etc/", "ftp://127.0.0.1/", "dump", "http://"])
def test_a_mirror_is_a_web_address(builtin, mirror):
    with pytest.raises(UsageError, match="no web address"):
        find_offer("geonames:SY", gazetteer=builtin, mirror=mirror)


def test_a_file_that_comes_whole_is_kept_with_its_digest(server, tmp_path):
    body = archive(SY=geonames("SY"))
    server.answers["/SY.zip"] = content(body)
    told: list[int] = []
    digest = hashlib.sha256(body).hexdigest()
    fetched = fetch(
        server.url + "SY.zip", tmp_path, limits=FAST, sha256=digest.upper(), on_bytes=told.append
    )
    assert fetched.path.read_bytes() == body
    assert (fetched.size, fetched.sha256) == (len(body), digest)
    assert told[-1] == len(body)


def test_a_length_that_is_not_told_is_no_fault(server, tmp_path):
    body = archive(SY=geonames("SY"))
    server.answers["/SY.zip"] = content(body, Content_Length="")
    assert fetch(server.url + "SY.zip", tmp_path, limits=FAST).size == len(body)


GOOD = archive(SY=geonames("SY"))
LOGIN = b"<!DOCTYPE html><title>Log in to this network</title>"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (status(404), r"is not there \(404\)"),
        (status(500), r"the server failed \(500\); try again later"),
        (status(503), r"the server failed \(503\)"),
        (status(403), "status 403"),
        (status(204), "status 204"),
        (status(302, Location="http://localhost:9/login"), "was sent on to http://localhost:9/log"),
        (status(302, Location="file:///etc/passwd"), "was sent on to|status 302"),
        (content(LOGIN, Content_Type="text/html; charset=utf-8"), "is a web page"),
        (content(LOGIN), r"is no whole zip archive.*begins b'<!DOCTYPE"),
        (content(GOOD[:-20]), "is no whole zip archive"),
        (content(GOOD, Content_Length=str(len(GOOD) + 50)), "was cut off: .* bytes came"),
        (content(b""), "is no whole zip archive"),
        (content(GOOD, Content_Length=str(10**15)), "at most"),
        (slow, r"stopped coming for 0\.3 s"),
        (silent, r"no answer within 0\.3 s"),
    ],
)
def test_every_failure_is_told_apart(server, tmp_path, answer, words):
    server.answers["/SY.zip"] = answer
    with pytest.raises(DownloadError, match=words):
        fetch(server.url + "SY.zip", tmp_path, limits=FAST)


def test_a_redirect_on_the_same_host_is_followed(server, tmp_path):
    server.answers["/SY.zip"] = status(302, Location="/mirror/SY.zip")
    server.answers["/mirror/SY.zip"] = content(GOOD)
    assert fetch(server.url + "SY.zip", tmp_path, limits=FAST).path.read_bytes() == GOOD


def test_a_server_that_drips_is_given_up(server, tmp_path):
    server.answers["/SY.zip"] = dripping
    with pytest.raises(DownloadError, match="too slow"):
        fetch(server.url + "SY.zip", tmp_path, limits=Limits(silence_s=1.0, whole_s=0.1))


def test_more_than_is_taken_is_refused_while_it_comes(server, tmp_path):
    server.answers["/SY.zip"] = content(GOOD, Content_Length="")
    with pytest.raises(DownloadError, match="larger than the 10 bytes"):
        fetch(server.url + "SY.zip", tmp_path, limits=Limits(silence_s=1.0, size=10))


def test_nobody_there_is_an_error_that_says_so(server, tmp_path):
    server.close()
    with pytest.raises(DownloadError, match="cannot be reached"):
        fetch(server.url + "SY.zip", tmp_path, limits=FAST)


def test_another_sha256_is_refused(server, tmp_path):
    server.answers["/SY.zip"] = content(GOOD)
    with pytest.raises(DownloadError, match=r"its sha256 is .*, not 00 as given"):
        fetch(server.url + "SY.zip", tmp_path, limits=FAST, sha256="00")


def test_a_damaged_archive_is_refused(server, tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        written.writestr("SY.txt", geonames(*["SY"] * 50))
    body = bytearray(stream.getvalue())
    body[900] ^= 1
    server.answers["/SY.zip"] = content(bytes(body))
    with pytest.raises(DownloadError, match=r"the checksum of SY\.txt is wrong"):
        fetch(server.url + "SY.zip", tmp_path, limits=FAST)


def test_an_archive_that_would_explode_is_not_opened(server, tmp_path, monkeypatch):
    monkeypatch.setattr("geomap.places.install.downloads._SMALL", 0)
    server.answers["/SY.zip"] = content(archive(SY="a" * 1_000_000))
    with pytest.raises(DownloadError, match="would unpack to 1000000 bytes"):
        fetch(server.url + "SY.zip", tmp_path, limits=FAST)


def test_the_sizes_are_asked_without_fetching(server, builtin):
    server.answers["/SY.zip"] = content(b"x" * 300)
    server.answers["/alternatenames/SY.zip"] = content(b"x" * 200)
    offer = find_offer("geonames:SY", gazetteer=builtin, mirror=server.url)
    assert announced_sizes(offer, FAST) == 500
    assert {method for method, _ in server.asked} == {"HEAD"}
    server.answers["/SY.zip"] = content(b"x", Content_Length="")
    assert announced_sizes(offer, FAST) is None


@pytest.mark.parametrize(
    ("dump", "words"),
    [
        (geonames("SY", "SY", "TR"), "line 3: holds a place of 'TR', not of SY"),
        ("<html>\n", "line 1: is no dump of GeoNames: 1 columns"),
        ("", "is empty"),
        ("Alen\udce7on\n", "is not UTF-8"),
    ],
)
def test_a_dump_is_held_to_its_country_and_columns(server, tmp_path, dump, words):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        written.writestr("SY.txt", dump.encode("utf-8", "surrogateescape"))
    server.answers["/SY.zip"] = content(stream.getvalue())
    fetched = fetch(server.url + "SY.zip", tmp_path, limits=FAST)
    with pytest.raises(DownloadError, match=words):
        check_country(fetched, "SY")


def test_a_dump_of_the_right_country_passes(server, tmp_path):
    server.answers["/SY.zip"] = content(GOOD)
    check_country(fetch(server.url + "SY.zip", tmp_path, limits=FAST), "SY")
