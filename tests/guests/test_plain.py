"""Where a task takes plain answers only: no object of the candidate's reaches a test."""

from __future__ import annotations

import pytest

OBJECT = (
    "class Sly:\n"
    " def __getitem__(self, key): return key\n"
    " def __len__(self): return 3\n"
    " def __call__(self, *args): return True\n"
    " def __getattr__(self, name): return self\n"
)

GIVEN = {
    "returned": ("def f(): return Sly()", "f()"),
    "inside a value": ("def f(): return [1, {'a': (Sly(),)}]", "f()"),
    "a generator": ("def f():\n yield 1", "list(f())"),
    "a function": ("def f(): return len", "f()([1])"),
    "a class": ("def f(): return Sly", "f()"),
    "an instance": ("class f(Sly): pass", "f()[1]"),
    "a subclass of a plain type": ("class L(list): pass\ndef f(): return L()", "f()"),
    "a coroutine": ("async def f(): return 1", "import asyncio\nasyncio.run(f())"),
    "an attribute": ("def f(): pass\nf.value = Sly()", "f.value"),
    "to a callback": ("def f(g): return g(Sly())", "assert f(lambda x: x[1]) == 1"),
    "in an argument": ("def f(xs): xs[0] = Sly()", "a = [0]\nf(a)\nassert a[0][7] == 7"),
    "in an argument, then raised": (
        "def f(xs):\n xs[0] = Sly()\n raise ValueError",
        "a = [0]\ntry: f(a)\nexcept ValueError: pass",
    ),
    "as a name": ("f = type('T', (), {'__len__': lambda s: 3})()", "assert len(f) == 3"),
    "inside a name": ("f = [Sly()]", "assert f[0][1] == 1"),
    "as a name of the module's": (
        "f = 1\nrows = type('T', (), {'__len__': lambda s: 3})()",
        "import solution\nassert len(solution.rows) == 3",
    ),
    "and caught": ("def f(): return Sly()", "try: f()\nexcept TypeError: pass"),
    "and caught by all means": (
        "def f(): return Sly()",
        "for _ in range(3):\n try: f()\n except BaseException: pass",
    ),
    "and caught in a callback": (
        "def f(g):\n try: g(Sly())\n except BaseException: pass\n return 1",
        "assert f(lambda x: 1) == 1",
    ),
}


@pytest.mark.parametrize("how", GIVEN)
def test_an_object_is_refused_however_it_comes(bench, how):
    """Returned, nested, yielded, passed, left behind or named: it fails, also where caught."""
    source, program = GIVEN[how]
    said = bench.exam(OBJECT + source, program, plain_answers=True).said
    assert said["outcome"] == "not_plain", said
    assert "object of type" in said["message"]


PLAIN = {
    "values": ("def f(x): return [x, {'a': {1}}]", "assert f((1, 2)) == [(1, 2), {'a': {1}}]"),
    "callbacks": ("def f(g, xs): return [g(x) for x in xs]", "assert f(lambda x: -x, [1]) == [-1]"),
    "arguments": ("def f(xs): xs.sort()", "a = [2, 1]\nf(a)\nassert a == [1, 2]"),
    "exceptions": ("def f(): raise KeyError(1)", "try: f()\nexcept KeyError: pass\nelse: assert 0"),
    "callables": ("class F(Sly):\n def __call__(self): return 5\nf = F()", "assert f() == 5"),
    "static methods": (
        "class f:\n @staticmethod\n def two(): return 2\ntwo = f.two",
        "import solution\nassert solution.two() == 2",
    ),
    "types": ("def f(): return int", "assert f() is int"),
    "objects on its own side": ("def f(): return len(Sly())", "assert f() == 3"),
}


@pytest.mark.parametrize("how", PLAIN)
def test_what_is_plain_passes(bench, how):
    """Functions and classes are called; what they do on their own side is theirs."""
    source, program = PLAIN[how]
    said = bench.exam(OBJECT + source, program, plain_answers=True).said
    assert said["outcome"] == "passed", said


def test_a_name_can_only_be_called(bench):
    """Whatever else the object says that it can do, a test of plain answers asks for none of it."""
    said = bench.exam(OBJECT + "f = Sly()", "len(f)", plain_answers=True).said
    assert (said["outcome"], said["type"]) == ("error", "TypeError")
