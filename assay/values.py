"""Python values as text and back: the one form in which plain values cross between processes.

Used by every room and, alone, by what runs inside a sandbox: it needs the standard library
only. `encode` may run in a candidate's process and may therefore be lied to, so nothing
relies on it. `decode` runs in trusted processes on bytes that an adversary chose: it
evaluates nothing, imports nothing but numpy, and is bounded in every direction.

The form is JSON. Of a type that JSON has, a value stands for itself; every other plain
value is an object with one key, which begins with `$`:

    None, True, False, "text"   themselves. `encode` writes ASCII only, and no newlines
    an int                      a number without point or exponent, of at most 4,000 digits
    {"$int": "-1f..."}          an int of more digits: hexadecimal, sign first, lower case
    a float                     a number with point or exponent: 1.0, 1e+16
    {"$float": "nan"}           or "inf", "-inf"
    {"$str": ["\\ud83d", ...]}   text that holds a high and a low surrogate side by side, cut
                                between them (JSON would join the two into one character)
    a list                      an array
    a dict                      an object, if every key is text and none begins with `$`
    {"$dict": [[k, v], ...]}    any other dict; order is kept
    {"$tuple": [...]}
    {"$set": [...]}             elements in the order of their text; also $frozenset
    {"$bytes": "AAE="}          base64 (RFC 4648, padded); also $bytearray
    {"$complex": [re, im]}      two floats, each as above
    {"$decimal": "1.50"}        as str() prints it; not a signalling NaN
    {"$fraction": [n, d]}       in lowest terms, d > 0, of at most 4,000 digits each
    {"$datetime": "2024-02-29T12:00:00+01:00"}
                                as isoformat() prints it, naive or with a fixed offset; also
                                $date, $time. Not kept: fold, a time zone's name
    {"$timedelta": [days, seconds, microseconds]}
                                normalised: 0 <= seconds < 86,400, 0 <= microseconds < 10**6
    {"$range": [start, stop, step]}
    {"$deque": [[...], maxlen]} maxlen is an int or null
    {"$ordered_dict": [[k, v], ...]}
    {"$default_dict": [[k, v], ...]}    the factory is not kept
    {"$counter": [[k, v], ...]}
    {"$ndarray": {"dtype": "<f8", "shape": [2, 3], "data": "base64"}}
                                numpy, in C order, little-endian; dtypes of `DTYPES` only
    {"$npscalar": {"dtype": "<f8", "data": "base64"}}
    {"$ellipsis": true}, {"$notimplemented": true}
    {"$handle": 7}              something that is not plain and stays where it is. Only where
                                both sides agreed on it (`to_handle`, `from_handle`), and
                                never as an element of a set or a key of a dict

Plain means the *exact* type: an instance of a subclass of int is not plain. Decoding shares
nothing: what was one list in two places comes back as two lists. `decode` takes any JSON
spelling of the form (white space, unescaped characters), but no duplicate keys, no NaN
literals, no number that overflows, and no object that has a `$` key beside others.
"""

from __future__ import annotations

import binascii
import json
import math
import re
import sys
import time
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from datetime import time as clock_time
from decimal import Decimal, DecimalException
from fractions import Fraction
from functools import partial
from itertools import accumulate
from typing import Any, cast

__all__ = ["DTYPES", "BadEncoding", "Bounds", "NotPlain", "decode", "encode", "parse_json", "show"]

DEPTH = 200
"""Brackets inside each other in the text: what `encode` writes at most. A list costs one, a
tuple or set two, a `$dict` three; up to three are set aside for a tagged scalar within."""

_DIGITS = 4000  # below the 4300 at which Python itself refuses to convert (quadratic time)
_INT_BITS = 13_287  # the most bits that always fit into _DIGITS decimal digits

_EMPTY_SIZES = 100_000  # the other sizes of an array without elements, multiplied

DTYPES = frozenset(
    "|b1 |i1 <i2 <i4 <i8 |u1 <u2 <u4 <u8 <f2 <f4 <f8 <c8 <c16".split()  # noqa: SIM905
)
"""The numpy dtypes that cross, as `dtype.str` names them: bool, integer, float, complex."""


class NotPlain(TypeError):
    """`encode` met something that is not plain data, or that is nested too deeply or in itself."""


