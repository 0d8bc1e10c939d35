"""Worker processes: all is answered, in order, and who dies takes one request along."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psutil
import pytest

from geomap.corpus.workers import Workers

_SHOUTED = "tests.builders_workers:shouted"


def answered(*words: bytes | None, count: int = 2) -> list[tuple[bytes | None, str | None]]:
    with Workers(_SHOUTED, count=count) as workers:
        found = list(workers.answers([(number, word) for number, word in enumerate(words)]))
    assert [answer.about for answer in found] == list(range(len(words)))
    return [(answer.content, answer.failure) for answer in found]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_answers_come_in_the_order_of_the_requests(count: int) -> None:
    words = [f"word {number}".encode() for number in range(40)]
    assert answered(*words, count=count) == [(word.upper(), None) for word in words]


def test_a_long_message_comes_back_whole() -> None:
    word = b"long " * 400_000
    assert answered(word, word) == [(word.upper(), None)] * 2


def test_where_nothing_is_asked_nothing_is_answered() -> None:
    assert answered(None, b"a", None) == [(None, None), (b"A", None), (None, None)]


def test_a_worker_that_is_killed_takes_only_its_request_along() -> None:
    words = (b"a", b"die", b"b", b"c", b"die", b"d")
    found = answered(*words)
    assert [content for content, _ in found] == [b"A", None, b"B", b"C", None, b"D"]
    assert {failure for _, failure in found} == {None, "signal 9"}


def test_a_worker_that_fails_says_how_it_ended(capfd: pytest.CaptureFixture[str]) -> None:
    assert answered(b"fail", b"a", count=1) == [(None, "exit status 1"), (b"A", None)]
    assert "asked to fail" in capfd.readouterr().err


def test_what_the_work_prints_is_no_answer() -> None:
    assert answered(b"print", b"a", count=1) == [(b"PRINT", None), (b"A", None)]


def test_only_a_few_requests_are_read_ahead() -> None:
    read = 0

    def requests() -> Iterator[tuple[int, bytes]]:
        nonlocal read
        for number in range(1_000):
            read = number
            yield number, b"a"

    with Workers(_SHOUTED, count=1) as workers:
        next(workers.answers(requests()))
        time.sleep(0.5)
        assert read < 10


def test_what_the_requests_raise_is_raised() -> None:
    def requests() -> Iterator[tuple[int, bytes]]:
        yield 1, b"a"
        raise ValueError("no more")

    with Workers(_SHOUTED, count=1) as workers:
        answers = workers.answers(requests())
        assert next(answers).content == b"A"
        with pytest.raises(ValueError, match="no more"):
            next(answers)


def test_who_stops_early_leaves_no_process_behind() -> None:
    with Workers("tests.builders_workers:telling_who", count=2) as workers:
        answers = workers.answers((number, b"") for number in range(1_000))
        told = {int(next(answers).content or b"0") for _ in range(6)}
        answers.close()
    assert told
    assert not any(psutil.pid_exists(process) for process in told)
