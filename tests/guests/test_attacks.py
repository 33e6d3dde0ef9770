"""A candidate that lies, in code or by speaking the protocol itself, is never passed."""

from __future__ import annotations

import json
import socket

import pytest

CATCH_ALL = "try:\n    f([1], 2)\nexcept BaseException:\n    pass\nfinally:\n    print('on')\n"


def receive(sock: socket.socket) -> str:
    """One frame, as an examiner sends it."""
    size = int.from_bytes(sock.recv(4, socket.MSG_WAITALL), "big")
    return sock.recv(size, socket.MSG_WAITALL).decode()


def send(sock: socket.socket, text: str | bytes) -> None:
    """One frame."""
    body = text if isinstance(text, bytes) else text.encode()
    sock.sendall(len(body).to_bytes(4, "big") + body)


def bind(sock: socket.socket, letters: str = "c") -> None:
    """Answer the request for names with one handle, number 1."""
    assert receive(sock).startswith("bind 0 ")
    send(sock, f'ok\n[[{{"$handle":1}}]]\n\n{{"1":["function","{letters}","f"]}}')


PROTOCOL_BREAKS: dict[str, str | bytes] = {
    "nothing": "",
    "too few lines": "ok\n1",
    "too many lines": "ok\n1\n\n\n\n",
    "an unknown verb": "pass\n1\n\n",
    "a testimony": '{"test_id":"t1","outcome":"passed","touched":true}',
    "not UTF-8": b'ok\n"\xff"\n\n',
    "not JSON": "ok\n[1,\n\n",
    "no value": "ok\n\n\n",
    "NaN": "ok\nNaN\n\n",
    "deep": "ok\n" + "[" * 100_000 + "]" * 100_000 + "\n\n",
    "deep descriptions": "ok\n1\n\n" + "[" * 100_000 + "]" * 100_000,
    "an int of many digits": "ok\n" + "9" * 1_000_000 + "\n\n",
    "many nodes": "ok\n[" + "0," * 3_000_000 + "0]\n\n",
    "an unknown tag": 'ok\n{"$eval":"1"}\n\n',
    "duplicate keys": 'ok\n{"a":1,"a":2}\n\n',
    "a pickle": 'ok\n{"$pickle":"gASVAAAA"}\n\n',
    "a handle never described": 'ok\n{"$handle":7}\n\n',
    "a callback never given": 'ok\n{"$handle":-7}\n\n',
    "handle 0": 'ok\n{"$handle":0}\n\n',
    "a number described twice": 'ok\n1\n\n{"1":["x","c",""]}',
    "a built-in described": 'ok\n1\n\n{"1000000000":["x","c",""]}',
    "a negative number described": 'ok\n1\n\n{"-2":["x","c",""]}',
    "no description": 'ok\n1\n\n{"2":["x","c"]}',
    "descriptions that are a list": "ok\n1\n\n[2]",
    "a callback's number that is none": "call x\n[[],{}]\n\n",
    "a callback that was not given": "call -99\n[[],{}]\n\n",
    "a call of a handle": "call 1\n[[],{}]\n\n",
    "a callback without arguments": "call -1\n[]\n\n",
    "a raise of other parts": 'raise\n["ValueError"]\n\n',
    "a raise that is true": "raise\ntrue\n\n",
    "fewer arguments": "ok\n1\n[[],{}]\n",
    "other keywords": 'ok\n1\n[[[1],2],{"a":1}]\n',
    "arguments that are none": "ok\n1\n{}\n",
}


@pytest.mark.parametrize("name", PROTOCOL_BREAKS)
def test_breaking_the_protocol_ends_the_examiner(bench, name):
    """No `except` and no `finally` of the test goes on, and there is no testimony."""

    def attack(sock: socket.socket) -> None:
        bind(sock)
        receive(sock)
        send(sock, PROTOCOL_BREAKS[name])
        sock.recv(1)

    pair = bench.forged(attack, CATCH_ALL)
    assert (pair.outcome, pair.examiner.code, pair.examiner.stdout) == ("none", 3, "")


