"""Whose turn it is."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.fairness import ReadyQueue


def drained(queue: ReadyQueue[str]) -> list[str]:
    """Everything in the queue, in its order."""
    items = []
    while queue:
        items.append(queue.pop())
    return items


def test_clients_take_turns() -> None:
    """A client with two items waits for two turns, however many another has queued."""
    queue: ReadyQueue[str] = ReadyQueue()
    for number in range(1000):
        queue.push("big", f"big{number}")
    queue.push("small", "small0")
    queue.push("small", "small1")
    order = drained(queue)
    assert order[:4] == ["big0", "small0", "big1", "small1"]
    assert len(order) == 1002


def test_a_client_keeps_its_order() -> None:
    """Within a client, first come, first served."""
    queue: ReadyQueue[str] = ReadyQueue()
    for item in "abc":
        queue.push("one", item)
    assert drained(queue) == ["a", "b", "c"]


def test_discarded_items_are_gone() -> None:
    """What a vanished client wanted is not handed out, and leaves nothing behind."""
    queue: ReadyQueue[str] = ReadyQueue()
    queue.push("one", "a")
    queue.push("one", "b")
    queue.discard("one", "a")
    queue.discard("two", "a")
    assert drained(queue) == ["b"]
    queue.push("one", "c")
    queue.discard("one", "c")
    assert not queue


def test_empty_queue_has_no_turn() -> None:
    """Taking from nothing is a mistake of the caller's."""
    with pytest.raises(KeyError):
        ReadyQueue[str]().pop()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), max_size=60))
def test_no_client_waits_longer_than_a_round(pushes: list[tuple[str, int]]) -> None:
    """Between two turns of a client that waits, every other has at most one."""
    queue: ReadyQueue[str] = ReadyQueue()
    wanted = {f"{client}{number}" for client, number in pushes}
    for client, number in pushes:
        queue.push(client, f"{client}{number}")
    order = drained(queue)
    assert set(order) == wanted
    assert len(order) == len(wanted)
    for client in "abc":
        turns = [place for place, item in enumerate(order) if item[0] == client]
        for earlier, later in itertools.pairwise(turns):
            between = [item[0] for item in order[earlier + 1 : later]]
            assert len(between) == len(set(between))
