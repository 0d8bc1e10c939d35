"""A real HTTP server on this machine that plays an online service, on its bad days too."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer; ``missing`` bytes are promised but never sent, ``hang`` sends nothing,
    ``drip`` sends the headers or the body a byte at a time."""

    status: int = 200
    body: bytes = b"[]"
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    missing: int = 0
    hang: bool = False
    drop: bool = False
    drip: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    line: str


@dataclass(kw_only=True)
class FakeService:
    """What it will answer, in turn and then for good, and what it was asked."""

    host: str
    script: list[Answer] = field(default_factory=list)
    usual: Answer = field(default_factory=Answer)
    answers: dict[str, Answer] = field(default_factory=dict)
    # by the name that is asked for, as Nominatim's ``q``
    asked: list[Asked] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def will(self, *answers: Answer) -> None:
        self.script.extend(answers)

    def will_tell(self, content: Any) -> None:
        self.usual = told(content)


def told(content: Any) -> Answer:
    return Answer(body=json.dumps(content).encode())


@contextmanager
def serving() -> Iterator[FakeService]:
    service = FakeService(host="")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(
                path=parts.path, query=parse_qs(parts.query), headers=headers, line=self.path
            )
            service.asked.append(asked)
            asked_for = (asked.query.get("q") or [""])[0]
            usual = service.answers.get(asked_for, service.usual)
            answer = service.script.pop(0) if service.script else usual
            self.close_connection = True
            if answer.hang:
                service.stopped.wait(10)
            if answer.hang or answer.drop:
                return
            if answer.drip == "headers":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                self.drip()
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            promised = len(answer.body) + answer.missing + (9999 if answer.drip else 0)
            self.send_header("Content-Length", str(promised))
            for name, value in answer.headers:
                self.send_header(name, value)
            self.end_headers()
            if answer.drip == "body":
                self.drip()
            else:
                self.wfile.write(answer.body)

        def drip(self) -> None:
            with suppress(OSError):
                while not service.stopped.wait(0.05):
                    self.wfile.write(b" ")

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        service.host = f"127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield service
        finally:
            service.stopped.set()
            server.shutdown()
            thread.join()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.now = now
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def nominatim_place(name: str = "Tel Noor", **changes: Any) -> dict[str, Any]:
    """Give a place as Nominatim writes one."""
    return {
        "place_id": 1, "osm_type": "node", "osm_id": 77, "lat": "35.2", "lon": "35.3",
        "class": "place", "type": "village", "addresstype": "village", "name": name,
        "display_name": f"{name}, Harim, Ardia",
        "address": {"village": name, "county": "Lower Harim", "state": "Harim",
                    "country": "Syria", "country_code": "sy"},
        "boundingbox": ["35.18", "35.22", "35.28", "35.32"],
    } | changes  # fmt: skip