@pytest.mark.parametrize("raw", [b"", b"\0\0", b"\xff\xff\xff\xff", b"\0\0\1\0half"])
def test_broken_frames_end_the_examiner(bench, raw):
    """So does a channel that ends, within a frame or between two, and a frame over the limit."""

    def attack(sock: socket.socket) -> None:
        bind(sock)
        receive(sock)
        sock.sendall(raw)

    pair = bench.forged(attack, CATCH_ALL)
    assert (pair.outcome, pair.examiner.code, pair.examiner.stdout) == ("none", 3, "")


@pytest.mark.parametrize(
    "answer", ["ok\n[]\n\n", "ok\n[1]\n\n", 'ok\n["f"]\n\n', "ok\nnull\n\n", "ok\n[[],[]]\n\n"]
)
def test_names_are_bound_by_the_protocol(bench, answer):
    """The answer to the request for names has one list for each."""
    pair = bench.forged(lambda sock: (receive(sock), send(sock, answer), sock.recv(1)), CATCH_ALL)
    assert (pair.outcome, pair.examiner.code) == ("none", 3)


@pytest.mark.parametrize(
    "name",
    [
        "SystemExit",
        "KeyboardInterrupt",
        "GeneratorExit",
        "StopIteration",
        "StopAsyncIteration",
        "SkipTest",
        "Skipped",
        "Exit",
        "Failed",
        "BaseException",
        "Refused",
        "eval",
    ],
)
def test_forged_exceptions_are_runtime_errors(bench, name):
    """An exception's name decides nothing unless it is on the list."""

    def attack(sock: socket.socket) -> None:
        bind(sock)
        receive(sock)
        send(sock, f'raise\n["{name}","x",0,{{}}]\n\n')
        sock.recv(1)

    pair = bench.forged(attack, "f()")
    assert (pair.said["outcome"], pair.said["origin"], pair.said["type"]) == (
        "error",
        "candidate",
        "RuntimeError",
    )


def test_forged_accounts_are_cut_to_size(bench):
    """What a candidate tells about its exception is data of a known form."""
    account = {"type": ["x"], "line": "5", "frames": [7, {"line": 10**12}, {"line": 1, "text": 5}]}

    def attack(sock: socket.socket) -> None:
        bind(sock)
        receive(sock)
        send(sock, f"raise\n{json.dumps(['KeyError', 'x' * 10**6, 99, account])}\n\n")
        sock.recv(1)

    said = bench.forged(attack, "f()").said
    assert (said["type"], len(said["message"])) == ("KeyError", 2000)
    assert said["frames"] == [{"line": 1, "function": "", "text": ""}]


def test_descriptions_that_lie_change_no_answer(bench):
    """A description adds forwarding methods and no others; names in it are text."""

    def attack(sock: socket.socket) -> None:
        bind(sock)
        receive(sock)
        evil = json.dumps({"2": ["__class__", "ecinlgsdbmwyxvkIFXo" + "q" * 500, "\x1b[31m"]})
        send(sock, f'ok\n{{"$handle":2}}\n\n{evil}')
        sock.recv(1)

    pair = bench.forged(attack, "x = f()\nassert x == 5")
    assert pair.outcome == "failed"


def test_answers_sent_ahead_are_only_answers(bench):
    """Frames that nobody asked for are taken as answers, which the candidate may give anyway."""

    def attack(sock: socket.socket) -> None:
        bind(sock)
        for _ in range(5):
            send(sock, "ok\ntrue\n\n")
        sock.recv(1)

    assert bench.forged(attack, "assert f() == 7").outcome == "failed"


