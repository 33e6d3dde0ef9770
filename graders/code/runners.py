"""Rooms 2 and 3: how a test program is run, where the task does not say, and what can't work.

Told from the source alone. A program that defines tests and runs none of them, executed as a
script, would pass whatever the candidate wrote.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assay.types import Program, ProgramRunner

_DYNAMIC = frozenset({"eval", "exec", "globals", "locals", "vars"})
"""By these a program may call anything."""
_RUNNING = frozenset({"TextTestRunner", "main", "run", "runmodule", "testmod"})
"""Whoever says one of these at module level most likely runs tests with it."""


def runner_of(program: Program) -> ProgramRunner:
    """The runner that the task names, or else the one that the source is written for."""
    return program.runner or written_for(program.source)


def written_for(source: str) -> ProgramRunner:
    """Test functions and classes that nothing in the source runs are pytest's, and so is whatever
    calls `pytest.main`; `unittest.TestCase`s alone are unittest's; all else is a script.

    Raises SyntaxError, ValueError or RecursionError if the source can't be parsed.
    """
    shape = _shape(source)
    has_tests = bool(shape.cases or shape.functions)
    if has_tests and (shape.calls_pytest or (shape.cases and shape.functions)):
        return ProgramRunner.PYTEST
    if shape.cases:
        return ProgramRunner.UNITTEST
    return ProgramRunner.PYTEST if has_tests and not shape.reaches_tests else ProgramRunner.SCRIPT


def misfit(program: Program) -> str | None:
    """Why the program says nothing when it is run as the task wants; None: no reason is seen."""
    shape, runner = _shape(program.source), runner_of(program)
    better = "unittest" if shape.cases and not shape.functions else "pytest"
    if runner is ProgramRunner.SCRIPT and shape.calls_pytest:
        return "is 'script', but the program calls pytest.main: set it to 'pytest'"
    is_idle = bool(shape.cases or shape.functions) and not (shape.reaches_tests or shape.asserts)
    if runner is ProgramRunner.SCRIPT and is_idle:
        return f"is 'script', but the program runs none of its tests: set it to {better!r}"
    if runner is ProgramRunner.PYTEST and shape.calls_pytest_at_import:
        return "is 'pytest', which runs the tests: leave out the call of pytest.main"
    return None


@dataclass(slots=True)
class _Shape:
    """What a program defines at module level, and what it does there."""

    cases: set[str] = field(default_factory=set[str])
    """Classes derived from unittest's TestCase."""
    functions: set[str] = field(default_factory=set[str])
    """Functions and classes that pytest would collect, apart from those."""
    reaches_tests: bool = False
    """Whether, run as `__main__`, it comes to one of its tests, as far as can be seen."""
    asserts: bool = False
    """Whether it asserts or raises anything on its way."""
    calls_pytest: bool = False
    calls_pytest_at_import: bool = False
    """Also where it is not `__main__`."""


_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@lru_cache(maxsize=512)
def _shape(source: str) -> _Shape:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
    statements = list(_statements(tree.body, is_main=True))
    definitions = {s.name: s for s in statements if isinstance(s, _Definition)}
    shape = _Shape()
    for name, node in definitions.items():
        if _is_case(node, shape.cases):
            shape.cases.add(name)
        elif _is_collected(node):
            shape.functions.add(name)
    done = list(_reached(statements, definitions))
    shape.calls_pytest = any(map(_calls_pytest, done))
    shape.reaches_tests = any(_reaches(node, shape.cases | shape.functions) for node in done)
    shape.asserts = any(isinstance(node, ast.Assert | ast.Raise) for node in done)
    imported = _reached(list(_statements(tree.body, is_main=False)), definitions)
    shape.calls_pytest_at_import = shape.calls_pytest and any(map(_calls_pytest, imported))
    return shape


def _statements(body: Sequence[ast.stmt], *, is_main: bool) -> Iterator[ast.stmt]:
    """The statements at module level, those in its blocks too; a block's own head is kept."""
    for statement in body:
        if isinstance(statement, ast.If) and _asks_for_main(statement.test) and not is_main:
            yield from _statements(statement.orelse, is_main=is_main)
            continue
        yield statement
        if not isinstance(statement, _Definition):
            for part in ("body", "orelse", "finalbody"):
                yield from _statements(getattr(statement, part, []), is_main=is_main)
            for handler in getattr(statement, "handlers", []):
                yield from _statements(handler.body, is_main=is_main)


def _asks_for_main(test: ast.expr) -> bool:
    return any(isinstance(n, ast.Name) and n.id == "__name__" for n in ast.walk(test))


def _reached(statements: list[ast.stmt], definitions: dict[str, _Definition]) -> Iterator[ast.AST]:
    """Every node that the statements execute, with the functions and classes that they name."""
    waiting: list[ast.AST] = [s for s in statements if not isinstance(s, _Definition)]
    own, seen = set(map(id, statements)), set[str]()
    while waiting:
        node = waiting.pop()
        yield node
        blocks = ("body", "orelse", "finalbody", "handlers") if id(node) in own else ()
        inside = {id(part) for block in blocks for part in getattr(node, block, [])}
        # A block's statements are in the list themselves.
        waiting += [part for part in ast.iter_child_nodes(node) if id(part) not in inside]
        if isinstance(node, ast.Name) and node.id in definitions and node.id not in seen:
            seen.add(node.id)
            waiting.append(definitions[node.id])


def _is_case(node: _Definition, cases: set[str]) -> bool:
    if not isinstance(node, ast.ClassDef):
        return False
    names = [b.attr if isinstance(b, ast.Attribute) else getattr(b, "id", "") for b in node.bases]
    return any(name.endswith("TestCase") or name in cases for name in names)


def _is_collected(node: _Definition) -> bool:
    if isinstance(node, ast.ClassDef):
        methods = [m.name for m in node.body if isinstance(m, ast.FunctionDef)]
        return node.name.startswith("Test") and any(m.startswith("test") for m in methods)
    return node.name.startswith("test")


def _reaches(node: ast.AST, tests: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in tests or node.id in _DYNAMIC or node.id in _RUNNING
    return isinstance(node, ast.Attribute) and node.attr in _RUNNING


def _calls_pytest(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return (
        isinstance(called, ast.Attribute)
        and called.attr == "main"
        and isinstance(called.value, ast.Name)
        and called.value.id == "pytest"
    )
