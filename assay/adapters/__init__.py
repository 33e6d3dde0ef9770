"""Glue between trainers and room 1 (ask): a trainer's call in, rewards out. One module each.

An adapter adds no policy of its own: tasks come with the data set, rewards come from the service,
and what could not be graded is never a number. Where a trainer has a way to leave a sample out
(TRL: None) that is used; where it has none (verl, OpenRLHF) the fault is raised.

The service's address is ASSAY_ADDRESS, its token ASSAY_TOKEN; without an address all of a
machine's ranks share one embedded engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

from assay.client import AsyncClient, Client
from assay.faults import InvalidTask
from assay.jsonform import loads, task_from_json
from assay.types import Task


@cache
def shared_client() -> Client:
    """This process's blocking client of the default address. A forked child may go on with it."""
    return Client()


@cache
def shared_async_client() -> AsyncClient:
    """This process's `AsyncClient` of the default address; any event loop may use it."""
    return AsyncClient()


def task_of(cell: object) -> Task:
    """The task in a data set's cell: a line of tasks.jsonl, or the object itself, or a `Task`.

    A line is best: a column of objects gets one Arrow type, in which each row has all rows'
    fields. Equal lines give the same object, so that a group travels in one call. Raises
    `InvalidTask` naming the field at fault.
    """
    if isinstance(cell, str):
        return _task_of_line(cell)
    return cell if isinstance(cell, Task) else task_from_json(cell)


@lru_cache(maxsize=1024)
def _task_of_line(line: str) -> Task:
    try:
        return task_from_json(loads(line))
    except ValueError as error:
        raise InvalidTask("task", f"not a line of JSON: {error}") from error


def text_of(completion: object) -> str:
    """The completion's text: itself, or the content of a chat's assistant messages."""
    if isinstance(completion, str):
        return completion
    if not isinstance(completion, Sequence):
        raise TypeError(f"a completion is text or messages, not {type(completion).__name__}")
    messages = cast("Sequence[object]", completion)
    return "\n".join(_content(m) for m in messages if _is_assistant(m))


def _is_assistant(message: object) -> bool:
    if not isinstance(message, Mapping):
        raise TypeError(f"a message is an object, not {type(message).__name__}")
    return cast("Mapping[str, object]", message).get("role", "assistant") == "assistant"


def _content(message: object) -> str:
    """A message's text; content may be in parts, of which only text counts."""
    content = cast("Mapping[str, object]", message).get("content")
    if isinstance(content, str):
        return content
    parts = cast("Sequence[Mapping[str, object]]", content or ())
    return "".join(str(part.get("text") or "") for part in parts)
