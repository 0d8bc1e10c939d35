"""The worker: results in order, a spoiled input for what raises or kills, no orphans."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import partial

import pytest

from geomap.corpus.workers import Task, Worker
from geomap.errors import GeomapError, UsageError


def count(last: int) -> Iterator[int]:
    return iter(range(last))


def refuse() -> Iterator[int]:
    raise UsageError("there is no such file", where="x.txt")


def doubled(number: int) -> list[int]:
    return [number, number]


def raise_at_two(number: int) -> list[int]:
    if number == 2:
        raise ZeroDivisionError("two")
    return [number]


def die_at_two(number: int) -> list[int]:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return [number]


def die_while_gathering() -> Iterator[int]:
    os._exit(3)


def told(number: int, reason: str) -> list[str]:
    return [f"{number}: {reason}"]


def results_of(gather: object, treat: object) -> list[object]:
    with Worker(Task(gather=gather, treat=treat, spoil=told)) as worker:  # type: ignore[arg-type]
        return list(worker)


def test_results_come_in_the_order_of_the_inputs() -> None:
    assert results_of(partial(count, 3), doubled) == [0, 0, 1, 1, 2, 2]


def test_an_input_that_raises_is_spoiled_and_the_others_go_on() -> None:
    found = results_of(partial(count, 5), raise_at_two)
    assert found == [0, 1, "2: it broke the reader: ZeroDivisionError: two", 3, 4]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_input_that_kills_the_process_is_spoiled_and_a_new_one_goes_on() -> None:
    found = results_of(partial(count, 5), die_at_two)
    assert found == [0, 1, "2: the process that read it ended (signal 9)", 3, 4]


def test_an_error_of_ours_crosses_with_its_facts() -> None:
    with pytest.raises(UsageError) as caught:
        results_of(refuse, doubled)
    assert (caught.value.message, caught.value.where) == ("there is no such file", "x.txt")


def test_a_process_that_dies_of_no_input_is_not_started_for_ever() -> None:
    with pytest.raises(GeomapError, match="status 3"):
        results_of(die_while_gathering, doubled)


def test_the_process_ends_with_the_worker_even_if_nobody_listens() -> None:
    with Worker(Task(gather=partial(count, 10**9), treat=doubled, spoil=told)) as worker:
        assert next(iter(worker)) == 0
        process = worker._process
    assert not process.is_alive()