class BadEncoding(ValueError):
    """`decode` met something else than this module's text, or a bound."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What decoding one text may cost at most. Beyond it, `BadEncoding`."""

    bytes: int = 16 * 1024 * 1024
    """Length of the text."""
    depth: int = DEPTH
    """Brackets inside each other, see `DEPTH`."""
    nodes: int = 2_000_000
    """Values: scalars and containers. Memory is at most about 250 bytes for each."""
    digits: int = 100_000
    """Digits of one `$int` (hexadecimal) or `$decimal`."""
    hashing_s: float = 2.0
    """Processor seconds for putting elements into sets and non-text keys into dicts; of a short
    text fewer (`_hashing_s`). Hashes of numbers are not keyed, so an adversary can make any
    number of them collide; honest ones take about 0.2 s for a million."""


def encode(value: object, *, to_handle: Callable[[object], int] | None = None) -> str:
    """The text of `value`: ASCII, one line, the same for equal values of the same types.

    `to_handle` gives the number under which to hand over something that is not plain;
    without it, that is `NotPlain`. So are cycles and more than `DEPTH` brackets, always. A
    set, or a dict, that has such an element, or key, is handed over whole.
    Dicts keep their order, so dicts of another order have another text.
    """
    try:
        text = _native_text(value) if _is_native([value], DEPTH) else None
        return _Writer(to_handle).text(value, DEPTH - 3) if text is None else text
    except _Refused as refused:
        raise NotPlain(refused.message()) from None
    except RecursionError:
        raise NotPlain("the value is nested too deeply") from None


def decode(
    text: str | bytes,
    *,
    bounds: Bounds = Bounds(),
    from_handle: Callable[[int], object] | None = None,
    widens: bool = False,
) -> object:
    """The value that `text` stands for. Raises `BadEncoding`, and nothing else, at bad text.

    `from_handle` gives the object for a handle's number, or raises LookupError; without it
    handles are refused. `widens`: numpy's numbers come out so wide that they can be compared
    with Python's, see `_wide`.
    """
    reader = _Reader(bounds, from_handle, _hashing_s(bounds, len(text)), widens)
    return _parse(text, bounds, reader.read_object)


def parse_json(text: str | bytes, *, bounds: Bounds = Bounds()) -> object:
    """The JSON value that `text` holds, under the same bounds; `$` means nothing here.

    Raises `BadEncoding`; also at duplicate keys, NaN literals and numbers that overflow.
    """
    return _parse(text, bounds, _no_duplicates)


# ---------------------------------------------------------------- writing

_ATOMS = frozenset({int, float, str, bool, type(None)})
_NATIVE = _ATOMS | {list, dict}
_LONG_NUMBER = re.compile(rf"(?<![0-9])[0-9]{{{_DIGITS + 1}}}")  # the look-behind keeps it linear
_SURROGATES = re.compile("[\ud800-\udbff](?=[\udc00-\udfff])")

_dumps = json.JSONEncoder(
    check_circular=False, allow_nan=False, separators=(",", ":")
).encode  # ensure_ascii
_quote = json.encoder.encode_basestring_ascii


def _is_native(values: Iterable[object], room: int) -> bool:
    """Whether JSON has all of `values` as they are, numbers and surrogates aside."""
    kinds = set(map(type, values))
    if kinds <= _ATOMS:
        return True
    if room <= 0 or not kinds <= _NATIVE:
        return False
    for value in values:
        if type(value) is list:
            if not _is_native(cast("list[object]", value), room - 1):
                return False
        elif type(value) is dict:
            table = cast("dict[object, object]", value)
            if not (_has_plain_keys(table) and _is_native(table.values(), room - 1)):
                return False
    return True


def _has_plain_keys(table: dict[object, object]) -> bool:
    """Whether the dict can be a JSON object, surrogates aside."""
    return all(type(key) is str and key[:1] != "$" for key in table)


def _native_text(value: object) -> str | None:
    """The text of a value that is native; None if a number or a text in it needs a tag."""
    try:
        text = _dumps(value)
    except ValueError:  # not finite, or more digits than Python converts
        return None
    if "\\ud" in text or (len(text) > _DIGITS and _LONG_NUMBER.search(text)):
        return None
    return text


