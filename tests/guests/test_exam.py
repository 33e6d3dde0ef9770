"""An honest candidate and an honest test program do not notice the pipe between them."""

from __future__ import annotations

import pytest

PASSING = {
    "values": ("def f(x): return x[::-1]", "assert f([1, 2]) == [2, 1]\nassert f('ab') == 'ba'"),
    "sorted": ("def f(x): return {3, 1, x}", "assert sorted(f(2)) == [1, 2, 3]"),
    "types": ("def f(x): return [x]", "assert isinstance(f(1), list) and type(f(1)[0]) is int"),
    "tuple": ("def f(): return (1, [2.0, None])", "assert f() == (1, [2.0, None])"),
    "keywords": ("def f(a, *, b=2): return a - b", "assert f(5) == 3\nassert f(a=5, b=1) == 4"),
    "generator": ("def f(n):\n yield from range(n)", "assert list(f(5)) == [0, 1, 2, 3, 4]"),
    "next": (
        "def f(n):\n yield from range(n)",
        "g = f(1)\nassert next(g) == 0\nassert next(g, 'end') == 'end'",
    ),
    "map": ("def f(n): return map(str, n)", "assert list(f([1, 2])) == ['1', '2']"),
    "callback": ("def f(g, xs): return [g(x) for x in xs]", "assert f(lambda x: x+1, [1]) == [2]"),
    "builtin": (
        "def f(k, xs): return sorted(xs, key=k)",
        "assert f(len, ['aa', 'b']) == ['b', 'aa']",
    ),
    "builtin type": ("def f(k, x): return isinstance(x, k)", "assert f(int, 5) is True"),
    "recursive callback": (
        "def f(n, g): return 0 if n == 0 else 1 + g(n - 1)",
        "def g(n): return f(n, g)\nassert f(20, g) == 20",
    ),
    "callback raises": (
        "def f(g):\n try:\n  g()\n except KeyError as e:\n  return 'caught'\n return 'no'",
        "def g(): raise KeyError('k')\nassert f(g) == 'caught'",
    ),
    "callback's exception comes back": (
        "def f(g): g()",
        "e = ValueError('mine')\ndef g(): raise e\ntry:\n f(g)\nexcept ValueError as got:\n"
        " assert got is e\nelse:\n assert 0",
    ),
    "raises": (
        "def f(x):\n if x < 0: raise ValueError('neg')\n return x",
        "try:\n f(-1)\nexcept ValueError as e:\n assert str(e) == 'neg'\nelse:\n assert False",
    ),
    "raises a subclass": (
        "class Odd(ValueError): pass\ndef f(): raise Odd('x')",
        "try:\n f()\nexcept ValueError:\n pass\nelse:\n assert False",
    ),
    "candidate's assertion": (
        "def f(x):\n assert x > 0, 'positive'",
        "try:\n f(-1)\nexcept AssertionError as e:\n assert str(e) == 'positive'\nelse:\n f(0)",
    ),
    "mutated list": ("def f(x): x.append(4); x.sort()", "a = [9, 1]\nf(a)\nassert a == [1, 4, 9]"),
    "mutated dict": (
        "def f(d): d.pop('a'); d['b'] = [1]",
        "d = {'a': 1}\nf(d)\nassert d == {'b': [1]}",
    ),
    "mutated set": ("def f(s): s.add(2)", "s = {1}\nf(s)\nassert s == {1, 2}"),
    "mutated keyword": ("def f(*, x): x[0] = 5", "a = [1]\nf(x=a)\nassert a == [5]"),
    "mutated though it raised": (
        "def f(x): x.append(1); raise ValueError",
        "a = []\ntry: f(a)\nexcept ValueError: pass\nassert a == [1]",
    ),
    "sorted rows stay themselves": (
        "def f(x): x.sort()",
        "a, b = [2], [1]\nrows = [a, b]\nf(rows)\nassert rows == [[1], [2]] and a == [2]",
    ),
    "class": (
        "class f:\n def __init__(self): self.items = []\n def push(self, x): self.items.append(x)\n"
        " def pop(self): return self.items.pop()\n def __len__(self): return len(self.items)",
        "s = f()\ns.push(1); s.push([2])\nassert len(s) == 2 and s.items == [1, [2]]\n"
        "assert s.pop() == [2]\nassert s and type(s).__name__ == 'f'\ns.pop()\nassert not s",
    ),
    "raising method": (
        "class f:\n def pop(self): return [].pop()",
        "try:\n f().pop()\nexcept IndexError as e:\n assert 'empty' in str(e)\nelse:\n assert 0",
    ),
    "items": (
        "class f:\n def __init__(self): self.d = {}\n def __getitem__(self, k): return self.d[k]\n"
        " def __setitem__(self, k, v): self.d[k] = v\n def __delitem__(self, k): del self.d[k]",
        "o = f()\no['a'] = 1\nassert o['a'] == 1\ndel o['a']\ntry:\n o['a']\n assert 0\n"
        "except KeyError: pass",
    ),
    "attributes": (
        "class f:\n x = 1\n @property\n def y(self): return self.x + 1",
        "o = f()\nassert (o.x, o.y) == (1, 2)\no.x = 5\nassert o.y == 6\n"
        "assert hasattr(o, 'x') and not hasattr(o, 'zzz')",
    ),
    "conversions": (
        "class f:\n def __str__(self): return 's'\n def __repr__(self): return 'r'\n"
        " def __int__(self): return 3\n def __float__(self): return 0.5\n"
        " def __index__(self): return 1\n def __bool__(self): return False",
        "o = f()\nassert (str(o), repr(o), f'{o}', int(o), float(o), [7, 8][o], bool(o)) == "
        "('s', 'r', 's', 3, 0.5, 8, False)",
    ),
    "linked nodes": (
        "class f:\n def __init__(self, v, nxt=None): self.v = v; self.next = nxt",
        "a = f(1); b = f(2, a)\nassert b.next is a and b.next == a and b.next.v == 1\n"
        "assert a.next is None and a != b and len({a, b}) == 2",
    ),
    "handle as argument": (
        "class f:\n v = 1\n def same(self, o): return o is self",
        "a = f()\nassert a.same(a) is True and a.same(f()) is False",
    ),
    "iterable class": (
        "class f:\n def __iter__(self): return iter([1, 2])",
        "assert [x for x in f()] == [1, 2] and 2 in f() and 3 not in f()",
    ),
    "with": (
        "class f:\n log = []\n def __enter__(self): self.log.append('in'); return self\n"
        " def __exit__(self, t, e, tb): self.log.append(t.__name__ if t else 'out')",
        "with f() as o:\n pass\ntry:\n with f(): raise KeyError('x')\nexcept KeyError: pass\n"
        "assert o.log == ['in', 'out', 'in', 'KeyError']",
    ),
    "coroutine": (
        "import asyncio\nasync def f(x):\n await asyncio.sleep(0)\n return x + 1",
        "import asyncio\nassert asyncio.run(f(1)) == 2\n"
        "async def both(): return await asyncio.gather(f(1), f(2))\n"
        "assert asyncio.run(both()) == [2, 3]",
    ),
    "async generator": (
        "async def f():\n yield 1\n yield 2",
        (
            "import asyncio\nasync def go(): return [x async for x in f()]\n"
            "assert asyncio.run(go()) == [1, 2]"
        ),
    ),
    "numpy": (
        "import numpy as np\ndef f(a):\n a[0] = 9.0\n return a.sum()",
        "import numpy as np\na = np.ones(3)\nassert f(a) == 11.0 and a[0] == 9.0\n"
        "np.testing.assert_allclose(a, [9, 1, 1])",
    ),
    "namesakes of built-ins": ("def f(x): return int", "assert f(1) is int"),
    "module import": (
        "def f(): return 1\nK = 7",
        "import solution\nfrom solution import K\nassert solution.f() + K == 8",
    ),
    "star import": ("def f(): return 1", "from solution import *\nassert f() == 1"),
    "star import with __all__ of its own": (
        "__all__ = []\ndef f(): return 1",
        "from solution import *\nassert f() == 1",
    ),
    "unittest.main": (
        "def f(): return 1",
        "import unittest\nclass T(unittest.TestCase):\n def test(self): self.assertEqual(f(), 1)\n"
        "if __name__ == '__main__': unittest.main()",
    ),
    "check(candidate)": (
        "def f(x): return x * 2",
        (
            "def check(candidate):\n assert candidate(2) == 4\n"
            " assert candidate('a') == 'aa'\ncheck(f)"
        ),
    ),
    "getsource": (
        "import inspect\ndef g():\n return 1\ndef f(): return inspect.getsource(g)",
        "assert f() == 'def g():\\n return 1\\n'",
    ),
    "a class's source and dataclass": (
        "from dataclasses import dataclass\nimport inspect\n@dataclass\nclass P:\n x: int\n"
        "def f(): return inspect.getsource(P), P(3)",
        "s, p = f()\nassert 'class P' in s and p.x == 3",
    ),
}


