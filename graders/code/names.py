"""Room 3, plan: which names a trusted test program takes from the candidate.

A name is the candidate's if the program loads it as a global and neither the program, the task's
prelude nor Python's builtins bind it. Scopes are those of Python's own symbol tables.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import re
import symtable
import warnings
from collections.abc import Iterator
from functools import lru_cache

_BUILTINS = frozenset(dir(builtins))
_STARRED = frozenset(
    "bisect cmath collections copy datetime decimal fractions functools heapq itertools json "  # noqa: SIM905
    "math operator random re statistics string time typing unittest".split()
)
"""Modules whose star import is resolved here; importing them does nothing else."""
_FORGOTTEN = {
    **{name: f"import {name}" for name in (*_STARRED, "pytest", "numpy")},
    "np": "import numpy as np",
}
"""Modules that a test may use without importing them, by the name that they go by."""
_MODULE = re.compile(rf"\b(?:{'|'.join(_FORGOTTEN)})\s*\.")


@lru_cache(maxsize=512)
def wanted(program: str, prelude: str, entry_point: str | None) -> tuple[str, ...]:
    """Names that `program` uses and nothing trusted defines, sorted.

    The entry point's first name is among them whenever the program mentions it and does not bind
    it itself, even if it is a builtin's name or stands in a string (`globals()["solve"]`).
    Raises SyntaxError, ValueError or RecursionError if the program can't be compiled.
    """
    bound, used = _scan(program)
    trusted = bound | _scan(prelude)[0] | forgotten(program, prelude, entry_point).keys()
    free = {n for n in used - trusted - _BUILTINS if not re.fullmatch(r"__\w+__", n)}
    if entry_point is not None:
        root = entry_point.partition(".")[0]
        if root not in trusted and mentions(program, root):
            free.add(root)
    return tuple(sorted(free))


@lru_cache(maxsize=512)
def forgotten(program: str, prelude: str, entry_point: str | None) -> dict[str, str]:
    """Modules that `program` uses and nobody imports, each with its import statement.

    Many a test relies on the candidate's own `import math`, and so on the candidate's own
    `math.isclose`. Only names of `_FORGOTTEN` of which nothing but the module's own attributes
    are used: else it may well be an object of the candidate's.
    """
    if not _MODULE.search(program):
        return {}
    bound, used = _scan(program)
    trusted = bound | _scan(prelude)[0] | {(entry_point or "").partition(".")[0]}
    nodes = list(ast.walk(ast.parse(program)))
    reached = {id(n.value): n.attr for n in nodes if isinstance(n, ast.Attribute)}
    found: dict[str, str] = {}
    for name in (used & _FORGOTTEN.keys()) - trusted:
        attributes = [reached.get(id(n)) for n in nodes if isinstance(n, ast.Name) and n.id == name]
        if all(attribute is not None and _has(name, attribute) for attribute in attributes):
            found[name] = _FORGOTTEN[name]
    return found


def _has(name: str, attribute: str) -> bool:
    """Whether the module has it; taken for granted of those that need not be installed here."""
    return name not in _STARRED or hasattr(importlib.import_module(name), attribute)


def mentions(program: str, name: str) -> bool:
    """Whether `name` stands anywhere in the program as a word."""
    return re.search(rf"\b{re.escape(name)}\b", program) is not None


def defined(source: str) -> frozenset[str]:
    """The names that running `source` binds at module level. Raises as `wanted` does."""
    return frozenset(_scan(source)[0])


def _scan(source: str) -> tuple[set[str], set[str]]:
    """Names bound at module level, and names loaded as globals from anywhere."""
    if not source.strip():
        return set(), set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        top = symtable.symtable(source, "<program>", "exec")
        tree = ast.parse(source)
    bound = _starred(tree)
    used: set[str] = set()
    for table in _tables(top):
        for symbol in table.get_symbols():
            is_global = table is top or symbol.is_global()
            if is_global and (symbol.is_assigned() or symbol.is_imported()):
                bound.add(symbol.get_name())
            if is_global and symbol.is_referenced():
                used.add(symbol.get_name())
    return bound, used


def _tables(top: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    waiting = [top]
    while waiting:
        table = waiting.pop()
        yield table
        waiting.extend(table.get_children())


def _starred(tree: ast.Module) -> set[str]:
    """What star imports of known modules bind."""
    names: set[str] = set()
    for node in ast.walk(tree):
        is_star = isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
        if is_star and isinstance(node, ast.ImportFrom) and node.module in _STARRED:
            module = importlib.import_module(node.module)
            public = [n for n in dir(module) if not n.startswith("_")]
            names.update(getattr(module, "__all__", public))
    return names