class _Refused(Exception):
    """Something that can't be written; the path to it grows as the stack unwinds."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
        self.path: list[str] = []

    def message(self) -> str:
        steps = self.path[::-1]
        path = "".join(steps[:8]) + ("..." if len(steps) > 8 else "")
        return f"{self.what}{f' at {path}' if path else ''} is not plain data"


class _Writer:
    """Writes what the fast way can't: tags, handles, numbers out of JSON's reach."""

    def __init__(self, to_handle: Callable[[object], int] | None) -> None:
        self._to_handle = to_handle

    def text(self, value: object, room: int) -> str:
        return _WRITERS.get(type(value), _Writer.write_other)(self, value, room)

    def each(self, values: Iterable[object], room: int) -> list[str]:
        if room < 0:
            raise _Refused(f"what is nested deeper than {DEPTH} or in itself")
        texts: list[str] = []
        other = _Writer.write_other
        try:
            for value in values:
                texts.append(_WRITERS.get(type(value), other)(self, value, room))
        except _Refused as refused:
            refused.path.append(f"[{len(texts)}]")
            raise
        return texts

    def array(self, values: Sequence[object], room: int) -> str:
        if len(values) > 8 and room > 0 and set(map(type, values)) <= _ATOMS:
            text = _native_text(values)  # JSONEncoder writes a tuple as an array
            if text is not None:
                return text
        return f"[{','.join(self.each(values, room - 1))}]"

    def members(self, table: dict[object, object], room: int) -> list[str]:
        texts: list[str] = []
        for key, member in table.items():
            try:
                texts += self.each((member,), room)
            except _Refused as refused:
                refused.path[-1:] = [f"[{show(key, 40)}]"]
                raise
        return texts

    def hashed(self, elements: Iterable[object], room: int) -> list[str] | None:
        """The texts of a set's elements or a dict's keys; None: the whole must be a handle.

        A handle in the place of one of them could not be hashed on the other side.
        """
        if self._to_handle is None:
            return self.each(elements, room)
        try:
            return _Writer(None).each(elements, room)
        except _Refused:
            return None

    def pairs(self, tag: str, table: dict[object, object], room: int) -> str:
        keys = self.hashed(table, room - 3)
        if keys is None:
            return self.write_other(table, room)
        members = self.members(table, room - 3)
        pairs = ",".join([f"[{key},{member}]" for key, member in zip(keys, members, strict=True)])
        return f'{{"{tag}":[{pairs}]}}'

    def write_str(self, value: str, room: int) -> str:
        if not _SURROGATES.search(value):
            return _quote(value)
        pieces: list[str] = []
        start = 0
        for pair in _SURROGATES.finditer(value):
            pieces.append(_quote(value[start : pair.end()]))
            start = pair.end()
        return f'{{"$str":[{",".join([*pieces, _quote(value[start:])])}]}}'

    def write_int(self, value: int, room: int) -> str:
        if value.bit_length() <= _INT_BITS:
            return repr(value)
        return f'{{"$int":"{value:x}"}}'

    def write_float(self, value: float, room: int) -> str:
        return repr(value) if math.isfinite(value) else f'{{"$float":"{value!r}"}}'

    def write_list(self, value: list[object], room: int) -> str:
        return self.array(value, room)

    def write_tuple(self, value: tuple[object, ...], room: int) -> str:
        return f'{{"$tuple":{self.array(value, room - 1)}}}'

    def write_dict(self, value: dict[object, object], room: int) -> str:
        keys_are_plain = _has_plain_keys(value) and not any(
            _SURROGATES.search(cast("str", key)) for key in value
        )
        if not keys_are_plain:
            return self.pairs("$dict", value, room)
        keys = [_quote(cast("str", key)) for key in value]
        members = self.members(value, room - 1)
        return f"{{{','.join([f'{k}:{m}' for k, m in zip(keys, members, strict=True)])}}}"

    def write_set(self, value: set[object] | frozenset[object], room: int) -> str:
        try:
            texts = self.hashed(value, room - 2)
        except _Refused:
            raise self.first_refusal(value, room - 2) from None
        if texts is None:
            return self.write_other(value, room)
        tag = "$set" if type(value) is set else "$frozenset"
        return f'{{"{tag}":[{",".join(sorted(texts))}]}}'

    def first_refusal(self, elements: Iterable[object], room: int) -> _Refused:
        """One that does not depend on the order of a set, which differs from run to run."""
        refusals: list[str] = []
        for element in elements:
            try:
                self.each((element,), room)
            except _Refused as refused:
                refusals.append(refused.what)
        return _Refused(f"{min(refusals)}, in a set")

    def write_bytes(self, value: bytes | bytearray, room: int) -> str:
        return f'{{"${type(value).__name__}":"{_base64(value)}"}}'

    def write_complex(self, value: complex, room: int) -> str:
        return f'{{"$complex":{self.array([value.real, value.imag], DEPTH)}}}'

    def write_decimal(self, value: Decimal, room: int) -> str:
        if value.is_snan():
            raise _Refused("a signalling NaN")
        return f'{{"$decimal":"{value!s}"}}'

    def write_fraction(self, value: Fraction, room: int) -> str:
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > _INT_BITS:
            raise _Refused(f"a fraction of more than {_DIGITS} digits")
        return f'{{"$fraction":[{value.numerator},{value.denominator}]}}'

    def write_moment(self, value: datetime | clock_time, room: int) -> str:
        if value.tzinfo is not None and type(value.tzinfo) is not timezone:
            return self.write_other(value, room)
        tag = "$datetime" if type(value) is datetime else "$time"
        return f'{{"{tag}":"{value.isoformat()}"}}'

    def write_date(self, value: date, room: int) -> str:
        return f'{{"$date":"{value.isoformat()}"}}'

    def write_timedelta(self, value: timedelta, room: int) -> str:
        return f'{{"$timedelta":[{value.days},{value.seconds},{value.microseconds}]}}'

    def write_range(self, value: range, room: int) -> str:
        return f'{{"$range":{self.array([value.start, value.stop, value.step], DEPTH)}}}'

    def write_deque(self, value: deque[object], room: int) -> str:
        maxlen = "null" if value.maxlen is None else value.maxlen
        return f'{{"$deque":[{self.array(list(value), room - 2)},{maxlen}]}}'

    def write_table(self, value: dict[object, object], room: int) -> str:
        return self.pairs(_TABLE_TAGS[type(value)], value, room)

    def write_word(self, value: object, room: int) -> str:
        return _WORDS[value]

    def write_other(self, value: object, room: int) -> str:
        numpy = sys.modules.get("numpy")
        text = _numpy_text(value, numpy) if numpy is not None else None
        if text is not None:
            return text
        if self._to_handle is None:
            raise _Refused(f"a value of type {type(value).__name__:.100}")
        return f'{{"$handle":{self._to_handle(value)}}}'


def _numpy_text(value: object, numpy: Any) -> str | None:
    """The text of an array or numpy scalar; None if the value is neither, or of another dtype."""
    is_array = type(value) is getattr(numpy, "ndarray", None)
    if not is_array and not _is_scalar(value, numpy):
        return None
    thing = cast("Any", value)
    dtype = thing.dtype.newbyteorder("<")
    if dtype.str not in DTYPES:
        return None
    data = _base64(thing.astype(dtype).tobytes())
    if not is_array:
        return f'{{"$npscalar":{{"dtype":"{dtype.str}","data":"{data}"}}}}'
    shape = ",".join(map(str, thing.shape))
    return f'{{"$ndarray":{{"dtype":"{dtype.str}","shape":[{shape}],"data":"{data}"}}}}'


def _is_scalar(value: object, numpy: Any) -> bool:
    """Whether the value's exact type is that of a numpy scalar that crosses."""
    generic = getattr(numpy, "generic", None)  # None: numpy is only half imported, or not numpy
    if generic is None or not issubclass(type(value), generic):
        return False
    return type(value) in {numpy.dtype(name).type for name in DTYPES}


