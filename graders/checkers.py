"""Checkers: whether one output is what was expected, and if not, where they part.

The Judge room. Pure functions; they never run anything. The actual value is an adversary's,
decoded by `assay.values` and so bounded, but it may be built to make comparing slow: so
nothing here is quadratic, and elements are matched by a text, since only text has hashes
that can't be made to collide.

What each checker means for values (`compare`). Where both are text, it means what it means
for text (`compare_text`).

    Exact        equal, and of the same type at every level: 1 is not 1.0 or True, a list is not
                 a tuple. nan equals nan, -0.0 equals 0.0. Dicts in any order. Arrays and numpy
                 scalars: the same kind of dtype, the same shape and elements
    Floats       as Exact, but numbers (not bool) of any type are compared by value, within the
                 tolerance, and so are the elements of sets of numbers, each in ascending order
    AsSet, AsMultiset
                 the elements of a list, tuple, set, frozenset or deque, whichever it is, each
                 as Exact; anything else: Exact
    JsonEqual    as JSON would hold them: a tuple is a list, 1 is 1.0, every dict is an object,
                 its keys are text; what JSON lacks: Exact
    Tokens, UnorderedLines
                 Exact
"""

from __future__ import annotations

import cmath
import math
import re
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction
from itertools import zip_longest
from typing import Any, cast

from assay.types import (
    AsMultiset,
    AsSet,
    Checker,
    CheckerProgram,
    Exact,
    Floats,
    JsonEqual,
    Tokens,
    UnorderedLines,
)
from assay.values import BadEncoding, NotPlain, encode, parse_json, show

