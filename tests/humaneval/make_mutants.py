"""Makes tests/data/humaneval_mutants.jsonl: for each HumanEval task one small, wrong solution.

For each task, changes of the canonical solution (an operator or a constant, then a call or the
returned value) are tried in order, and the first that the task's own test notices is taken. Run
it by hand, on code that is trusted, when the data change; it is deterministic:

    python tests/humaneval/make_mutants.py
"""

from __future__ import annotations

import ast
import gzip
import json
import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"
PATIENCE_S = 3.0
"""A change that makes the solution run longer is passed over: the tests should be quick."""

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.Lt: ast.GtE,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Not: ast.UAdd,
    ast.USub: ast.UAdd,
}
NAMES = {"max": "min", "min": "max", "all": "any", "any": "all", "len": "id", "sorted": "list"}
METHODS = {"swapcase": "lower", "lower": "upper", "upper": "lower", "join": "strip"}


def changes(function: ast.FunctionDef) -> Iterator[str]:
    """Changes the function in one place after the other; each change is undone before the next."""
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    for node in nodes:
        yield from _operators(node)
    for node in nodes:
        yield from _constants(node)
    for node in nodes:
        yield from _calls(node)
    for node in nodes:
        yield from _returns(node)


def _operators(node: Any) -> Iterator[str]:
    if isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp | ast.UnaryOp):
        kept, wanted = node.op, SWAPS.get(type(node.op))
        if wanted is not None:
            vars(node)["op"] = wanted()
            yield _told(node, kept, node.op)
            vars(node)["op"] = kept
    if isinstance(node, ast.Compare):
        operators: list[Any] = node.ops
        for i, one in enumerate(operators):
            wanted = SWAPS.get(type(one))
            if wanted is not None:
                operators[i] = wanted()
                yield _told(node, one, operators[i])
                operators[i] = one


def _constants(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and type(node.value) in (int, bool, float):
        kept: Any = node.value
        node.value = (not kept) if isinstance(kept, bool) else kept + 1
        yield f"line {node.lineno}: {kept!r} becomes {node.value!r}"
        node.value = kept


def _calls(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES:
        kept = node.func.id
        node.func.id = NAMES[kept]
        yield f"line {node.lineno}: {kept} becomes {node.func.id}"
        node.func.id = kept
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        kept = node.func.attr
        if kept in METHODS:
            node.func.attr = METHODS[kept]
            yield f"line {node.lineno}: {kept} becomes {node.func.attr}"
            node.func.attr = kept


def _returns(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Return) and node.value is not None:
        kept = node.value
        node.value = ast.Tuple([kept], ast.Load())
        yield f"line {node.lineno}: the returned value is put into a tuple"
        node.value = kept


def _told(node: ast.expr | ast.stmt, was: ast.AST, becomes: ast.AST) -> str:
    return f"line {node.lineno}: {type(was).__name__} becomes {type(becomes).__name__}"


def _test(program: str) -> None:
    exec(compile(program, "program", "exec"), {"__name__": "program"})


def is_noticed(program: str) -> bool:
    """Whether a program ends with an exception, in a process of its own, in good time."""
    process = multiprocessing.get_context("fork").Process(target=_quietly, args=(program,))
    process.start()
    process.join(PATIENCE_S)
    if process.is_alive():
        process.kill()
        process.join()
        return False
    return process.exitcode == 7


def _quietly(program: str) -> None:
    try:
        _test(program)
    except Exception:
        raise SystemExit(7) from None


def mutant(task: dict[str, str]) -> dict[str, str]:
    """The first change that the task's test notices."""
    tree = ast.parse(task["prompt"] + task["canonical_solution"])
    (function,) = (
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == task["entry_point"]
    )
    for told in changes(function):
        code = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        if is_noticed(f"{code}\n{task['test']}\ncheck({task['entry_point']})\n"):
            return {"task_id": task["task_id"], "change": told, "code": code}
    raise SystemExit(f"{task['task_id']}: no change is noticed by the test")


def main() -> None:
    """Writes the file."""
    with gzip.open(DATA / "HumanEval.jsonl.gz", "rt", encoding="utf-8") as lines:
        tasks = [json.loads(line) for line in lines]
    with open(DATA / "humaneval_mutants.jsonl", "w", encoding="utf-8") as out:
        for task in tasks:
            out.write(json.dumps(mutant(task)) + "\n")


if __name__ == "__main__":
    main()