def _base64(raw: bytes | bytearray) -> str:
    return binascii.b2a_base64(raw, newline=False).decode("ascii")


_WORDS: dict[object, str] = {
    None: "null",
    True: "true",
    False: "false",
    Ellipsis: '{"$ellipsis":true}',
    NotImplemented: '{"$notimplemented":true}',
}
_TABLE_TAGS: dict[type, str] = {
    OrderedDict: "$ordered_dict",
    defaultdict: "$default_dict",
    Counter: "$counter",
}
_WRITERS: dict[type, Callable[[_Writer, Any, int], str]] = {
    **dict.fromkeys((type(None), bool, type(Ellipsis), type(NotImplemented)), _Writer.write_word),
    **dict.fromkeys((OrderedDict, defaultdict, Counter), _Writer.write_table),
    **dict.fromkeys((bytes, bytearray), _Writer.write_bytes),
    **dict.fromkeys((set, frozenset), _Writer.write_set),
    **dict.fromkeys((datetime, clock_time), _Writer.write_moment),
    str: _Writer.write_str,
    int: _Writer.write_int,
    float: _Writer.write_float,
    list: _Writer.write_list,
    tuple: _Writer.write_tuple,
    dict: _Writer.write_dict,
    complex: _Writer.write_complex,
    Decimal: _Writer.write_decimal,
    Fraction: _Writer.write_fraction,
    date: _Writer.write_date,
    timedelta: _Writer.write_timedelta,
    range: _Writer.write_range,
    deque: _Writer.write_deque,
}

# ---------------------------------------------------------------- reading

_Pairs = list[tuple[str, object]]