def test_arguments_keep_their_type(bench):
    """A write-back can't turn an argument into something else, nor touch what was not passed."""

    def attack(sock: socket.socket) -> None:
        bind(sock)
        receive(sock)
        send(sock, 'ok\n1\n[[{"$handle":1},9],{}]\n')
        sock.recv(1)

    program = "a, b = [1], 2\nf(a, b)\nassert (a, b) == ([1], 2)"
    assert bench.forged(attack, program).outcome == "passed"


ALWAYS_EQUAL = (
    "class A:\n"
    " def __init__(self, *a): pass\n"
    " def yes(self, *a): return True\n"
    " def me(self, *a): return self\n"
    " __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __bool__ = yes\n"
    " __instancecheck__ = __subclasscheck__ = yes\n"
    " def __ne__(self, o): return False\n"
    " def __hash__(self): return hash(5)\n"
    " __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __abs__ = me\n"
    " __round__ = __neg__ = __getattr__ = __copy__ = __deepcopy__ = __xor__ = __rxor__ = me\n"
    " @property\n"
    " def __class__(self): return list\n"
    "def f(*a): return A()\n"
)


@pytest.mark.parametrize(
    "check",
    [
        "f() == 5",
        "5 == f()",
        "f() == [1, 2]",
        "not (f() != 5)",
        "f() in (5, 6)",
        "f() in {5: 1}",
        "5 in f()",
        "f() < 5",
        "5 > f()",
        "f() >= 5",
        "abs(f() - 5) < 1e-6",
        "f() + 1 == 6",
        "1 + f() == 6",
        "round(f(), 2) == 5",
        "sorted([f(), f()]) == [5, 5]",
        "max(f(), 5) == 5",
        "sum([f()]) == 5",
        "f() ^ 5 == 0",
        "isinstance(f(), list)",
        "isinstance(5, f())",
        "f().__class__ is list",
        "f() == f()",
        "{f(): 1} == {5: 1}",
        "__import__('copy').deepcopy(f()) == 5",
        "__import__('copy').copy(f()) == 5",
        "__import__('math').isclose(f(), 5.0)",
        "__import__('numpy').allclose(f(), [5.0])",
        "(__import__('numpy').array([5]) == f()).all()",
        "__import__('operator').eq(f(), 5)",
        "__import__('json').dumps(f()) == '5'",
        "hash(f()) == hash(5)",
        "[f()] == [5]",
        "(f(),) == (5,)",
        "any(f() == x for x in range(9))",
        "f()._secret == 5",
        "f().__name__ == 'A'",
    ],
)
def test_an_object_that_agrees_with_all_passes_nothing(bench, check):
    """Comparison, order, containment, hash, arithmetic and isinstance are never the candidate's."""
    pair = bench.exam(ALWAYS_EQUAL, f"assert {check}")
    assert pair.outcome in ("failed", "error", "refused"), pair.said


@pytest.mark.parametrize(
    ("base", "value"), [("int", "5"), ("str", "'5'"), ("list", "[5]"), ("tuple", "(5,)")]
)
def test_subclasses_of_plain_types_are_handles(bench, base, value):
    """Plain means the exact type."""
    source = f"class S({base}):\n __eq__ = lambda s, o: True\n __hash__ = None\ndef f(): return S()"
    assert bench.exam(source, f"assert f() == {value}").outcome == "failed"
    source = f"class S({base}): pass\ndef f(): return [S({value})]"
    assert bench.exam(source, f"assert f() == [{value}]").outcome == "failed"


@pytest.mark.parametrize(
    "program",
    [
        "try:\n f() + 1\nexcept TypeError: pass",
        "try:\n f() < 5\nexcept Exception: pass",
        "try:\n f()._x\nexcept BaseException: pass",
        "try:\n f(object())\nexcept TypeError: pass",
        "import threading\nt = threading.Thread(target=f)\nt.start()\nt.join()",
        "import solution\ntry:\n solution.f = 5\nexcept TypeError: pass",
    ],
)
def test_a_refusal_is_never_a_pass(bench, program):
    """A TypeError of ours can't be taken for the one that a test waits for."""
    pair = bench.exam(ALWAYS_EQUAL, program)
    assert pair.outcome == "refused"
    assert pair.said["message"]


