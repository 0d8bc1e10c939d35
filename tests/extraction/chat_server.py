"""A real HTTP server on this machine that plays an OpenAI-compatible one."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CLAIM = {
    "quote": "22 people", "quantity": "killed", "min": 22, "max": 22, "qualifier": "exact",
    "victims": "people", "scope": "event", "stance": "asserted", "claimant": None,
    "relayed_by": None, "place": None,
}  # fmt: skip


def claim(**changes: Any) -> dict[str, Any]:
    """Give a claim as a model writes it."""
    return CLAIM | changes


@dataclass(kw_only=True)
class ChatServer:
    """What it will answer, and what it was asked."""

    url: str = ""
    status: int = 200
    content: str = '{"claims": []}'
    finish: str = "stop"
    body: bytes | None = None
    # in place of a chat's answer
    headers: Mapping[str, str] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    seen: list[dict[str, str]] = field(default_factory=list)
    # the headers of what was asked

    def will_claim(self, *claims: Mapping[str, Any]) -> None:
        self.content = json.dumps({"claims": list(claims)})

    def answer(self) -> bytes:
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.content}
        choice = {"index": 0, "message": message, "finish_reason": self.finish}
        return json.dumps(
            {"id": "1", "object": "chat.completion", "created": 1, "model": "m",
             "choices": [choice]}
        ).encode()  # fmt: skip


@contextmanager
def serving() -> Iterator[ChatServer]:
    chat = ChatServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            chat.asked.append(json.loads(asked) | {"path": self.path})
            chat.seen.append({name.lower(): value for name, value in self.headers.items()})
            body = chat.answer()
            self.send_response(chat.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in chat.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        chat.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield chat
        finally:
            server.shutdown()
            thread.join()