def _parse(text: str | bytes, bounds: Bounds, read_object: Callable[[_Pairs], object]) -> object:
    """What the text holds, each of its objects being what `read_object` makes of its pairs."""
    if len(text) > bounds.bytes:
        raise BadEncoding(f"longer than {bounds.bytes} bytes")
    parser = json.JSONDecoder(
        object_pairs_hook=read_object, parse_float=_finite, parse_constant=_no_constant
    )
    try:
        text = text if isinstance(text, str) else text.decode("utf-8")
        _check_form(text, bounds)
        return parser.decode(text)
    except BadEncoding:
        raise
    except RecursionError:
        raise BadEncoding("nested too deeply") from None
    except ValueError as exc:  # not UTF-8, not JSON; its message may quote the text
        where = f" at character {exc.pos}" if isinstance(exc, json.JSONDecodeError) else ""
        raise BadEncoding(f"not JSON text{where}") from None


def _no_duplicates(pairs: _Pairs) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise BadEncoding("a key twice")
    return members


_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)  # possessive: linear
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEPS = bytes.maketrans(b"[]{}", b"\1\0\1\0")


def _check_form(text: str, bounds: Bounds) -> None:
    """Refuses, before anything is built, what is too deep, too many, or too long a number.

    Counting characters over-estimates what strings hold; only if that is too much are the
    strings taken out. The parser recurses in C, so this may not be left to it.
    """
    opened = text.count("[") + text.count("{")
    nodes = opened + text.count(",") + 1
    has_long_number = len(text) > _DIGITS and _LONG_NUMBER.search(text) is not None
    if opened <= bounds.depth and nodes <= bounds.nodes and not has_long_number:
        return
    bare = _STRING.sub("", text)
    if has_long_number and _LONG_NUMBER.search(bare):
        raise BadEncoding(f"a number of more than {_DIGITS} digits")
    if bare.count("[") + bare.count("{") + bare.count(",") + 1 > bounds.nodes:
        raise BadEncoding(f"more than {bounds.nodes} values")
    brackets = bare.encode("utf-8", "replace").translate(_STEPS, _NO_BRACKETS)
    if max(accumulate(map((-1, 1).__getitem__, brackets)), default=0) > bounds.depth:
        raise BadEncoding(f"nested deeper than {bounds.depth}")


def _hashing_s(bounds: Bounds, size: int) -> float:
    """Several times what honest elements take: many short texts shall cost no more than a long
    one."""
    return min(bounds.hashing_s, 0.02 + size * 1e-7)


class _Reader:
    """Gives objects their meaning, innermost first, as the parser closes them."""

    def __init__(
        self,
        bounds: Bounds,
        from_handle: Callable[[int], object] | None,
        hashing_s: float,
        widens: bool,
    ) -> None:
        self.widens = widens
        self._bounds = bounds
        self._from_handle = from_handle
        self._hashing_s = hashing_s

    def read_object(self, pairs: _Pairs) -> object:
        if len(pairs) == 1 and pairs[0][0][:1] == "$":
            tag, body = pairs[0]
            read = _READERS.get(tag)
            if read is None:
                raise BadEncoding(f"unknown tag {show(tag, 40)}")
            try:
                return read(self, body)
            except _Mismatch as mismatch:
                raise BadEncoding(f"{tag} takes {mismatch}") from None
        members = _no_duplicates(pairs)
        if any(key[:1] == "$" for key in members):
            raise BadEncoding("a tag beside other keys")
        return members

    def fill(self, update: Callable[[Any], None], items: list[Any]) -> None:
        """Hands `items` to `update` in small portions, while there is time left for hashing."""
        try:
            started = time.thread_time() if len(items) > 16 else 0.0
            for start in range(0, len(items), 16):
                update(items[start : start + 16])
                if len(items) > 16 and time.thread_time() - started > self._hashing_s:
                    raise BadEncoding("elements or keys that collide")
            if len(items) > 16:
                self._hashing_s -= time.thread_time() - started
        except TypeError:
            raise BadEncoding("an element or key that can't be hashed") from None

    def read_set(self, body: object) -> set[object]:
        items = _items(body)
        elements: set[object] = set()
        self.fill(elements.update, items)
        if len(elements) != len(items):
            raise BadEncoding("an element twice")
        return elements

    def read_frozenset(self, body: object) -> frozenset[object]:
        return frozenset(self.read_set(body))

    def read_table(self, table: dict[object, object], body: object) -> dict[object, object]:
        pairs = [_items(pair, 2) for pair in _items(body)]
        # A Counter's own update() counts; an OrderedDict keeps its order in its own update().
        own: Any = OrderedDict if isinstance(table, OrderedDict) else dict
        self.fill(partial(own.update, table), pairs)
        if len(table) != len(pairs):
            raise BadEncoding("a key twice")
        return table

    def read_int(self, body: object) -> int:
        text = _text(body)
        if not re.fullmatch(r"-?[1-9a-f][0-9a-f]*+", text):
            raise _Mismatch("hexadecimal digits")
        if len(text) > self._bounds.digits:
            raise BadEncoding(f"a number of more than {self._bounds.digits} digits")
        return int(text, 16)

    def read_decimal(self, body: object) -> Decimal:
        text = _text(body)
        if len(text) > self._bounds.digits:
            raise BadEncoding(f"a number of more than {self._bounds.digits} digits")
        try:
            number = Decimal(text)
        except (DecimalException, ValueError):
            raise _Mismatch("a decimal number") from None
        if number.is_snan() or str(number) != text:
            raise _Mismatch("a decimal number as str() prints it")
        return number

    def read_handle(self, body: object) -> object:
        number = _whole(body)
        if self._from_handle is None:
            raise BadEncoding("a handle where none is allowed")
        try:
            return self._from_handle(number)
        except LookupError:
            raise BadEncoding("a handle that nobody gave") from None


