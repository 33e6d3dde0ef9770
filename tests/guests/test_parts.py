"""The parts that need no second process: frames, write-back, accounts, names."""

from __future__ import annotations

import socket
import unittest
from collections import Counter, OrderedDict, defaultdict, deque

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.values import decode, encode
from sandboxes.guests import crossing
from sandboxes.guests.arguments import write_back
from sandboxes.guests.channel import MAX_FRAME, BadFrame, Channel, Closed, TooBig
from sandboxes.guests.features import describe
from sandboxes.guests.told import told_of

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=3), inner, max_size=4)
        | st.tuples(inner, inner)
    ),
    max_leaves=12,
)


@given(st.lists(st.text(max_size=50), max_size=5), st.integers(1, 9))
def test_frames_arrive_whole_and_in_order(texts, chunk):
    """However the bytes are cut, each frame comes out as it went in, and then Closed."""
    ours, theirs, relay_in, relay_out = (*socket.socketpair(), *socket.socketpair())
    sender, receiver = Channel(ours.detach()), Channel(relay_out.detach())
    for text in texts:
        sender.send(text)
    del sender
    while piece := theirs.recv(chunk):
        relay_in.sendall(piece)
    relay_in.close()
    theirs.close()
    encoded = [text.encode("utf-8", "replace").decode() for text in texts]
    assert [receiver.receive() for _ in texts] == encoded
    with pytest.raises(Closed):
        receiver.receive()


@given(st.binary(max_size=64))
def test_any_bytes_are_frames_or_refused(raw):
    """Bytes that are no frames end in BadFrame or Closed and nothing else."""
    ours, theirs = socket.socketpair()
    ours.sendall(raw)
    ours.close()
    channel = Channel(theirs.detach())

    def all_of_them() -> None:
        while True:
            channel.receive()

    with pytest.raises((Closed, BadFrame)):
        all_of_them()


def test_a_frame_over_the_limit_is_not_sent():
    """TooBig comes before the first byte."""
    ours, theirs = socket.socketpair()
    with pytest.raises(TooBig):
        Channel(ours.detach()).send("x" * (MAX_FRAME + 1))
    assert theirs.recv(1) == b""


@given(st.lists(PLAIN, max_size=5), st.lists(PLAIN, max_size=5))
def test_lists_are_written_back_in_place(old, new):
    """The argument is the same list with the new contents; equal elements stay themselves."""
    kept = list(old)
    write_back(old, new)
    assert encode(old) == encode(new)
    for before, after, sent in zip(kept, old, new, strict=False):
        assert after is (before if encode(before) == encode(sent) else sent)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"a": 1, "b": [1]}, {"b": [1], "c": 2}),
        (OrderedDict(a=1, b=2), OrderedDict(b=2, a=1)),
        (defaultdict(list, a=[1]), defaultdict(None, a=[2])),
        (Counter("aab"), Counter("b")),
        ({1, 2}, {2, 3}),
        (bytearray(b"abc"), bytearray(b"z")),
        (deque([1, 2], 3), deque([3], 3)),
    ],
)
def test_containers_are_written_back_in_place(old, new):
    """Order is the new one; what is not contents (a factory, a maxlen) stays."""
    factory = getattr(old, "default_factory", None)
    write_back(old, new)
    assert encode(old) == encode(new)
    assert getattr(old, "default_factory", None) is factory


def test_arrays_are_written_back_where_they_fit():
    """An array of the same shape and dtype; never into a read-only one."""
    old = numpy.zeros(3)
    write_back(old, numpy.ones(3))
    write_back(old, numpy.ones(4) * 2)
    write_back(old, numpy.ones(3, dtype=int) * 2)
    assert old.tolist() == [1, 1, 1]
    old.flags.writeable = False
    write_back(old, numpy.zeros(3))
    assert old.tolist() == [1, 1, 1]


def test_nothing_is_written_back_across_types():
    """A list stays a list, and what can't change is left alone."""
    for old, new in (([1], (2,)), ([1], {"a": 1}), ((1,), (2,)), ({1}, [2]), ("a", "b")):
        before = encode(old)
        write_back(old, new)
        assert encode(old) == before


@given(st.dictionaries(st.sampled_from(["type", "line", "frames", "x"]), PLAIN))
def test_accounts_of_any_form_are_cut_to_size(account):
    """Whatever a candidate tells, what is kept has a known form."""
    told = told_of(account)
    assert isinstance(told.type, str)
    assert told.line is None or type(told.line) is int
    assert isinstance(told.frames, tuple)


def test_only_listed_exceptions_cross():
    """The nearest listed class; all that would bend a test is a RuntimeError."""

    class Own(ZeroDivisionError):
        pass

    class Skip(unittest.SkipTest, ValueError):
        pass

    Lying = type("ValueError", (KeyError,), {})
    for exc, name in (
        (Own(), "ZeroDivisionError"),
        (Lying(), "KeyError"),
        (Skip(), "RuntimeError"),
        (SystemExit(0), "RuntimeError"),
        (KeyboardInterrupt(), "RuntimeError"),
        (GeneratorExit(), "RuntimeError"),
        (StopIteration(), "RuntimeError"),
        (pytest.skip.Exception("x"), "RuntimeError"),
        (pytest.exit.Exception("x"), "RuntimeError"),
        (UnicodeDecodeError("utf-8", b"", 0, 1, "x"), "UnicodeError"),
        (ExceptionGroup("x", [ValueError()]), "Exception"),
    ):
        assert crossing.crossing_name(exc) == name
    assert not {"SystemExit", "StopIteration", "BaseException"} & set(crossing.EXCEPTIONS)


@given(st.text())
def test_every_listed_name_can_be_made(text):
    """`made` gives exactly the listed class, or RuntimeError."""
    for name, kind in crossing.EXCEPTIONS.items():
        assert type(crossing.made(name, text)) is kind
    assert type(crossing.made("SystemExit", text)) is RuntimeError


def test_descriptions_say_what_an_object_can_do():
    """Letters are of the object's own class; a class is callable and has no `__eq__`."""

    class Stack:
        def __len__(self) -> int:
            return 0

        def __eq__(self, other: object) -> bool:
            return True

    assert describe(Stack()) == ["Stack", "le", ""]
    assert describe(Stack)[1] == "c"
    assert describe(KeyError)[1] == "cE"
    assert describe(x for x in ())[1] == "in"
    assert describe(len)[:2] == ["builtin_function_or_method", "c"]


@given(PLAIN)
def test_what_crosses_twice_is_the_same_text(value):
    """A write-back is sent only where a call changed something, so equal is equal text."""
    text = encode([[value], {}])
    assert encode(decode(text)) == text
