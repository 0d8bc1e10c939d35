from collections.abc import Iterator

import pytest

from tests.extraction.chat_server import ChatServer, serving


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with serving() as server:
        yield server