class _Mismatch(Exception):
    """What a tag takes, said to somebody who gave it something else."""


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise BadEncoding("a number that overflows")
    return number


def _no_constant(text: str) -> object:
    raise BadEncoding(f"{text} is not JSON")


def _items(body: object, count: int | None = None) -> list[object]:
    if type(body) is not list:
        raise _Mismatch("a list")
    items = cast("list[object]", body)
    if count is not None and len(items) != count:
        raise _Mismatch(f"lists of {count}")
    return items


def _text(body: object) -> str:
    if type(body) is not str:
        raise _Mismatch("text")
    return body


def _whole(body: object) -> int:
    if type(body) is not int:
        raise _Mismatch("whole numbers")
    return body


def _float(body: object) -> float:
    if type(body) is not float:
        raise _Mismatch("floats")
    return body


def _named_float(body: object) -> float:
    if type(body) is not str or body not in ("nan", "inf", "-inf"):
        raise _Mismatch("nan, inf or -inf")
    return float(body)


def _joined(body: object) -> str:
    return "".join([_text(piece) for piece in _items(body)])


def _bytes(body: object) -> bytes:
    try:
        return binascii.a2b_base64(_text(body), strict_mode=True)
    except ValueError:
        raise _Mismatch("base64") from None


def _fraction(body: object) -> Fraction:
    numerator, denominator = map(_whole, _items(body, 2))
    if max(numerator.bit_length(), denominator.bit_length()) > _INT_BITS:
        raise BadEncoding(f"a fraction of more than {_DIGITS} digits")  # gcd is quadratic
    if denominator <= 0 or math.gcd(numerator, denominator) != 1:
        raise _Mismatch("a fraction in lowest terms")
    return Fraction(numerator, denominator)


def _moment(kind: type[datetime] | type[date] | type[clock_time], body: object) -> object:
    text = _text(body)
    try:
        moment = kind.fromisoformat(text)
    except ValueError:
        raise _Mismatch("ISO 8601 text") from None
    if moment.isoformat() != text:
        raise _Mismatch("text as isoformat() prints it")
    return moment


def _timedelta(body: object) -> timedelta:
    days, seconds, microseconds = map(_whole, _items(body, 3))
    is_normal = 0 <= seconds < 86_400 and 0 <= microseconds < 1_000_000
    if not is_normal or abs(days) > 999_999_999:
        raise _Mismatch("days, seconds and microseconds, normalised")
    return timedelta(days, seconds, microseconds)


def _range(body: object) -> range:
    start, stop, step = map(_whole, _items(body, 3))
    if step == 0:
        raise _Mismatch("a step other than 0")
    return range(start, stop, step)


def _deque(body: object) -> deque[object]:
    items, maxlen = _items(body, 2)
    elements = _items(items)
    if maxlen is not None and not len(elements) <= _whole(maxlen) <= sys.maxsize:
        raise _Mismatch("a maxlen that holds its elements")
    return deque(elements, cast("int | None", maxlen))


def _members(body: object, *names: str) -> list[object]:
    """The members of an object that has exactly these, in this order."""
    if type(body) is not dict or set(cast("dict[str, object]", body)) != set(names):
        raise _Mismatch(f"an object of {', '.join(names)}")
    table = cast("dict[str, object]", body)
    return [table[name] for name in names]


_WIDE = {"f": "f8", "c": "c16", "i": "i8", "u": "u8"}


def _wide(numbers: Any, widens: bool) -> object:
    """A scalar in the widest type of its kind, and an array that holds infinities as well.

    numpy compares with a Python number in its own type: to `float16("inf")`, every number above
    65,519 is equal.
    """
    wide = _WIDE.get(numbers.dtype.kind)
    if not widens or wide is None:
        return numbers
    is_array = numbers.ndim > 0
    if is_array and (wide in ("i8", "u8") or not (abs(numbers) == math.inf).any()):
        return numbers
    return numbers.astype(wide) if numbers.dtype.str[1:] != wide else numbers