_SHOWN = 60  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether an output is as expected."""

    ok: bool
    why: str = ""
    """Where it is not, in one short line that may quote both; empty if `ok`."""


def compare(checker: Checker, expected: object, actual: object) -> Comparison:
    """Compares two plain values. ValueError: the checker is a program, which must be run."""
    if isinstance(expected, str) and isinstance(actual, str):
        return compare_text(checker, expected, actual)
    try:
        return _compare_values(checker, expected, actual)
    except RecursionError:
        return Comparison(False, "it is nested too deeply")


def _compare_values(checker: Checker, expected: object, actual: object) -> Comparison:
    match checker:
        case Exact() | Tokens() | UnorderedLines():
            return _compare_exactly(expected, actual)
        case Floats():
            return _walk(expected, actual, _Rule(_floats_rule(checker), tolerance=checker))
        case JsonEqual():
            return _walk(expected, actual, _Rule(_same_json, key=_json_key))
        case AsSet() | AsMultiset():
            wanted, given = _elements(expected), _elements(actual)
            if wanted is None or given is None:
                return _compare_exactly(expected, actual)
            return _compare_bags(wanted, given, _key, each_counts=isinstance(checker, AsMultiset))
        case CheckerProgram():
            raise ValueError("a checker program is run, not called")


def compare_text(checker: Checker, expected: str, actual: str) -> Comparison:
    """Compares two texts. ValueError: a checker program, or `JsonEqual` and `expected` no JSON."""
    match checker:
        case Exact():
            return _compare_lines(expected, actual)
        case Tokens():
            return _compare_tokens(expected, actual, None)
        case Floats():
            return _compare_tokens(expected, actual, checker)
        case UnorderedLines():
            return _compare_bags(_lines(expected), _lines(actual), str, each_counts=True)
        case AsSet() | AsMultiset():
            each_counts = isinstance(checker, AsMultiset)
            return _compare_bags(expected.split(), actual.split(), str, each_counts=each_counts)
        case JsonEqual():
            return _compare_json(expected, actual)
        case CheckerProgram():
            raise ValueError("a checker program is run, not called")


# ---------------------------------------------------------------- text


def _compare_lines(expected: str, actual: str) -> Comparison:
    if expected == actual:
        return Comparison(True)
    pairs = enumerate(zip_longest(expected.split("\n"), actual.split("\n")), 1)
    number, (wanted, given) = next((n, pair) for n, pair in pairs if pair[0] != pair[1])
    line = f"the {_ordinal(number)} line"
    if given is None:
        return Comparison(False, f"{line} is missing")
    if wanted is None:
        return Comparison(False, f"{line} is not expected")
    return Comparison(
        False, f"{line} differs: it is {show(given, _SHOWN)}, expected {show(wanted, _SHOWN)}"
    )


def _compare_tokens(expected: str, actual: str, tolerance: Floats | None) -> Comparison:
    wanted, given = expected.split(), actual.split()
    for number, (one, other) in enumerate(zip(wanted, given, strict=False), 1):
        if one != other and not (tolerance and _same_number_tokens(tolerance, one, other)):
            why = f"token {number} is {show(other, _SHOWN)}, expected {show(one, _SHOWN)}"
            return Comparison(False, why)
    if len(wanted) != len(given):
        return Comparison(False, f"it has {_count(given, 'token')}, expected {len(wanted)}")
    return Comparison(True)


def _compare_json(expected: str, actual: str) -> Comparison:
    try:
        wanted = parse_json(expected)
    except BadEncoding as bad:
        raise ValueError(f"what is expected is not JSON: {bad}") from bad
    try:
        given = parse_json(actual)
    except BadEncoding as bad:
        return Comparison(False, f"it is not JSON: {bad}")
    return _walk(wanted, given, _Rule(_same_json))


def _lines(text: str) -> list[str]:
    """The lines without white space at their ends, and without empty ones at the end."""
    return [line.rstrip() for line in text.rstrip().split("\n")]


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def _count(things: Sequence[object] | deque[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


# ---------------------------------------------------------------- elements in any order


def _compare_bags(
    expected: Sequence[Any], actual: Sequence[Any], key: Callable[[Any], str], *, each_counts: bool
) -> Comparison:
    """Compares the elements in any order, by their keys; `each_counts`: and how often."""
    wanted, given = Counter(map(key, expected)), Counter(map(key, actual))
    if wanted == given or (not each_counts and wanted.keys() == given.keys()):
        return Comparison(True)
    for element in expected:
        if key(element) not in given:
            return Comparison(False, f"{show(element, _SHOWN)} is missing")
    for element in actual:
        if key(element) not in wanted:
            return Comparison(False, f"{show(element, _SHOWN)} is not expected")
    element = next(element for element in expected if wanted[key(element)] != given[key(element)])
    often, due = given[key(element)], wanted[key(element)]
    return Comparison(False, f"{show(element, _SHOWN)} occurs {often}x, expected {due}x")


def _elements(value: object) -> list[object] | None:
    """The elements of what can be compared in any order; None: it can't."""
    if isinstance(value, list | tuple | set | frozenset | deque):  # a range may be endless
        return list(cast("Iterable[object]", value))
    return None


def _key(value: object) -> str:
    """A text that two values share exactly if they are equal for `Exact`."""
    make = _KEYS.get(type(value))
    if make is not None:
        return make(value)
    if _is_numpy(value):
        array = cast("Any", value)
        kind = "array" if _is_array(value) else "scalar"
        return f"{kind} {array.dtype.kind} {array.shape} {_key(array.tolist())}"
    return encode(value)


def _number_key(value: int | float) -> str:
    if type(value) is int and value.bit_length() > 13_000:
        return hex(value)  # Python refuses to print so many digits
    return repr(value + 0 if value == 0 else value)  # -0.0 + 0 is 0.0