@pytest.mark.parametrize(
    "method",
    [
        "__str__ = lambda s: S('5')",
        "__str__ = lambda s: 5",
        "__repr__ = __str__ = lambda s: S('5')",
    ],
)
def test_conversions_have_exact_types(bench, method):
    """str() of a candidate's object is text and nothing that calls itself so."""
    source = f"class S(str): pass\nclass A:\n {method}\ndef f(): return A()"
    assert bench.exam(source, "assert str(f()) == '5'").outcome == "error"


@pytest.mark.parametrize(
    "ending",
    [
        "os._exit(0)",
        "os.kill(os.getpid(), 9)",
        "os.closerange(0, 100)",
        "os.closerange(3, 100)",
        "os.execv('/bin/true', ['true'])",
        "[os.write(fd, b'ok\\n5\\n\\n' * 9) for fd in range(3, 20) if opened(fd)]",
        "[os.write(fd, b'\\0\\0\\0\\7ok\\n5\\n\\n\\n') for fd in range(3, 20) if opened(fd)]",
        "__import__('ctypes').string_at(0)",
    ],
)
def test_a_candidates_end_is_not_a_pass(bench, ending):
    """However its process ends, the examiner gives no testimony of a pass."""
    opened = "def opened(fd):\n try: return os.fstat(fd)\n except OSError: return None\n"
    source = f"import os\n{opened}def f(*a):\n {ending}\n return 0"
    program = "try:\n r = f()\nexcept BaseException:\n r = None\nassert r == 7"
    assert bench.exam(source, program).outcome in ("none", "failed")


def test_nothing_of_the_test_is_in_the_candidates_process(bench):
    """Neither frames, nor objects, nor memory hold an expected value or the program's text."""
    source = (
        "import gc, sys\n"
        "def f():\n"
        "  found, frame = [], sys._getframe()\n"
        "  while frame: found.append(repr(frame.f_locals)); frame = frame.f_back\n"
        "  found += [repr(o) for o in gc.get_objects() if type(o) in (dict, list, tuple)]\n"
        "  return '-'.join(('hidden', 'value')) in ' '.join(found)\n"
    )
    pair = bench.exam(source, "expected = 'hidden-value'\nassert f() is False")
    assert pair.outcome == "passed", pair.said


def test_a_star_import_binds_what_the_program_lacks(bench):
    """A candidate's `isclose` or `sorted` does not come in by a star."""
    source = "def f(): return 0.0\ndef isclose(*a): return True\nabs = sorted = isclose\n"
    for program in (
        "from math import isclose\nfrom solution import *\nassert isclose(f(), 5.0)",
        "from solution import *\nassert abs(f() - 5) == 5 and sorted([2, 1]) == [1, 2]\nassert f()",
    ):
        assert bench.exam(source, program).outcome == "failed"


# ---------------------------------------------------------------- callbacks


def test_a_callback_ends_with_its_call(bench):
    """A callback that was kept is refused, whoever calls it, and that is no pass."""
    source = (
        "kept = []\ndef f(g): kept.append(g)\ndef h():\n"
        " try: return kept[0](5)\n except BaseException: return 5"
    )
    program = "f(lambda x: x)\ntry:\n r = h()\nexcept BaseException: pass"
    pair = bench.exam(source, program, names=("f", "h"))
    assert pair.outcome == "refused"
    assert "callback" in pair.said["message"]


def test_a_lazy_use_of_a_callback_is_refused(bench):
    """A generator runs when the call that carried the callback is over."""
    pair = bench.exam("def f(g, xs): return map(g, xs)", "list(f(lambda x: x, [1]))")
    assert pair.outcome == "refused"


