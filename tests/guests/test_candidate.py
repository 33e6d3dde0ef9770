"""A candidate's code: run as a program, called, and told about with its own lines only."""

from __future__ import annotations

import pytest

from assay.runs import CheckCase, CheckOutputs
from assay.values import encode


def test_main_program_reads_and_prints(bench):
    """Standard input and output are the program's, and its name is __main__."""
    source = (
        "import sys\nif __name__ == '__main__':\n"
        "  print(int(input()) + 1, sys.argv)\n  print(sys.stdin.read(), end='')"
    )
    ran = bench.main(source, "1\nrest é\n")
    assert (ran.code, ran.stdout, ran.account) == (0, "2 ['solution.py']\nrest é\n", {})


@pytest.mark.parametrize(
    ("source", "code", "stderr"),
    [
        ("raise SystemExit", 0, ""),
        ("raise SystemExit(7)", 7, ""),
        ("import sys\nsys.exit('why')", 1, "why\n"),
        ("exit(256 + 3)", 3, ""),
        ("import os\nos._exit(9)", 9, ""),
    ],
)
def test_exit_codes_are_honoured(bench, source, code, stderr):
    """A program ends with the code that `python solution.py` would end with."""
    ran = bench.main(source)
    assert (ran.code, ran.stderr) == (code, stderr)


def test_uncaught_exception(bench):
    """Exit code 1, a traceback of the program's own frames, and an account."""
    ran = bench.main("def g(x):\n    return 1 / x\ng(0)\n")
    assert ran.code == 1
    assert ran.stderr.startswith('Traceback (most recent call last):\n  File "solution.py", line 3')
    assert "return 1 / x" in ran.stderr
    assert "guests" not in ran.stderr
    account = ran.account
    assert (account["phase"], account["type"], account["message"]) == (
        "run",
        "ZeroDivisionError",
        "division by zero",
    )
    assert (account["line"], account["column"], account["source"]) == (2, 12, "    return 1 / x")
    assert [frame["function"] for frame in account["frames"]] == ["<module>", "g"]


def test_exit_handlers_and_threads(bench):
    """Threads are waited for and atexit functions run, as at an ordinary end."""
    source = (
        "import atexit, threading\natexit.register(print, 'bye')\n"
        "threading.Thread(target=print, args=('t',)).start()"
    )
    assert bench.main(source).stdout == "t\nbye\n"


@pytest.mark.parametrize(
    ("source", "type_", "message", "line", "column"),
    [
        ("x = (1,\ny = 2", "SyntaxError", "'(' was never closed", 1, 5),
        ("def f():\nreturn 1", "IndentationError", "expected an indented block", 2, 1),
        ("if 1:\n\tx = 1\n        y = 2", "TabError", "inconsistent use of tabs", 3, None),
        ("x = 1\0", None, "null byte", None, None),
        ("x = '\ud800'\n\ud800", None, "", None, None),
        ("(" * 300 + ")" * 300, None, "", None, None),
    ],
)
def test_compile_errors_are_located(bench, source, type_, message, line, column):
    """What the compiler says, with its line and column."""
    for ran in (bench.main(source), bench.call(source, (1,))):
        assert ran.code == 1
        account = ran.account
        assert account["phase"] == "compile"
        assert type_ in (None, account["type"])
        assert message in account["message"]
        assert line in (None, account["line"])
        assert column in (None, account["column"])


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("length = 1\nprint(lenght)", "name 'lenght' is not defined. Did you mean: 'length'?"),
        ("[].appendd", "'list' object has no attribute 'appendd'. Did you mean: 'append'?"),
        ("from math import sqr", "Did you mean: 'sqrt'?"),
        ("raise ValueError('two\\nlines')", "two\nlines"),
        ("{}['k']", "'k'"),
    ],
)
def test_messages_are_the_interpreters(bench, source, message):
    """Suggestions are kept, wherever the interpreter makes them."""
    import sys

    if "sqr" in source and sys.version_info < (3, 12):
        message = "cannot import name 'sqr'"
    assert message in bench.main(source).account["message"]


def test_deep_recursion_is_told_in_twenty_frames(bench):
    """An account is bounded however deep the stack was."""
    account = bench.main("def f(n):\n  return f(n + 1)\nf(0)").account
    assert account["type"] == "RecursionError"
    assert len(account["frames"]) == 20


@pytest.mark.parametrize(
    "hostile",
    [
        "class E(Exception):\n def __str__(self): raise SystemExit(0)",
        "class E(Exception):\n def __str__(self): return 'x' * 10**7",
        "class S(str):\n def __getitem__(self, i): return 5\n"
        "class E(Exception):\n def __str__(self): return S('x')",
        "class E(Exception):\n __traceback__ = 5\n args = 7",
        "class E(Exception):\n @property\n def args(self): raise KeyboardInterrupt",
        "class M(type):\n __name__ = 5\nclass E(Exception, metaclass=M): pass",
        "class E(Exception):\n def __getattribute__(self, n): raise E",
        "import sys\nsys.excepthook = None\nE = Exception",
        (
            "import traceback, linecache\n"
            "traceback.print_exception = linecache.getline = None\nE = Exception"
        ),
    ],
)
def test_hostile_exceptions_are_told_all_the_same(bench, hostile):
    """Whatever an exception does when it is looked at, there is an account and exit code 1."""
    ran = bench.main(f"{hostile}\nraise E('x')")
    assert ran.code == 1, ran.stderr
    assert ran.account["phase"] == "run"
    assert len(ran.account["message"]) <= 2000
    ran = bench.call(f"{hostile}\ndef f(): raise E('x')", (), ())
    assert [list(reply) for reply in ran.replies] == [["error"], ["error"]]