def _decimal_key(value: Decimal) -> str:
    if not value:
        return "decimal 0"
    if not value.is_finite():
        return f"decimal {value}"
    exact = Context(len(value.as_tuple().digits), Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
    return f"decimal {value.normalize(exact)}"


def _moment_key(value: datetime) -> str:
    offset = value.utcoffset()
    if offset is None:
        return f"datetime {value.isoformat()}"
    return f"instant {value.replace(tzinfo=None) - datetime.min - offset!r}"


def _time_key(value: time) -> str:
    offset = value.utcoffset()
    if offset is None:
        return f"time {value.isoformat()}"
    midnight = datetime(2000, 1, 1)  # any day
    return f"time {datetime.combine(midnight, value.replace(tzinfo=None)) - midnight - offset!r}"


def _range_key(value: range) -> str:
    """Ranges are equal if they hold the same numbers."""
    if not value:
        return "range"
    numbers = (value[0], value[-1], value.step if value[0] != value[-1] else 0)
    return f"range {' '.join(map(_number_key, numbers))}"


def _sequence_key(value: Iterable[object]) -> str:
    return f"{type(value).__name__}[{','.join(map(_key, value))}]"


def _set_key(value: Iterable[object]) -> str:
    return f"{type(value).__name__}{{{','.join(sorted(map(_key, value)))}}}"


def _table_key(value: dict[object, object]) -> str:
    members = [f"{_key(key)}:{_key(member)}" for key, member in value.items()]
    ordered = members if isinstance(value, OrderedDict) else sorted(members)
    return f"{type(value).__name__}{{{','.join(ordered)}}}"


_SEQUENCES = (list, tuple, deque)
_TABLES = (dict, OrderedDict, defaultdict, Counter)
_SETS = (set, frozenset)
_CONTAINERS = frozenset({*_SEQUENCES, *_TABLES, *_SETS})
_KEYS: dict[type, Callable[[Any], str]] = {
    **dict.fromkeys((int, float), _number_key),
    **dict.fromkeys((str, bytes, bool, type(None)), repr),
    **dict.fromkeys(_SEQUENCES, _sequence_key),
    **dict.fromkeys(_SETS, _set_key),
    **dict.fromkeys(_TABLES, _table_key),
    complex: lambda value: f"complex {_number_key(value.real)} {_number_key(value.imag)}",
    range: _range_key,
    Decimal: _decimal_key,
    datetime: _moment_key,
    time: _time_key,
}

# ---------------------------------------------------------------- values, walked side by side


@dataclass(frozen=True, slots=True)
class _Rule:
    """When two values are the same."""

    same: Callable[[Any, Any], bool | None]
    """None: they are containers of one kind, so their contents decide."""
    key: Callable[[object], str] = lambda value: _key(value)
    """A text that two keys of dicts share exactly if they are the same key."""
    tolerance: Floats | None = None
    """For the elements of arrays; None: none."""


@dataclass(slots=True)
class _Difference:
    """Where two values part; the path grows from the inside out."""

    what: str
    path: list[str] = field(default_factory=list[str])

    def text(self) -> str:
        if not self.path:
            return f"it {self.what}"
        if len(self.path) == 1 and self.path[0].isdecimal():
            return f"element {self.path[0]} {self.what}"
        steps = [f"[{step}]" for step in reversed(self.path)]
        return f"{''.join(steps[:8])}{'...' if len(steps) > 8 else ''} {self.what}"


def _compare_exactly(expected: object, actual: object) -> Comparison:
    try:
        if encode(expected) == encode(actual):  # the usual case, at the speed of C
            return Comparison(True)
    except NotPlain:  # nested as deeply as decoding allows, which is more than encoding does
        pass
    return _walk(expected, actual, _Rule(_same_exactly))


def _walk(expected: object, actual: object, rule: _Rule) -> Comparison:
    difference = _difference(expected, actual, rule)
    return Comparison(True) if difference is None else Comparison(False, difference.text())


def _difference(expected: Any, actual: Any, rule: _Rule) -> _Difference | None:
    if _is_numpy(expected) and _is_numpy(actual):
        return _array_difference(expected, actual, rule.tolerance)
    answer = rule.same(expected, actual)
    if answer is not None:
        return None if answer else _unequal(expected, actual)
    if isinstance(expected, _SEQUENCES):
        return _sequence_difference(cast("list[object]", expected), actual, rule)
    if isinstance(expected, _TABLES):
        return _table_difference(cast("dict[object, object]", expected), actual, rule)
    return _set_difference(list(expected), list(actual), rule)


def _unequal(expected: object, actual: object) -> _Difference:
    given, wanted = show(actual, _SHOWN), show(expected, _SHOWN)
    if type(expected) is not type(actual):
        given += f" ({type(actual).__name__})"
        wanted += f" ({type(expected).__name__})"
    return _Difference(f"is {given}, expected {wanted}")


def _sequence_difference(
    expected: list[object], actual: list[object], rule: _Rule
) -> _Difference | None:
    for index, (one, other) in enumerate(zip(expected, actual, strict=False)):
        difference = _difference(one, other, rule)
        if difference is not None:
            difference.path.append(str(index))
            return difference
    if len(expected) != len(actual):
        return _Difference(f"has {_count(actual, 'element')}, expected {len(expected)}")
    return None


def _table_difference(
    expected: dict[object, object], actual: dict[object, object], rule: _Rule
) -> _Difference | None:
    given = {rule.key(key): value for key, value in actual.items()}
    for key, value in expected.items():
        if rule.key(key) not in given:
            return _Difference(f"has no key {show(key, _SHOWN)}")
        difference = _difference(value, given[rule.key(key)], rule)
        if difference is not None:
            difference.path.append(show(key, _SHOWN))
            return difference
    if len(actual) != len(expected):
        wanted = set(map(rule.key, expected))
        extra = [key for key in actual if rule.key(key) not in wanted]
        return _Difference(
            f"has a key {show(extra[0], _SHOWN)} too many" if extra else "repeats keys"
        )
    is_ordered = type(expected) is type(actual) is OrderedDict
    if is_ordered and list(map(rule.key, expected)) != list(map(rule.key, actual)):
        return _Difference("has its keys in another order")
    return None


def _set_difference(expected: list[Any], actual: list[Any], rule: _Rule) -> _Difference | None:
    if rule.tolerance and len(expected) == len(actual) and all(map(_has_place, expected + actual)):
        pairs = zip(sorted(expected), sorted(actual), strict=True)
        if all(rule.same(one, other) for one, other in pairs):
            return None
    comparison = _compare_bags(expected, actual, _key, each_counts=False)
    return None if comparison.ok else _Difference(f"differs: {comparison.why}")


def _same_exactly(expected: object, actual: object) -> bool | None:
    if type(expected) is not type(actual):
        return False
    if type(expected) in _CONTAINERS:
        return None
    return bool(expected == actual) or _key(expected) == _key(actual)  # the key: nan is nan


def _same_json(expected: Any, actual: Any) -> bool | None:
    if type(expected) in (list, tuple) and type(actual) in (list, tuple):
        return None
    if type(expected) in _TABLES and type(actual) in _TABLES:
        return None
    if type(expected) in (int, float) and type(actual) in (int, float):
        return expected == actual or _key(expected) == _key(actual)
    return _same_exactly(expected, actual)


def _json_key(key: object) -> str:
    """The text that `json.dumps` makes of a dict's key; what it refuses gets a text of its own."""
    if isinstance(key, str):
        return key
    words: dict[object, str] = {True: "true", False: "false", None: "null"}
    if key is None or isinstance(key, bool):
        return words[key]
    return _key(key) if isinstance(key, int | float) else f"\0{_key(key)}"


# ---------------------------------------------------------------- numbers

_NUMBER = re.compile(  # possessive: linear
    r"[+-]?(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]++)?"
)
_WHOLE = re.compile(r"[+-]?[0-9]{1,4000}")
_NAMES = {
    **dict.fromkeys(("nan", "+nan", "-nan"), "nan"),
    **dict.fromkeys(("inf", "+inf", "infinity", "+infinity"), "inf"),
    **dict.fromkeys(("-inf", "-infinity"), "-inf"),
}


def _floats_rule(checker: Floats) -> Callable[[Any, Any], bool | None]:
    def same(expected: Any, actual: Any) -> bool | None:
        expected, actual = _unwrapped(expected), _unwrapped(actual)
        if _is_number(expected) and _is_number(actual):
            return _is_close(checker, expected, actual)
        return _same_exactly(expected, actual)

    return same


def _is_number(value: object) -> bool:
    return type(value) in (int, float, complex, Decimal, Fraction)


def _has_place(value: object) -> bool:
    """Whether it is a number that has its place among others."""
    return type(value) in (int, float) and value == value


def _is_close(checker: Floats, expected: Any, actual: Any) -> bool:
    """|a - b| <= max(absolute, relative * |b|), b being what is expected; nan is close to nan."""
    if expected == actual:
        return True
    if type(expected) is int and type(actual) is int:  # exact, and of any size
        slack = max(Fraction(checker.absolute), Fraction(checker.relative) * abs(expected))
        return abs(actual - expected) <= slack
    try:
        wanted, given = complex(expected), complex(actual)
    except OverflowError:
        return False
    if cmath.isfinite(wanted) and cmath.isfinite(given):
        return _size(given - wanted) <= max(checker.absolute, _size(wanted * checker.relative))
    return cmath.isnan(wanted) and _key(wanted) == _key(given)


def _size(number: complex) -> float:
    """`abs`, which raises where the size of a complex number is beyond floats."""
    return math.hypot(number.real, number.imag)


def _same_number_tokens(checker: Floats, expected: str, actual: str) -> bool:
    if _WHOLE.fullmatch(expected) and _WHOLE.fullmatch(actual):
        return _is_close(checker, int(expected), int(actual))
    if _NUMBER.fullmatch(expected) and _NUMBER.fullmatch(actual):
        wanted, given = float(expected), float(actual)
        is_finite = math.isfinite(wanted) and math.isfinite(given)  # 1e999 is not 1e9999
        return is_finite and _is_close(checker, wanted, given)
    name = _NAMES.get(expected.lower())
    return name is not None and name == _NAMES.get(actual.lower())


# ---------------------------------------------------------------- arrays


def _is_numpy(value: object) -> bool:
    """Whether the value is numpy's; numpy is here if one of its values is."""
    return type(value).__module__ == "numpy"


def _is_array(value: object) -> bool:
    """Of a value of numpy's: whether it is an array, and not a scalar."""
    return type(value).__name__ == "ndarray"


def _unwrapped(value: Any) -> Any:
    """A numpy scalar as the Python number that it holds; anything else as it is."""
    return value.item() if _is_numpy(value) and not _is_array(value) else value


def _array_difference(expected: Any, actual: Any, tolerance: Floats | None) -> _Difference | None:
    """Two arrays or numpy scalars; with a tolerance, of any numeric kinds."""
    if _is_array(expected) != _is_array(actual):
        return _unequal(expected, actual)
    if expected.shape != actual.shape:
        return _Difference(f"has shape {actual.shape}, expected {expected.shape}")
    kinds = {expected.dtype.kind, actual.dtype.kind}
    if len(kinds) > 1 and (tolerance is None or "b" in kinds):
        return _Difference(f"has dtype {actual.dtype.name}, expected {expected.dtype.name}")
    import numpy

    differs = numpy.atleast_1d(~_same_elements(numpy, expected, actual, tolerance))
    if not differs.any():
        return None
    index = tuple(map(int, numpy.unravel_index(differs.argmax(), differs.shape)))
    if not expected.shape:
        return _unequal(expected, actual)
    difference = _unequal(expected[index].item(), actual[index].item())
    difference.path.extend(map(str, reversed(index)))
    return difference


def _same_elements(numpy: Any, expected: Any, actual: Any, tolerance: Floats | None) -> Any:
    """An array of bool, of the shape of both."""
    same = (expected == actual) | ((expected != expected) & (actual != actual))
    if tolerance is None or expected.dtype.kind == "b":
        return same
    wide = "c16" if "c" in (expected.dtype.kind, actual.dtype.kind) else "f8"
    wanted, given = numpy.asarray(expected, wide), numpy.asarray(actual, wide)
    with numpy.errstate(all="ignore"):
        slack = numpy.maximum(tolerance.absolute, tolerance.relative * abs(wanted))
        close = abs(given - wanted) <= slack
    return same | (close & numpy.isfinite(wanted) & numpy.isfinite(given))