def test_a_callback_is_open_in_nested_calls(bench):
    """While its own call is open it may be called at any depth, in strict nesting."""
    source = "kept = []\ndef f(g): kept[:] = [g]; return g(3)\ndef h(x): return kept[0](x - 1)"
    program = "def g(x): return h(x) if x else 'end'\nassert f(g) == 'end'"
    assert bench.exam(source, program, names=("f", "h")).outcome == "passed"


def test_callbacks_are_bounded_in_depth(bench):
    """Endless recursion between the two processes is a RecursionError, soon."""
    source = "def f(g): return g()"
    program = "def g(): return f(g)\nf(g)"
    assert bench.exam(source, program).said["type"] == "RecursionError"


def test_a_callback_can_only_be_called(bench):
    """Nothing but a call of it reaches the examiner."""
    source = (
        "names = '__code__ __globals__ __closure__ __self__ __dict__ secret'.split()\n"
        "def f(g):\n found = []\n for name in names:\n"
        "  try: found.append(getattr(g, name))\n  except AttributeError: pass\n return found"
    )
    program = "expected = 5\ndef g(): return expected\ng.secret = expected\nassert f(g) == []"
    assert bench.exam(source, program).outcome == "passed"


def test_a_failed_assertion_in_a_callback_is_not_swallowed(bench):
    """It ends the test when the call returns, and its text stays with the examiner."""
    source = (
        "seen = []\ndef f(g):\n try: g(1)\n except BaseException as e: seen.append(str(e))\n"
        " return seen"
    )
    program = "def g(x): assert x == 2, 'expected 2'\nf(g)"
    pair = bench.exam(source, program)
    assert (pair.outcome, pair.said["origin"], pair.said["line"]) == ("failed", "test", 1)
    program = (
        "def g(x): assert x == 2, 'expected 2'\ntry: f(g)\nexcept AssertionError: pass\n"
        "assert f(lambda x: x) == ['the callback ended the test']"
    )
    assert bench.exam(source, program).outcome == "passed"


def test_callbacks_from_threads(bench):
    """Another thread of the candidate's can't call back; it is told so."""
    source = (
        "import threading\ndef f(g):\n out = []\n def run():\n  try: out.append(g())\n"
        "  except RuntimeError: out.append('refused')\n"
        " t = threading.Thread(target=run); t.start(); t.join(); return out"
    )
    assert bench.exam(source, "assert f(lambda: 1) == ['refused']").outcome == "passed"


# ---------------------------------------------------------------- context managers, sizes


SWALLOWS = (
    "class f:\n x = 1\n def __enter__(self): return self\n def __exit__(self, *a): {exit}\n"
    " async def __aenter__(self): return self\n async def __aexit__(self, *a): {exit}\n"
    " def fail(self): raise ValueError\n"
)


@pytest.mark.parametrize("exit_", ["return True", "raise ValueError('v')"])
def test_a_context_manager_swallows_no_assertion(bench, exit_):
    """A failed assertion goes on, whatever a candidate's `__exit__` says or raises."""
    source = SWALLOWS.format(exit=exit_)
    for body in (
        "with f() as o: assert o.x == 2",
        (
            "import asyncio\nasync def go():\n"
            "  async with f() as o: assert o.x == 2\nasyncio.run(go())"
        ),
    ):
        pair = bench.exam(source, body)
        assert (pair.outcome, pair.said["origin"]) == ("failed", "test")
    program = "try:\n with f() as o: assert o.x == 2\nexcept ValueError: pass"
    assert bench.exam(source, program).outcome == "failed"


def test_swallowing_its_own_exception_is_refused(bench):
    """Else the assertions after it would be left out."""
    pair = bench.exam(SWALLOWS.format(exit="return True"), "with f() as o:\n o.fail()\n assert 0")
    assert pair.outcome == "refused"