@pytest.mark.parametrize("name", PASSING)
def test_honest_code_passes_honest_tests(bench, name):
    """What tests of functions and classes do in one process works in two."""
    source, program = PASSING[name]
    pair = bench.exam(source, program)
    assert pair.outcome == "passed", (pair.said, pair.examiner.stderr, pair.candidate.stderr)
    assert pair.said["test_id"] == "t1"
    assert pair.candidate.code == 0


FAILING = {
    "wrong": ("def f(x): return x", "assert f(1) == 2", "failed"),
    "raising": ("def f(x): return 1 // 0", "f(1)", "error"),
    "assertion": ("def f(x): assert 0", "f(1)", "failed"),
    "exit status": ("def f(): return 1", "import sys\nif f(): sys.exit(1)", "error"),
}


@pytest.mark.parametrize("name", FAILING)
def test_wrong_code_fails(bench, name):
    """A test program that ends with an exception has not passed."""
    source, program, outcome = FAILING[name]
    assert bench.exam(source, program).outcome == outcome


def test_prelude_is_on_both_sides_and_wins(bench):
    """A helper of the prelude is the task's own, whatever the candidate redefines."""
    pair = bench.exam(
        "def poly(x): return 0\ndef f(): return 5",
        "assert poly(f()) == 10",
        names=("f", "poly"),
        prelude="def poly(x): return 2 * x",
    )
    assert pair.outcome == "passed"


