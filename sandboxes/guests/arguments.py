"""Room 4, inside the examiner's process: what a call did to the arguments that were given."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any, Final

from assay.values import NotPlain, encode

_TABLES: Final[tuple[object, ...]] = (dict, OrderedDict, defaultdict, Counter)


def write_back(old: Any, new: Any) -> None:
    """Make an argument hold what the candidate left in it. What can't change stays.

    In place in the argument itself; what lies inside it is replaced, never changed, because
    the test may hold it under another name too.
    """
    kind: Any = type(old)  # pyright: ignore[reportUnknownVariableType]
    if kind is not type(new):
        return
    if kind is list or kind is bytearray:
        old[:] = _kept(old, new) if kind is list else new
    elif kind in _TABLES:
        kept = {k: old[k] if k in old and _is_same(old[k], v) else v for k, v in new.items()}
        old.clear()
        old.update(kept)
    elif kind is set:
        old.clear()
        old.update(new)
    elif kind is deque:
        old.clear()
        old.extend(new)
    elif (kind.__module__, kind.__name__) == ("numpy", "ndarray") and _fits(old, new):
        old[...] = new


def _fits(old: Any, new: Any) -> bool:
    return (old.shape, old.dtype) == (new.shape, new.dtype) and bool(old.flags.writeable)


def _kept(old: list[object], new: list[object]) -> list[object]:
    """The new elements, the old objects where they are still equal."""
    kept = [a if _is_same(a, b) else b for a, b in zip(old, new, strict=False)]
    return kept + new[len(kept) :]


def _is_same(a: object, b: object) -> bool:
    if type(a) is not type(b):
        return False
    try:
        return bool(a is b or encode(a) == encode(b))
    except NotPlain:
        return False