def test_an_exit_is_not_told_the_assertions_text(bench):
    """A candidate's `__exit__` hears the class of an exception and no message."""
    source = (
        "log = []\nclass f:\n def __enter__(self): return self\n"
        " def __exit__(self, t, e, tb): log.append([t.__name__, str(e)])\ndef g(): return log"
    )
    program = (
        "try:\n with f(): assert 1 == 2, 'secret'\n"
        "except AssertionError: pass\nassert g() == [['Exception', '']]"
    )
    assert bench.exam(source, program, names=("f", "g")).outcome == "passed"


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("'x' * (17 << 20)", "OverflowError"),
        ("nest(500)", "NotPlain"),
        ("loop()", "NotPlain"),
    ],
)
def test_values_beyond_the_bounds_are_errors(bench, value, type_):
    """An honest guest says so before it sends them; no frame is over the limit."""
    source = (
        "def nest(n):\n x = []\n for _ in range(n): x = [x]\n return x\n"
        f"def loop():\n x = []; x.append(x); return x\ndef f(): return {value}"
    )
    said = bench.exam(source, "f()").said
    assert (said["outcome"], said["type"]) == ("error", type_)


def test_hostile_exceptions_cross_as_text(bench):
    """Whatever an exception does when it is looked at, the test goes on."""
    for body in (
        "def __str__(self): raise SystemExit(0)",
        "def __str__(self): return 'x' * 10**7",
        "def __getattribute__(self, n): raise SystemExit(0)",
        "__class__ = property(lambda self: SystemExit)",
        "__mro__ = ()",
    ):
        source = f"class E(ValueError):\n {body}\ndef f(): raise E('x')"
        program = "try:\n f()\nexcept ValueError as e:\n assert len(str(e)) <= 2000\nelse: assert 0"
        pair = bench.exam(source, program)
        assert pair.outcome == "passed", (body, pair.said)


def test_patching_the_guest_gains_nothing(bench):
    """A candidate owns its process, the guest's modules in it included; that is all it owns."""
    source = (
        "import sandboxes.guests.serving as s, sandboxes.guests.candidate as c, assay.values as v\n"
        "s.encode = lambda *a, **k: 'true'\nv.encode = s.encode\n"
        "def f(): return True\n"
    )
    assert bench.exam(source, "assert f() == 5").outcome in ("none", "failed")
    source = (
        "import sandboxes.guests.session as s, sandboxes.guests.examiner as e, unittest, builtins\n"
        "s.Session.request = lambda *a: 5\nbuiltins.AssertionError = ValueError\n"
        "unittest.TestCase.assertEqual = lambda *a: None\ndef f(): return 1\n"
    )
    program = "import unittest\nunittest.TestCase().assertEqual(f(), 5)"
    assert bench.exam(source, program).outcome == "failed"


def test_without_a_testimony_there_is_no_pass(bench):
    """A program that the candidate makes wait for ever gives none; limits end it from outside."""

    def attack(sock: socket.socket) -> None:
        bind(sock)
        receive(sock)

    assert bench.forged(attack, "f()").outcome == "none"


def test_messages_beyond_the_bounds_keep_the_two_in_step(bench):
    """Too large an argument, or a callback's answer or argument, is an error and no more."""
    source = (
        "def f(g):\n try: g('x' * (17 << 20))\n except OverflowError: return 'big'\n"
        "def h(x): return x"
    )
    program = "assert f(lambda x: x) == 'big'\nassert h(5) == 5"
    assert bench.exam(source, program, names=("f", "h")).outcome == "passed"
    for call in ("h('x' * (17 << 20))", "k(lambda: 'x' * (17 << 20))"):
        program = f"try:\n {call}\nexcept TypeError: pass\nassert h(5) == 5\nprint('in step')"
        source = "def h(x): return x\ndef k(g):\n try: return g()\n except RuntimeError: pass"
        pair = bench.exam(source, program, names=("h", "k"))
        assert (pair.outcome, pair.examiner.stdout) == ("refused", "in step\n")