def test_missing_names_are_told(bench):
    """Names that the candidate does not define are listed; the program meets a NameError."""
    pair = bench.exam("def g(): pass", "f()", names=("f",))
    assert (pair.outcome, pair.said["type"], pair.said["missing"]) == ("error", "NameError", ["f"])
    assert pair.said["touched"] is False
    pair = bench.exam("def g(): pass", "from solution import zz", names=())
    assert (pair.said["type"], pair.said["missing"]) == ("ImportError", ["zz"])


def test_failure_is_explained(bench):
    """The testimony has the line, both sides of the comparison, and the call that led there."""
    program = "def check(c):\n    x = [2, 7]\n    assert sorted(c(x, k=9)) == [0, 1]\ncheck(f)"
    said = bench.exam("def f(x, k): x.clear(); return [5, k]", program).said
    assert (said["line"], said["source"]) == (3, "assert sorted(c(x, k=9)) == [0, 1]")
    assert said["expected"] == "[0, 1]"
    assert said["call"] == "f([2, 7], k=9)"
    assert said["origin"] == "test"


@pytest.mark.parametrize(
    ("program", "actual", "expected"),
    [
        ("assert f(1) == 2", "1", "2"),
        ("assert 2 == f(1)", "1", "2"),
        ("want = 3\nassert want == f(1)", "1", "3"),
        ("got = f(1)\nassert got == 4", "1", "4"),
        ("assert sorted(f([2, 1])) == [3]", "[1, 2]", "[3]"),
        ("assert abs(f(5) - 1) < 1e-6", "4", "< 1e-06"),
        ("assert not f(True)", "True", None),
        ("import unittest\nt = unittest.TestCase()\nt.assertEqual(f(1), 2)", "1", "2"),
    ],
)
def test_both_sides_are_told(bench, program, actual, expected):
    """The side with the candidate's answer is the actual one, wherever it stands."""
    said = bench.exam("def f(x): return x", program).said
    assert (said["actual"], said["expected"]) == (actual, expected), said


