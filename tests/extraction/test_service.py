"""The extractor against a real server on this machine, on its bad days too."""

from __future__ import annotations

import socket
import sys

import pytest

from geomap.errors import (
    GarbledAnswerError,
    NoNetworkError,
    OnlineServiceError,
    RateLimitedError,
    RefusedError,
    ServiceFailedError,
    ServiceTimeoutError,
    UsageError,
)
from geomap.extraction import service
from geomap.extraction.service import OnlineExtractor, pieces
from tests.extraction.chat_server import CLAIM, ChatServer, claim


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait between two attempts."""
    monkeypatch.setattr(service, "_RETRIES", 0)


def asking(chat: ChatServer, **options: object) -> OnlineExtractor:
    return OnlineExtractor(chat.url, model="small", **options)


def test_a_claim_comes_back(chat: ChatServer) -> None:
    chat.will_claim(CLAIM, claim(quantity="dead"))
    proposals, refused = asking(chat).propose("At least 22 people died.")
    assert [proposal.quote for proposal in proposals] == ["22 people"]
    assert refused == ("'22 people': quantity is 'dead'",)


def test_it_is_asked_for_the_model_by_the_schema_and_without_chance(chat: ChatServer) -> None:
    asking(chat).propose("The text.")
    [asked] = chat.asked
    assert asked["path"] == "/v1/chat/completions"
    assert (asked["model"], asked["temperature"]) == ("small", 0)
    assert asked["messages"][-1] == {"role": "user", "content": "The text."}
    assert asked["response_format"]["json_schema"]["strict"] is True


def test_only_the_key_that_is_given_is_sent(
    chat: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret-of-another")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-secret")
    asking(chat).propose("a")
    asking(chat, api_key="ours").propose("a")
    assert "secret" not in str(chat.seen)
    assert chat.seen[1]["authorization"] == "Bearer ours"


def test_a_long_text_is_asked_for_in_pieces(chat: ChatServer) -> None:
    text = "One killed in the village.\n\n" * 1_000
    asking(chat).propose(text)
    assert "".join(asked["messages"][-1]["content"] for asked in chat.asked) == text
    assert len(chat.asked) == 3


@pytest.mark.parametrize("text", ["", "a" * 30_000, "a b " * 9_000, "a.\n" * 9_000])
def test_pieces_are_the_text(text: str) -> None:
    found = list(pieces(text))
    assert "".join(found) == text
    assert all(0 < len(piece) <= 12_000 for piece in found)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, RefusedError),
        (404, RefusedError),
        (400, RefusedError),
        (429, RateLimitedError),
        (500, ServiceFailedError),
        (503, ServiceFailedError),
    ],
)
def test_each_failure_is_told_apart_and_without_the_servers_words(
    chat: ChatServer, status: int, error: type[OnlineServiceError]
) -> None:
    chat.status, chat.body = status, b'{"error": {"message": "{{ hostile }}"}}'
    with pytest.raises(error) as caught:
        asking(chat).propose("a")
    assert "hostile" not in str(caught.value)
    assert caught.value.status == status


@pytest.mark.parametrize(
    "body",
    [b"<html>log in</html>", b"", b"{}", b"[]", b'{"choices": []}', b'{"choices": [{}]}',
     b'{"choices": [{"message": {"content": 7}}]}', b"\xff\xfe"],
)  # fmt: skip
def test_what_is_no_answer_is_told(chat: ChatServer, body: bytes) -> None:
    chat.body = body
    with pytest.raises(GarbledAnswerError):
        asking(chat).propose("a")


def test_an_answer_that_is_cut_off_is_told(chat: ChatServer) -> None:
    chat.finish = "length"
    with pytest.raises(GarbledAnswerError, match="cut off"):
        asking(chat).propose("a")


def test_it_is_not_sent_on_to_another_host(chat: ChatServer) -> None:
    chat.status, chat.headers = 307, {"Location": "http://127.0.0.1:9/v1/chat/completions"}
    with pytest.raises(RefusedError, match="307"):
        asking(chat).propose("a")
    assert len(chat.asked) == 1


def test_who_does_not_answer_is_not_asked_again(
    chat: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
    extractor = OnlineExtractor(nobody, model="small")
    for _ in range(2):
        with pytest.raises(NoNetworkError):
            extractor.propose("a")
    chat.status = 401
    refused = asking(chat)
    for _ in range(3):
        with pytest.raises(RefusedError):
            refused.propose("a")
    assert len(chat.asked) == 1


def test_it_does_not_wait_for_ever() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/v1"
        with pytest.raises(ServiceTimeoutError):
            OnlineExtractor(address, model="small", timeout_s=0.2).propose("a")


@pytest.mark.parametrize(
    "address",
    ["", "localhost:11434", "ftp://localhost/v1", "http:///v1", "http://localhost:x/v1",
     "http://you:secret@localhost/v1", "http://models.example.org/v1", "http://8.8.8.8/v1",
     "file:///etc/passwd"],
)  # fmt: skip
def test_an_address_that_is_none_or_unsafe_is_refused(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        OnlineExtractor(address, model="small")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["http://localhost:1/v1", "http://192.168.1.7/v1", "https://models.example.org/v1"]
)
def test_ones_own_machine_and_an_encrypted_way_are_taken(address: str) -> None:
    assert OnlineExtractor(address, model="small").host in address


def test_without_the_client_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(UsageError, match=r"geomap\[extractor\]"):
        OnlineExtractor("http://localhost/v1", model="small")
