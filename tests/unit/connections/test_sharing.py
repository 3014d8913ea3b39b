from __future__ import annotations

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from core.connections.sharing import LONGEST, Pool
from core.domain import Connection
from core.errors import RemoteError


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def a_connection(name: str, **fields: Any) -> Connection:
    return Connection(**{"id": name, "name": name, "address": f"http://127.0.0.1/{name}", **fields})


def taken(pool: Pool, seconds: float = 30) -> Connection:
    connection = pool.take(seconds)
    assert connection is not None
    return connection


def fail(pool: Pool, times: int) -> None:
    for _ in range(times):
        pool.give_back(taken(pool), ok=False)


def test_the_one_with_most_room_is_asked() -> None:
    pool = Pool([a_connection("small", at_once=1), a_connection("large", at_once=3)])
    assert [taken(pool).name for _ in range(4)].count("large") == 3


def test_load_goes_round_among_equals() -> None:
    clock = Clock()
    pool = Pool([a_connection("a"), a_connection("b")], clock)
    asked = Counter[str]()
    for _ in range(10):
        clock.now += 1
        connection = taken(pool)
        asked[connection.name] += 1
        pool.give_back(connection, ok=True)
    assert asked == {"a": 5, "b": 5}


def test_what_a_minute_allows_is_kept_to() -> None:
    clock = Clock()
    pool = Pool([a_connection("a", at_once=9, per_minute=2)], clock)
    pool.take()
    clock.now = 10
    pool.take()
    with pytest.raises(RemoteError, match="No server had room within 0 s"):
        pool.take(seconds=0)
    clock.now = 60
    pool.take(seconds=0)
    with pytest.raises(RemoteError):
        pool.take(seconds=0)


def test_a_full_pool_waits_until_one_is_given_back() -> None:
    pool = Pool([a_connection("a", at_once=1)])
    first = taken(pool)
    timer = threading.Timer(0.05, pool.give_back, (first, True))
    timer.start()
    assert pool.take(seconds=10) == first
    timer.join()


def test_a_queue_is_waited_for_as_long_as_it_moves() -> None:
    clock = Clock()
    pool = Pool([a_connection("a", at_once=1), a_connection("b", at_once=3)], clock)
    under_way = sorted((taken(pool) for _ in range(4)), key=lambda connection: connection.name)

    def a_second_later() -> bool:
        """Each time that somebody looks there was another answer, the awaited one at last."""
        if under_way:
            clock.now += 1
            pool.give_back(under_way.pop(), ok=True)
        return True

    waited = pool.take(1.5, but=("b",), is_wanted=a_second_later)
    assert waited is not None
    assert (waited.name, clock.now) == ("a", 4)


def test_who_came_first_is_served_first() -> None:
    pool = Pool([a_connection("a", at_once=1)])
    held, served, threads = taken(pool), list[int](), []
    for number in range(6):
        waits = threading.Event()

        def come(number: int = number, waits: threading.Event = waits) -> None:
            connection = pool.take(30, is_wanted=lambda: waits.set() is None)
            assert connection is not None
            served.append(number)
            pool.give_back(connection, ok=True)

        threads.append(threading.Thread(target=come))
        threads[-1].start()
        assert waits.wait(10)
    pool.give_back(held, ok=True)
    for thread in threads:
        thread.join()
    assert served == list(range(6))


def test_a_wait_ends_once_it_is_not_wanted() -> None:
    pool = Pool([a_connection("a", at_once=1)])
    first = taken(pool)
    looks = iter((True, False))
    assert pool.take(60, is_wanted=lambda: next(looks)) is None
    pool.give_back(first, ok=True)
    assert pool.take(0) == first


def test_three_failures_in_a_row_leave_it_out_and_longer_each_time() -> None:
    clock = Clock()
    pool = Pool([a_connection("a"), a_connection("b")], clock)
    dead = taken(pool)
    pool.give_back(dead, ok=False)
    for _ in range(2):
        pool.give_back(dead_again(pool, dead), ok=False)
    assert pool.left_out() == (dead,)
    for seconds in (2, 4, 8, 16, 32, 60, 60):
        clock.now += seconds - 0.01
        assert pool.left_out() == (dead,), seconds
        clock.now += 0.01
        assert pool.left_out() == (), seconds
        pool.give_back(dead_again(pool, dead), ok=False)
    assert LONGEST == 60


def dead_again(pool: Pool, wanted: Connection) -> Connection:
    """Ask until it is that one's turn; the others are given back as answered."""
    others = []
    while (one := taken(pool)) != wanted:
        others.append(one)
    for other in others:
        pool.give_back(other, ok=True)
    return one


def test_one_that_was_left_out_is_tried_with_a_single_request_and_comes_back_as_it_answers() -> None:
    clock = Clock()
    pool = Pool([a_connection("a", at_once=4)], clock)
    fail(pool, 3)
    with pytest.raises(RemoteError, match="asked again in 2 s"):
        pool.take()
    clock.now = 2
    trial = taken(pool, seconds=0)
    with pytest.raises(RemoteError, match="had room"):
        pool.take(seconds=0)
    pool.give_back(trial, ok=True)
    assert [taken(pool, seconds=0).name for _ in range(4)] == ["a"] * 4


def test_an_answer_between_failures_begins_the_count_anew() -> None:
    pool = Pool([a_connection("a")], Clock())
    fail(pool, 2)
    pool.give_back(taken(pool), ok=True)
    fail(pool, 2)
    assert pool.left_out() == ()


def test_requests_that_were_under_way_as_it_died_count_once() -> None:
    clock = Clock()
    pool = Pool([a_connection("a", at_once=8)], clock)
    under_way = [taken(pool) for _ in range(8)]
    for connection in under_way:
        pool.give_back(connection, ok=False)
    clock.now = 2
    assert pool.left_out() == ()


def test_without_connections_nothing_is_waited_for() -> None:
    with pytest.raises(RemoteError, match="there is none"):
        Pool([]).take()


def test_two_hundred_jobs_are_done_once_each_though_one_server_dies_half_way() -> None:
    pool = Pool([a_connection("a", at_once=4), a_connection("b", at_once=4)])
    done: Counter[int] = Counter()
    lock = threading.Lock()
    most: Counter[str] = Counter()
    busy: Counter[str] = Counter()

    def ask(connection: Connection, job: int) -> bool:
        with lock:
            busy[connection.name] += 1
            most[connection.name] = max(most[connection.name], busy[connection.name])
            is_dead = connection.name == "b" and sum(done.values()) >= 100
        time.sleep(0.001)
        with lock:
            busy[connection.name] -= 1
            if not is_dead:
                done[job] += 1
        return not is_dead

    def do(job: int) -> int:
        tries = 1
        while True:
            connection = taken(pool)
            ok = ask(connection, job)
            pool.give_back(connection, ok)
            if ok:
                return tries
            tries += 1

    with ThreadPoolExecutor(24) as threads:
        tries = list(threads.map(do, range(200)))
    assert done == dict.fromkeys(range(200), 1)
    assert [one.name for one in pool.left_out()] == ["b"]
    assert max(most.values()) <= 4
    assert sum(tries) > 200
    assert busy == {"a": 0, "b": 0}