def _ndarray(body: object) -> object:
    dtype, shape, data = _members(body, "dtype", "shape", "data")
    return _array(dtype, [_whole(size) for size in _items(shape)], _bytes(data))


def _npscalar(body: object) -> object:
    dtype, data = _members(body, "dtype", "data")
    return _array(dtype, [], _bytes(data))[()]


def _array(dtype: object, shape: list[int], raw: bytes) -> Any:
    """The array. Everything is known to fit before numpy hears of it."""
    if type(dtype) is not str or dtype not in DTYPES:
        raise _Mismatch("a dtype of the list")
    if len(shape) > 32 or any(not 0 <= size < 2**31 for size in shape):
        raise _Mismatch("at most 32 sizes, each below 2**31")
    if math.prod(shape) * int(dtype[2:]) != len(raw):
        raise _Mismatch("as much data as its shape holds")
    if math.prod(size or 1 for size in shape) > max(len(raw), _EMPTY_SIZES):
        raise _Mismatch("smaller sizes beside a 0")  # as lists, the empty rows take memory
    if dtype == "|b1" and raw.strip(b"\0\1") != b"":  # another byte in a bool is undefined
        raise _Mismatch("truth values of 0 and 1")
    try:
        import numpy
    except ImportError:
        raise BadEncoding("numpy values, and numpy is not here") from None
    try:
        return numpy.frombuffer(raw, dtype).reshape(shape).copy()
    except ValueError:  # sizes that overflow beside a 0
        raise _Mismatch("sizes that numpy takes") from None


def _word(word: object, body: object) -> object:
    if body is not True:
        raise _Mismatch("true")
    return word


_READERS: dict[str, Callable[[_Reader, object], object]] = {
    "$int": _Reader.read_int,
    "$float": lambda _, body: _named_float(body),
    "$str": lambda _, body: _joined(body),
    "$dict": lambda reader, body: reader.read_table({}, body),
    "$tuple": lambda _, body: tuple(_items(body)),
    "$set": _Reader.read_set,
    "$frozenset": _Reader.read_frozenset,
    "$bytes": lambda _, body: _bytes(body),
    "$bytearray": lambda _, body: bytearray(_bytes(body)),
    "$complex": lambda _, body: complex(*map(_float, _items(body, 2))),
    "$decimal": _Reader.read_decimal,
    "$fraction": lambda _, body: _fraction(body),
    "$datetime": lambda _, body: _moment(datetime, body),
    "$date": lambda _, body: _moment(date, body),
    "$time": lambda _, body: _moment(clock_time, body),
    "$timedelta": lambda _, body: _timedelta(body),
    "$range": lambda _, body: _range(body),
    "$deque": lambda _, body: _deque(body),
    "$ordered_dict": lambda reader, body: reader.read_table(OrderedDict(), body),
    "$default_dict": lambda reader, body: reader.read_table(defaultdict(None), body),
    "$counter": lambda reader, body: reader.read_table(cast("Any", Counter()), body),
    "$ndarray": lambda reader, body: _wide(_ndarray(body), reader.widens),
    "$npscalar": lambda reader, body: _wide(_npscalar(body), reader.widens),
    "$ellipsis": lambda _, body: _word(Ellipsis, body),
    "$notimplemented": lambda _, body: _word(NotImplemented, body),
    "$handle": _Reader.read_handle,
}

# ---------------------------------------------------------------- showing


def show(value: object, limit: int) -> str:
    """What `repr` would print, in at most `limit` characters; a longer one ends in `...`.

    The same for the same value on any machine: no addresses, sets in order, and of a value
    that is not plain only the type. The work is bounded by `limit`, but for sorting sets.
    """
    out = _Screen(limit)
    try:
        out.show(value, DEPTH)
    except _Full:
        return "".join(out.pieces)[: max(limit - 3, 0)] + "..."[:limit]
    return "".join(out.pieces)


class _Full(Exception):
    """The screen is full."""


