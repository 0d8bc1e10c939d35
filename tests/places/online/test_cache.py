"""Answers kept, replayed, forgotten; turns shared by threads and processes."""

import concurrent.futures
import hashlib
import multiprocessing
import sqlite3
import stat
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import OutputError, RateLimitedError
from geomap.places.online.cache import AnswerCache, CachedAnswer, ServiceTurns, cache_path
from tests.places.online.online_server import Clock


@pytest.fixture
def cache(tmp_path):
    return AnswerCache(tmp_path / "deep" / "online.sqlite")


def make_answer(url="http://a.example/?q=Homs", **changes):
    answer = CachedAnswer(
        url=url, service="a", query="Homs", retrieved=100.0, expires=200.0, body=b"[]",
        charset="utf-8",
    )  # fmt: skip
    return replace(answer, **changes)


def test_what_was_kept_comes_back_as_it_was(cache):
    answer = make_answer(body="تل نور".encode(), forget=True)
    assert cache.get(answer.url) is None
    cache.put(answer)
    assert cache.get(answer.url) == answer
    assert answer.sha256 == hashlib.sha256(answer.body).hexdigest()


def test_looking_makes_no_file(cache):
    assert cache.get("http://a.example/") is None
    assert not cache.path.parent.exists()


def test_a_newer_answer_takes_the_place_of_the_old(cache):
    cache.put(make_answer())
    newer = make_answer(retrieved=150.0, body=b"[1]")
    cache.put(newer)
    assert cache.get(newer.url) == newer


def test_what_must_be_forgotten_is_gone_with_the_next_answer_kept(cache):
    cache.put(make_answer("http://a.example/1", forget=True))
    cache.put(make_answer("http://a.example/2", forget=False))
    cache.put(make_answer("http://a.example/3", retrieved=201.0))
    assert cache.get("http://a.example/1") is None
    assert cache.get("http://a.example/2") is not None


def test_an_answer_that_was_changed_on_disk_is_not_believed(cache):
    cache.put(make_answer())
    with sqlite3.connect(cache.path) as connection:
        connection.execute("UPDATE answer SET body = ?", (b"[2]",))
    connection.close()
    assert cache.get(make_answer().url) is None


@pytest.mark.parametrize("content", [b"not a database" * 100, None])
def test_a_foreign_file_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "online.sqlite"
    if content:
        path.write_bytes(content)
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE mine (x)")
        connection.close()
    before = path.read_bytes()
    with pytest.raises(OutputError, match=r"online\.sqlite"):
        AnswerCache(path).put(make_answer())
    with pytest.raises(OutputError):
        AnswerCache(path).get(make_answer().url)
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_an_error_that_says_so(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="GEOMAP_CACHE"):
        AnswerCache(tmp_path / "file" / "online.sqlite").put(make_answer())


@pytest.mark.skipif(sys.platform == "win32", reason="other rights")
def test_only_its_owner_can_read_what_was_looked_for(cache):
    cache.put(make_answer())
    assert stat.S_IMODE(cache.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.path.parent.stat().st_mode) == 0o700


def test_the_environment_says_where_the_cache_is(monkeypatch, tmp_path):
    monkeypatch.setenv("GEOMAP_CACHE", str(tmp_path))
    assert cache_path() == tmp_path / "online.sqlite"
    monkeypatch.delenv("GEOMAP_CACHE")
    assert "geomap" in cache_path().parts


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40), st.binary(max_size=40))
def test_any_name_and_any_bytes_come_back(tmp_path_factory, query, body):
    cache = AnswerCache(tmp_path_factory.getbasetemp() / "any.sqlite")
    answer = make_answer(query=query.encode("utf-8", "replace").decode(), body=body)
    cache.put(answer)
    assert cache.get(answer.url) == answer


def test_turns_are_handed_out_one_by_one_to_threads(cache):
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        reserve = partial(cache.reserve, "a.example", now=1000.0, interval_s=1.0)
        waits = list(pool.map(lambda _: reserve(), range(12)))
    assert sorted(waits) == list(range(12))


def _reserve(path: Path, turns: int) -> list[float]:
    cache = AnswerCache(path)
    return [cache.reserve("a.example", now=1000.0, interval_s=1.0) for _ in range(turns)]


def test_turns_are_handed_out_one_by_one_to_processes(cache):
    spawned = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=spawned) as pool:
        jobs = [pool.submit(_reserve, cache.path, 10) for _ in range(2)]
        waits = [wait for job in jobs for wait in job.result()]
    assert sorted(waits) == list(range(20))


def test_each_host_has_its_own_turns(cache):
    assert cache.reserve("a.example", now=0, interval_s=5) == 0
    assert cache.reserve("b.example", now=0, interval_s=5) == 0
    assert cache.reserve("a.example", now=2, interval_s=5) == 3


def test_a_clock_that_was_set_back_does_not_stop_everything(cache):
    cache.reserve("a.example", now=1e9, interval_s=1)
    cache.hold("a.example", until=1e9)
    assert cache.reserve("a.example", now=1e8, interval_s=1) == 0
    assert cache.held_s("a.example", now=1e8) == 0


def make_turns(cache, clock, **changes):
    turns = ServiceTurns(
        cache=cache, host="a.example", where="a", interval_s=1.0, longest_s=60.0,
        clock=clock, sleep=clock.sleep,
    )  # fmt: skip
    return replace(turns, **changes)


def test_a_second_question_waits_for_its_turn(cache):
    clock = Clock()
    turns = make_turns(cache, clock)
    turns.wait()
    turns.wait()
    clock.now += 10
    turns.wait()
    assert clock.slept == [1.0]


def test_a_short_hold_is_waited_out_and_a_long_one_is_an_error(cache):
    clock = Clock()
    turns = make_turns(cache, clock)
    turns.hold(30)
    turns.wait()
    assert sum(clock.slept) == 30
    turns.hold(500)
    turns.hold(5)
    with pytest.raises(RateLimitedError, match="500 s more") as raised:
        turns.wait()
    assert raised.value.retry_after_s == 500


def test_a_hold_without_end_is_cut_to_a_day(cache):
    clock = Clock()
    make_turns(cache, clock).hold(1e12)
    assert cache.held_s("a.example", now=clock()) == 86_400
