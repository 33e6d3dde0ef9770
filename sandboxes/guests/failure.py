"""Room 4, inside the examiner's process: what a failed test expected, and what it got.

Worked out after the program is over, from the failing frame and the program's own syntax; a
test that passes pays nothing. Nothing is asked of the candidate: its last answer is at hand.
"""

from __future__ import annotations

import ast
from contextlib import nullcontext
from types import CodeType, FrameType, TracebackType
from typing import Any, cast

from assay.values import decode, show
from sandboxes.guests.accounts import PROGRAM_NAME
from sandboxes.guests.crossing import BUILTIN_OF, text_of
from sandboxes.guests.handles import Handle
from sandboxes.guests.module import CandidateModule
from sandboxes.guests.session import LastCall, Session

_SHOWN = 4000
_TEXT = 2000
_TWO_SIDED = """
    assertEqual assertEquals assertListEqual assertDictEqual assertTupleEqual assertSetEqual
    assertSequenceEqual assertMultiLineEqual assertCountEqual assertAlmostEqual assertIs
    assert_equal assert_array_equal assert_allclose assert_almost_equal assert_array_almost_equal
"""
_EQUALITIES = frozenset(_TWO_SIDED.split())
_SIGNS: dict[type[ast.cmpop], str] = {
    ast.NotEq: "!= ",
    ast.Lt: "< ",
    ast.LtE: "<= ",
    ast.Gt: "> ",
    ast.GtE: ">= ",
    ast.In: "in ",
    ast.NotIn: "not in ",
    ast.Is: "is ",
    ast.IsNot: "is not ",
}


def explain(exc: BaseException, program: str, session: Session | None) -> dict[str, object]:
    """The testimony's fields about the exception that a test ended with."""
    told = session.account_of(exc) if session is not None else None
    line, frame = _place(exc.__traceback__)
    fields: dict[str, object] = {
        "origin": "test" if told is None else "candidate",
        "type": (told.type if told is not None else "") or type(exc).__name__[:200],
        "message": text_of(exc)[:_TEXT],
        "line": line,
        "source": _line(program, line),
        "frames": list(told.frames) if told is not None else [],
        "expected": None,
        "actual": None,
        "call": None,
    }
    if session is not None and session.last_call is not None:
        fields["call"] = show_call(session.last_call)
    if told is None and frame is not None and line is not None and isinstance(exc, AssertionError):
        _add_sides(fields, program, line, frame, session)
    return fields


def show_call(call: LastCall) -> str:
    """The call as a line of Python, with its arguments as they were before it."""
    args, kwargs = cast(
        "tuple[list[object], dict[str, object]]",
        decode(call.inputs, from_handle=_stand_in),
    )
    room = max(_TEXT // max(len(args) + len(kwargs), 1), 80)
    shown = [show(arg, room) for arg in args]
    shown += [f"{name}={show(value, room)}" for name, value in kwargs.items()]
    return f"{call.name}({', '.join(shown)})"[:_TEXT]


# Shown by the name of their type, as `show` does with all that is not plain.
_Function = type("function", (), {})
_Object = type("object", (), {})


def _stand_in(number: int) -> object:
    return BUILTIN_OF.get(number, _Function() if number < 0 else _Object())


def _place(tb: TracebackType | None) -> tuple[int | None, FrameType | None]:
    line, frame = None, None
    while tb is not None:
        if tb.tb_frame.f_code.co_filename == PROGRAM_NAME:
            line, frame = tb.tb_lineno, tb.tb_frame
        tb = tb.tb_next
    return line, frame


def _line(program: str, line: int | None) -> str | None:
    lines = program.splitlines()
    return lines[line - 1].strip()[:300] if line and line <= len(lines) else None


def _add_sides(
    fields: dict[str, object], program: str, line: int, frame: FrameType, session: Session | None
) -> None:
    try:
        sides = _sides(ast.parse(program), line)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    if sides is None:
        return
    actual, sign, expected = sides
    if expected is not None and _rank(actual, frame) < _rank(expected, frame):
        actual, expected = expected, actual
    with session.replaying() if session is not None else nullcontext():
        fields["actual"] = _shown(actual, frame, "")
        fields["expected"] = None if expected is None else _shown(expected, frame, sign)


def _sides(tree: ast.Module, line: int) -> tuple[ast.expr, str, ast.expr | None] | None:
    """The two sides of the innermost assertion on a line; one, where it has no comparison."""
    found: tuple[ast.expr, str, ast.expr | None] | None = None
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            found = _sides_of(node) or found
    return found


def _sides_of(node: ast.stmt) -> tuple[ast.expr, str, ast.expr | None] | None:
    if isinstance(node, ast.Assert):
        test = node.test
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            return test.left, _SIGNS.get(type(test.ops[0]), ""), test.comparators[0]
        return (test.operand, "", None) if isinstance(test, ast.UnaryOp) else (test, "", None)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called, args = node.value.func, node.value.args
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in _EQUALITIES and len(args) >= 2:
            return args[0], "", args[1]
    return None


def _rank(side: ast.expr, frame: FrameType) -> int:
    """How likely a side is the actual one: 2, it names the candidate's; 0, it is written down."""
    rank = 0
    for node in ast.walk(side):
        if isinstance(node, ast.Call | ast.Name):
            rank = max(rank, 1)
        if isinstance(node, ast.Name):
            value = frame.f_locals.get(node.id, frame.f_globals.get(node.id))
            if isinstance(value, Handle | CandidateModule):
                return 2
    return rank


def _shown(side: ast.expr, frame: FrameType, sign: str) -> str | None:
    try:
        code = compile(ast.Expression(side), PROGRAM_NAME, "eval")
        return f"{sign}{show(_worth(code, frame), _SHOWN)}"
    except BaseException:  # it can't be had again: an iterator used up, a call that isn't the last
        return None


def _worth(code: CodeType, frame: FrameType) -> Any:
    # The trusted program's own expression, in its own frame; the channel is closed by now.
    return eval(code, frame.f_globals, frame.f_locals)