class _Screen:
    """Pieces of text, up to a number of characters."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._left = limit
        self.pieces: list[str] = []

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self._left -= len(text)
        if self._left < 0:
            raise _Full

    def show(self, value: object, room: int) -> None:
        if room <= 0:
            self.put("...")
        else:
            _SHOWN.get(type(value), _Screen.show_other)(self, value, room - 1)

    def run(self, opening: str, values: Iterable[object], closing: str, room: int) -> None:
        self.put(opening)
        for index, value in enumerate(values):
            self.put(", " if index else "")
            self.show(value, room)
        self.put(closing)

    def show_repr(self, value: object, room: int) -> None:
        self.put(repr(value))

    def show_moment(self, value: datetime | clock_time, room: int) -> None:
        is_plain = value.tzinfo is None or type(value.tzinfo) is timezone
        self.put(repr(value) if is_plain else f"<{type(value).__name__}>")

    def show_int(self, value: int, room: int) -> None:
        self.put(repr(value) if value.bit_length() <= _INT_BITS else hex(value))

    def show_str(self, value: str | bytes, room: int) -> None:
        self.put(repr(value[: self.limit + 1]))

    def show_bytearray(self, value: bytearray, room: int) -> None:
        self.put(f"bytearray({bytes(value[: self.limit + 1])!r})")

    def show_list(self, value: list[object], room: int) -> None:
        self.run("[", value, "]", room)

    def show_tuple(self, value: tuple[object, ...], room: int) -> None:
        self.run("(", value, ",)" if len(value) == 1 else ")", room)

    def show_set(self, value: set[object], room: int) -> None:
        if value:
            self.run("{", _ordered(value), "}", room)
        else:
            self.put("set()")

    def show_frozenset(self, value: frozenset[object], room: int) -> None:
        self.put("frozenset(")
        if value:
            self.show_set(cast("Any", value), room)
        self.put(")")

    def show_dict(self, value: dict[object, object], room: int) -> None:
        self.put("{")
        for index, (key, member) in enumerate(value.items()):
            self.put(", " if index else "")
            self.show(key, room)
            self.put(": ")
            self.show(member, room)
        self.put("}")

    def show_table(self, value: dict[object, object], room: int) -> None:
        self.put(f"{type(value).__name__}(")
        self.show_dict(value, room)
        self.put(")")

    def show_fraction(self, value: Fraction, room: int) -> None:
        self.run("Fraction(", (value.numerator, value.denominator), ")", room)

    def show_range(self, value: range, room: int) -> None:
        steps = (value.start, value.stop, value.step)
        self.run("range(", steps if value.step != 1 else steps[:2], ")", room)

    def show_deque(self, value: deque[object], room: int) -> None:
        closing = "])" if value.maxlen is None else f"], maxlen={value.maxlen})"
        self.run("deque([", value, closing, room)

    def show_other(self, value: object, room: int) -> None:
        numpy = sys.modules.get("numpy")
        if numpy is not None and type(value) is getattr(numpy, "ndarray", None):
            self.put("array(")
            self.rows(value, room)
            self.put(f", dtype={cast('Any', value).dtype.name})")
        elif numpy is not None and _is_scalar(value, numpy):
            scalar = cast("Any", value)
            self.run(f"np.{scalar.dtype.name}(", [scalar.item()], ")", room)
        else:
            self.put(f"<{type(value).__name__:.100}>")

    def rows(self, array: Any, room: int) -> None:
        if array.ndim == 0:
            self.show(array.item(), room)
        elif array.ndim == 1:
            self.run("[", array[: self.limit + 1].tolist(), "]", room)
        else:
            self.put("[")
            for index in range(len(array)):
                self.put(", " if index else "")
                self.rows(array[index], room)
            self.put("]")


def _ordered(elements: set[object]) -> list[object]:
    """The elements of a set in an order that does not depend on their hashes."""
    kinds = set(map(type, elements))
    if len(kinds) == 1 and kinds <= {int, str, bytes}:
        return cast("list[object]", sorted(cast("set[Any]", elements)))
    try:
        return sorted(elements, key=encode)
    except NotPlain:
        return sorted(elements, key=lambda element: show(element, 100))


_SHOWN: dict[type, Callable[[_Screen, Any, int], None]] = {
    **dict.fromkeys((type(None), bool, type(Ellipsis), type(NotImplemented)), _Screen.show_repr),
    **dict.fromkeys((float, complex, Decimal), _Screen.show_repr),
    **dict.fromkeys((date, timedelta), _Screen.show_repr),
    **dict.fromkeys((datetime, clock_time), _Screen.show_moment),
    **dict.fromkeys((OrderedDict, defaultdict, Counter), _Screen.show_table),
    **dict.fromkeys((str, bytes), _Screen.show_str),
    int: _Screen.show_int,
    bytearray: _Screen.show_bytearray,
    list: _Screen.show_list,
    tuple: _Screen.show_tuple,
    set: _Screen.show_set,
    frozenset: _Screen.show_frozenset,
    dict: _Screen.show_dict,
    Fraction: _Screen.show_fraction,
    range: _Screen.show_range,
    deque: _Screen.show_deque,
}