def test_candidates_frames_are_told(bench):
    """An exception of the candidate's is its own, with its own lines."""
    said = bench.exam("def g(d):\n  return d['k']\ndef f():\n  return g({})", "f()").said
    assert (said["origin"], said["type"], said["message"]) == ("candidate", "KeyError", "k")
    assert [frame["line"] for frame in said["frames"]] == [4, 2]
    assert said["frames"][1]["text"] == "return d['k']"


def test_candidates_assertion_is_not_the_tests(bench):
    """AssertionError from the candidate says so."""
    said = bench.exam("def f(): assert 1 == 2", "assert f() == 3").said
    assert (said["origin"], said["type"], said["expected"]) == ("candidate", "AssertionError", None)


def test_code_that_does_not_load_leaves_no_testimony(bench):
    """Without a candidate there is no examination; the account says why."""
    pair = bench.exam("def f(:", "assert True")
    assert pair.outcome == "none"
    assert pair.examiner.code == 3
    assert pair.candidate.account["phase"] == "compile"
    pair = bench.exam("x = 1\ny = x / 0", "assert True")
    assert pair.outcome == "none"
    assert (pair.candidate.account["phase"], pair.candidate.account["line"]) == ("load", 2)


def test_handles_are_released(bench):
    """Handles that the test dropped are dropped at the candidate's too, while it goes on."""
    source = (
        "import weakref\nlive = weakref.WeakSet()\nclass N: pass\ndef f():\n"
        " n = N(); live.add(n); return n\ndef count(): return len(live)"
    )
    program = "for _ in range(500): f()\nassert count() <= 2"
    assert bench.exam(source, program, names=("f", "count")).outcome == "passed"


def test_an_exception_class_of_the_candidates_is_refused(bench):
    """`except` and `assertRaises` can't take a handle; the testimony says that this is why."""
    source = "class Broke(ValueError): pass\ndef f(): raise Broke('no')"
    for program, runner in (
        ("try:\n f()\nexcept Broke: pass", "script"),
        ("import pytest\ndef test():\n with pytest.raises(Broke): f()", "pytest"),
    ):
        pair = bench.exam(source, program, runner=runner, names=("f", "Broke"))
        assert pair.outcome == "refused", pair.said
    assert bench.exam(source, "try:\n f()\nexcept ValueError: pass").outcome == "passed"


def test_a_built_in_as_the_answer_is_the_candidates(bench):
    """`f = max` and `f = int` are called on the candidate's side, and count as asked for."""
    for source, program in (
        ("f = max", "assert f([1, 2]) == 2"),
        ("f = int", "assert f('3') == 3"),
    ):
        said = bench.exam(source, program).said
        assert (said["outcome"], said["touched"]) == ("passed", True)


def test_a_preludes_function_can_be_run_on_the_candidates_side(bench):
    """Called as the module's, it may keep a callback for as long as it runs."""
    source = "class f:\n def on(self, g): self.g = g\n def emit(self, x): return self.g(x)"
    prelude = "def both(g):\n import solution\n o = solution.f()\n o.on(g)\n return o.emit(1)"
    program = "import solution\nassert solution.both(lambda x: x + 1) == 2"
    assert bench.exam(source, program, prelude=prelude).outcome == "passed"


def test_a_call_is_shown_without_addresses(bench):
    """Functions and objects among the arguments are shown by kind."""
    said = bench.exam("def f(*a): return 0", "assert f(lambda: 0, f, len, 'x') == 1").said
    assert said["call"] == "f(<function>, <object>, <builtin_function_or_method>, 'x')"