def test_calls_are_answered_in_order(bench):
    """One reply for each call; an exception in one of them does not stop the others."""
    source = "n = 0\ndef f(x):\n  global n; n += 1\n  return (n, 10 // x)"
    ran = bench.call(source, (5,), (0,), (2,))
    assert ran.values == [(1, 2), "ZeroDivisionError", (3, 5)]
    error = ran.replies[1]["error"]
    assert (error["call"], error["line"], error["phase"]) == (1, 4, "call")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def f():\n yield 1", "returned a generator; return a list"),
        ("def f(): return map(str, [])", "returned a map; return a list"),
        ("class P: pass\ndef f(): return [P()]", "a value of type P at [0]"),
        ("class I(int): pass\ndef f(): return I(5)", "a value of type I"),
    ],
)
def test_replies_are_plain(bench, source, message):
    """What is not plain data is an error that says what to return."""
    error = bench.call(source, ()).replies[0]["error"]
    assert error["type"] == "NotPlain"
    assert message in error["message"]


def test_methods_and_coroutines_are_called(bench):
    """A dotted entry point is a method of a fresh instance; a coroutine is run to its end."""
    source = (
        "class S:\n def __init__(self): self.n = 0\n def m(self): self.n += 1; return self.n\n"
        " @staticmethod\n def s(): return 's'\n @classmethod\n def c(cls): return cls.__name__"
    )
    assert bench.call(source, (), (), name="S.m").values == [1, 1]
    assert bench.call(source, (), name="S.s").values == ["s"]
    assert bench.call(source, (), name="S.c").values == ["S"]
    assert bench.call("async def f(x): return x", (4,)).values == [4]


def test_exits_in_calls_are_errors(bench):
    """SystemExit and KeyboardInterrupt are errors of their call; a real exit ends the replies."""
    ran = bench.call("def f(x):\n if x: raise x and SystemExit(0)\n return 1", (1,), (0,))
    assert ran.values == ["SystemExit", 1]
    ran = bench.call("import os\ndef f(x):\n if x: os._exit(0)\n return 1", (0,), (1,), (0,))
    assert ran.values == [1]


def test_missing_entry_point(bench):
    """A function that is not there is a NameError."""
    ran = bench.call("def g(): pass", ())
    assert ran.replies[0]["error"]["message"] == "name 'f' is not defined"


def test_prelude_comes_first(bench):
    """Prelude and source share a namespace; lines are those of the source."""
    ran = bench.call(
        "def f(x): return helper(x)", (1,), prelude="def helper(x):\n\n\n return x / 0"
    )
    error = ran.replies[0]["error"]
    assert (error["line"], [frame["line"] for frame in error["frames"]]) == (1, [1])


def test_checker_program(bench):
    """A checker's word for each case: a bool, or a pair; its own faults are told apart."""
    checker = (
        "def check(input, expected, actual):\n"
        "    if actual == 'pair': return False, 'why'\n"
        "    if actual == 'word': return None\n"
        "    if actual == 'exit': raise SystemExit(0)\n"
        "    if input == ['bad']: 1 / 0\n"
        "    return len(actual) == len(expected)"
    )
    given = [([], "wxyz"), ([], "pair"), ([], 5), ([], "word"), ([], "exit"), (["bad"], "x")]
    cases = [
        CheckCase(f"t{index}", encode(input_), encode("abcd"), encode(actual))
        for index, (input_, actual) in enumerate(given)
    ]
    cases.append(CheckCase("t6", "[]", '"x"', '{"$handle":1}'))
    said = bench.check(CheckOutputs(checker, "", tuple(cases)))
    assert [case["test_id"] for case in said] == [f"t{index}" for index in range(7)]
    assert said[0] == {"test_id": "t0", "ok": True, "message": ""}
    assert (said[1]["ok"], said[1]["message"]) == (False, "why")
    assert (said[2]["error"]["type"], said[2]["error"]["line"], said[2]["broken"]) == (
        "TypeError",
        6,
        False,
    )
    assert (said[3]["error"]["type"], said[3]["broken"]) == ("BadWord", False)
    assert (said[4]["error"]["type"], said[4]["broken"]) == ("SystemExit", False)
    assert (said[5]["error"]["type"], said[5]["broken"]) == ("ZeroDivisionError", True)
    assert said[6]["ok"] is False


def test_broken_checker(bench):
    """A checker that does not load is broken for every case."""
    for checker in ("def check(:", "1 / 0", "x = 1"):
        said = bench.check(CheckOutputs(checker, "", (CheckCase("t", "1", "1", "1"),)))
        assert said[0]["broken"] is True
