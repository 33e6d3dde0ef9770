"""The codec of plain values: what goes in comes out, and nothing hostile gets anywhere."""

from __future__ import annotations

import base64
import json
import random
import sys
import time
from collections import Counter, OrderedDict, defaultdict, deque
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from datetime import time as clock_time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.values import DTYPES, BadEncoding, Bounds, NotPlain, decode, encode, parse_json, show

# ---------------------------------------------------------------- what crosses

_offsets = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_zones = st.none() | _offsets
_text = st.text(st.characters(exclude_categories=[]), max_size=8)  # surrogates too
_hashable = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**4100), 10**4100)
    | st.floats()
    | _text
    | st.binary(max_size=8)
    | st.complex_numbers()
    | st.decimals(allow_nan=False)
    | st.fractions().filter(lambda f: max(map(int.bit_length, f.as_integer_ratio())) < 13_000)
    | st.datetimes(timezones=_zones)
    | st.dates()
    | st.times(timezones=_zones)
    | st.timedeltas()
    | st.builds(range, st.integers(), st.integers(), st.integers(1, 5) | st.integers(-5, -1))
    | st.sampled_from([..., NotImplemented])
)
_keys = st.recursive(
    _hashable,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.frozensets(_hashable, max_size=3),
    max_leaves=4,
)


def _containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    items = st.lists(inner, max_size=4)
    tables = st.dictionaries(_keys, inner, max_size=3)
    return st.one_of(
        items,
        items.map(tuple),
        items.map(deque),
        items.map(lambda values: deque(values, maxlen=len(values) + 1)),
        st.sets(_keys, max_size=3),
        st.dictionaries(_text, inner, max_size=3),
        tables,
        tables.map(OrderedDict),
        tables.map(lambda table: defaultdict(None, table)),
        tables.map(Counter),
    )


_plain = st.recursive(_hashable | st.binary(max_size=8).map(bytearray), _containers, max_leaves=12)


def _same(one: Any, other: Any) -> bool:
    """Equal, of the same types at every level, and nan equal to nan."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return _same(list(one), list(other)) and _same(list(one.values()), list(other.values()))
    if isinstance(one, list | tuple | deque):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, set | frozenset):
        left = sorted(one, key=encode)
        return _same(left, sorted(other, key=encode))
    return bool(one == other) or repr(one) == repr(other)


class TestRoundTrips:
    @given(_plain)
    @settings(max_examples=400, deadline=None)
    def test_every_plain_value_comes_back(self, value: object) -> None:
        """Decoding what was encoded gives the same value, of the same types at every level."""
        assert _same(decode(encode(value)), value)

    @given(_plain)
    @settings(deadline=None)
    def test_text_is_one_line_of_ascii_json(self, value: object) -> None:
        """Encoded text is ASCII, has no line breaks, and any strict JSON parser takes it."""
        text = encode(value)
        assert text.isascii()
        assert not {"\n", "\r"} & set(text)
        json.loads(text, parse_constant=lambda word: pytest.fail(word))

    @given(_plain)
    @settings(deadline=None)
    def test_encoding_is_a_fixed_point(self, value: object) -> None:
        """Encoding what was decoded gives the same text, so the text can stand for the value."""
        text = encode(value)
        assert encode(decode(text)) == text

    @given(st.recursive(st.none() | st.booleans() | st.integers() | _text, _containers))
    @settings(deadline=None)
    def test_bytes_decode_like_text(self, value: object) -> None:
        """The same text as bytes gives the same value."""
        text = encode(value)
        assert _same(decode(text.encode()), decode(text))

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ([[2, 7, 11], 9], "[[2,7,11],9]"),
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (1e16, "1e+16"),
            (True, "true"),
            ({"a": None}, '{"a":null}'),
            ({}, "{}"),
            ({"$a": 1}, '{"$dict":[["$a",1]]}'),
            ({1: 2, "b": 3}, '{"$dict":[[1,2],["b",3]]}'),
            ((), '{"$tuple":[]}'),
            ((1,), '{"$tuple":[1]}'),
            ({3, 1, 2}, '{"$set":[1,2,3]}'),
            (frozenset("a"), '{"$frozenset":["a"]}'),
            (b"\0\1", '{"$bytes":"AAE="}'),
            (bytearray(b"\0\1"), '{"$bytearray":"AAE="}'),
            (float("nan"), '{"$float":"nan"}'),
            (float("-inf"), '{"$float":"-inf"}'),
            (1 + 2j, '{"$complex":[1.0,2.0]}'),
            (complex("nan-0j"), '{"$complex":[{"$float":"nan"},-0.0]}'),
            (Decimal("1.50"), '{"$decimal":"1.50"}'),
            (Fraction(-1, 3), '{"$fraction":[-1,3]}'),
            (datetime(2024, 2, 29, 12), '{"$datetime":"2024-02-29T12:00:00"}'),
            (datetime(2024, 2, 29, tzinfo=UTC), '{"$datetime":"2024-02-29T00:00:00+00:00"}'),
            (date(2024, 2, 29), '{"$date":"2024-02-29"}'),
            (clock_time(1, 2, 3, 4), '{"$time":"01:02:03.000004"}'),
            (timedelta(-1, 2, 3), '{"$timedelta":[-1,2,3]}'),
            (range(5), '{"$range":[0,5,1]}'),
            (deque([1], 3), '{"$deque":[[1],3]}'),
            (deque([1]), '{"$deque":[[1],null]}'),
            (OrderedDict(b=1, a=2), '{"$ordered_dict":[["b",1],["a",2]]}'),
            (defaultdict(int, {1: 2}), '{"$default_dict":[[1,2]]}'),
            (Counter("aab"), '{"$counter":[["a",2],["b",1]]}'),
            (..., '{"$ellipsis":true}'),
            (NotImplemented, '{"$notimplemented":true}'),
            ("\ud800", '"\\ud800"'),
            ("\U0001f600", '"\\ud83d\\ude00"'),
            ("a\ud83d\ude00b", '{"$str":["a\\ud83d","\\ude00b"]}'),
            ({"\ud83d\ude00": 1}, '{"$dict":[[{"$str":["\\ud83d","\\ude00"]},1]]}'),
        ],
    )
    def test_the_documented_form(self, value: object, text: str) -> None:
        """Each type's text is the one that the module documents, both ways."""
        assert encode(value) == text
        assert _same(decode(text), value)

    def test_sets_are_written_in_one_order(self) -> None:
        """A set's text does not depend on the order in which it was filled."""
        words = [f"word {number}" for number in range(50)]
        shuffled = random.Random(1).sample(words, len(words))
        assert encode(set(words)) == encode(set(shuffled))

    def test_ints_change_form_between_13287_bits_and_4000_digits(self) -> None:
        """A long int crosses whatever its length; a number of 4,000 digits is still a number."""
        for value in (2**13_287 - 1, 2**13_287, 10**3999, 10**4000 - 1, 10**4000, 3**20_000):
            assert decode(encode([value])) == [value]
            assert decode(encode((value, -value))) == (value, -value)
        assert decode("9" * 4000) == 10**4000 - 1
        assert encode(-(16**4000)) == '{"$int":"-1' + "0" * 4000 + '"}'

    def test_white_space_and_raw_characters_are_fine(self) -> None:
        """A task's author may write the form by hand: any JSON spelling of it decodes."""
        assert decode(' { "$tuple" : [ 1 , "é" ] }\n') == (1, "é")

    def test_deep_values_cross_up_to_the_bound(self) -> None:
        """200 lists inside each other cross; one more is refused on both sides."""
        deep: list[object] = []
        for _ in range(199):
            deep = [deep]
        assert decode(encode(deep)) == deep
        with pytest.raises(NotPlain, match="nested deeper than 200"):
            encode([deep])
        with pytest.raises(BadEncoding, match="nested deeper than 200"):
            decode(f"[{encode(deep)}]")

    @given(st.integers(0, 400), st.data())
    @settings(max_examples=60, deadline=None)
    def test_whatever_encodes_also_decodes(self, depth: int, data: st.DataObject) -> None:
        """However deep a mixture of containers is: refused by `encode`, or taken by `decode`."""
        wraps = [
            lambda value: [value],
            lambda value: (value,),
            lambda value: {"k": value},
            lambda value: {1: value},
            lambda value: deque([value]),
            lambda value: OrderedDict(k=value),
        ]
        value: Any = data.draw(
            st.sampled_from([1j, range(2), float("nan"), "\ud83d\ude00", b"", 10**5000])
        )
        for wrap in data.draw(st.lists(st.sampled_from(wraps), min_size=depth, max_size=depth)):
            value = wrap(value)
        try:
            text = encode(value)
        except NotPlain:
            assert depth > 60
        else:
            assert encode(decode(text)) == text


# ---------------------------------------------------------------- what does not


class _Number(int):
    pass


class _Text(str):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


class _Zone(tzinfo):
    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(0)


class _Odd:
    __module__ = "numpy"


def _generator() -> Any:
    yield 1


class TestNotPlain:
    @pytest.mark.parametrize(
        "value",
        [
            object(),
            _Number(1),
            _Text("a"),
            _Odd(),
            _generator(),
            iter([]),
            len,
            int,
            Exception("a"),
            type("Sub", (list,), {})(),
            type("Sub", (dict,), {})(),
            datetime(2024, 1, 1, tzinfo=_Zone()),
            clock_time(1, tzinfo=_Zone()),
            Decimal("sNaN"),
            Fraction(1, 3**9000),
        ],
    )
    def test_exact_types_only(self, value: object) -> None:
        """A subclass of a plain type is not plain, nor is anything that has behaviour."""
        with pytest.raises(NotPlain, match="is not plain data"):
            encode(value)

    def test_the_message_says_what_and_where(self) -> None:
        """The refusal names the type and the path to it."""
        with pytest.raises(NotPlain, match=r"^a value of type object at \[0\]\['k'\] is not plain"):
            encode([{"k": object()}])
        with pytest.raises(NotPlain, match=r"^a value of type _Number at \[1\]\[\(2,\)\]\[0\] is"):
            encode(({}, {(2,): [_Number(1)]}))

    def test_the_message_is_the_same_in_every_run(self) -> None:
        """Of a set, whose order differs from run to run, it names the same element's type."""
        for numbers in (range(50), reversed(range(50))):
            odd = {type(f"T{number:02}", (), {})() for number in numbers}
            with pytest.raises(NotPlain, match=r"^a value of type T00, in a set at \[1\] is"):
                encode([0, odd | {1, 2}])

    def test_cycles_are_refused(self) -> None:
        """A value that holds itself is not plain, handles or not, and takes no time to refuse."""
        ring: list[object] = []
        ring += [ring, ring]
        table: dict[str, object] = {}
        table["me"] = (table, table)
        for value in (ring, table):
            with pytest.raises(NotPlain, match="in itself"):
                encode(value)
            with pytest.raises(NotPlain, match="in itself"):
                encode(value, to_handle=lambda _: 1)

    def test_handles_stand_for_what_is_not_plain(self) -> None:
        """With `to_handle` everything crosses, and comes back as what `from_handle` gives."""
        kept: list[object] = []

        def keep(value: object) -> int:
            kept.append(value)
            return len(kept) - 1

        value = [1, {"f": len}, (_Number(2),)]
        text = encode(value, to_handle=keep)
        assert text == '[1,{"f":{"$handle":0}},{"$tuple":[{"$handle":1}]}]'
        assert decode(text, from_handle=kept.__getitem__) == value

    def test_sets_and_keys_hold_no_handles(self) -> None:
        """A set with such an element, and a dict with such a key, are handed over whole."""
        for value in ({1, len}, frozenset([(len,)]), {len: 1}, OrderedDict({(1, len): 2})):
            assert encode([value], to_handle=lambda _: 5) == '[{"$handle":5}]'
        assert encode({1: len}, to_handle=lambda _: 5) == '{"$dict":[[1,{"$handle":5}]]}'


class TestNumpy:
    def test_a_comparison_is_made_in_pythons_width(self) -> None:
        """numpy's half precision takes every large number for infinite; widened, it does not."""
        numpy = pytest.importorskip("numpy")
        for narrow in (numpy.float16("inf"), numpy.array([numpy.inf], "f2"), numpy.float32("inf")):
            wide = decode(encode(narrow), widens=True)
            assert not numpy.any(wide == 10**45)
            assert numpy.all(wide == numpy.inf)
        kept: Any = decode(encode(numpy.array([1.5, -2.0], "f2")), widens=True)
        assert str(kept.dtype) == "float16"

    @pytest.mark.parametrize("name", sorted(DTYPES))
    def test_arrays_and_scalars_come_back(self, name: str) -> None:
        """Each dtype of the list crosses, in any memory order, and can be written to after."""
        np = pytest.importorskip("numpy")
        array = np.arange(6).astype(name).reshape(2, 3)
        for value in (array, array.T, array[:, ::2], np.asfortranarray(array), array[0, 0]):
            back = decode(encode(value))
            assert type(back) is type(value)
            assert back.dtype == value.dtype
            assert np.array_equal(back, value)
        back = decode(encode(array))
        back[0, 0] = 1
        assert decode(encode(np.zeros((0, 3), name))).shape == (0, 3)
        assert decode(encode(np.array(1, name))).shape == ()

    def test_byte_order_is_made_little(self) -> None:
        """A big-endian array crosses as its values, in little-endian order."""
        np = pytest.importorskip("numpy")
        back = decode(encode(np.array([1, 2], ">i4")))
        assert back.dtype.str == "<i4"  # type: ignore[attr-defined]
        assert back.tolist() == [1, 2]  # type: ignore[attr-defined]

    def test_other_dtypes_are_not_plain(self) -> None:
        """Arrays of objects, texts, times and records, and subclasses of arrays, don't cross."""
        np = pytest.importorskip("numpy")
        others = [
            np.array([object()]),
            np.array(["a"]),
            np.array(["2024-01-01"], "M8[D]"),
            np.zeros(1, [("a", "i4")]),
            np.longdouble(1),
            np.ma.masked_array([1]),
        ]
        for value in others:
            with pytest.raises(NotPlain):
                encode(value)


# ---------------------------------------------------------------- hostile text


def _array(dtype: object, shape: object, data: bytes) -> str:
    body = {"dtype": dtype, "shape": shape, "data": base64.b64encode(data).decode()}
    return json.dumps({"$ndarray": body})


class TestHostile:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "[1",
            "[1,]",
            "1 2",
            "{'a':1}",
            "\x00",
            '"\n"',
            "nul",
            "01",
            "1.",
            ".5",
            "0x1",
            b"\xff",
            b"\xef\xbb\xbf1",
            "[1]".encode("utf-16"),
            "NaN",
            "[Infinity]",
            '{"a":-Infinity}',
            "1e999",
            "-1e400",
            "1" * 400 + ".0",
            '{"a":1,"a":1}',
            '{"$tuple":[1],"$tuple":[2]}',
            '{"$tuple":[],"a":1}',
            '{"a":1,"$b":2}',
            '{"$":1}',
            '{"$nope":1}',
            '{"$TUPLE":[]}',
            '{"$object":"os.system"}',
            '{"$handle":0}',
            '{"$tuple":{}}',
            '{"$tuple":{"$tuple":[1]}}',
            '{"$tuple":"ab"}',
            '{"$tuple":null}',
            '{"$set":[[]]}',
            '{"$set":[{"$set":[]}]}',
            '{"$set":[1,1.0]}',
            '{"$set":[1,true]}',
            '{"$frozenset":[{}]}',
            '{"$dict":[[[],1]]}',
            '{"$dict":[[1,2],[true,3]]}',
            '{"$dict":[[1]]}',
            '{"$dict":[1]}',
            '{"$dict":{"a":1}}',
            '{"$bytes":"A"}',
            '{"$bytes":"AA=A"}',
            '{"$bytes":"A A="}',
            '{"$bytes":"\\u00e9A=="}',
            '{"$bytes":[1]}',
            '{"$float":"1.0"}',
            '{"$float":"NaN"}',
            '{"$float":[]}',
            '{"$float":1.0}',
            '{"$complex":[1,2]}',
            '{"$complex":[1.0]}',
            '{"$complex":[true,1.0]}',
            '{"$int":"0x1f"}',
            '{"$int":"1_0"}',
            '{"$int":" 1"}',
            '{"$int":"1\\n"}',
            '{"$int":"\\u0661"}',
            '{"$int":"+1"}',
            '{"$int":5}',
            '{"$decimal":"sNaN"}',
            '{"$decimal":"1_0"}',
            '{"$decimal":" 1"}',
            '{"$decimal":"\\u0661"}',
            '{"$decimal":"1e99999999999999999999"}',
            '{"$decimal":1}',
            '{"$decimal":[0,[1],0]}',
            '{"$fraction":[1,0]}',
            '{"$fraction":[2,4]}',
            '{"$fraction":[1,-2]}',
            '{"$fraction":[1.0,2]}',
            '{"$fraction":"1/2"}',
            '{"$datetime":"2024-02-30T00:00:00"}',
            '{"$datetime":"2024-02-28"}',
            '{"$datetime":"20240228T000000"}',
            '{"$datetime":"2024-W01-1T00:00:00"}',
            '{"$datetime":"2024-02-28T00:00:00Z"}',
            '{"$datetime":"2024-02-28T00:00:00+99:00"}',
            '{"$datetime":"\\ud800"}',
            '{"$date":"2024-1-1"}',
            '{"$time":"25:00:00"}',
            '{"$time":1}',
            '{"$timedelta":[1,86400,0]}',
            '{"$timedelta":[1000000000,0,0]}',
            '{"$timedelta":[1.5,0,0]}',
            '{"$range":[0,1,0]}',
            '{"$range":[0,1]}',
            '{"$range":[0,1.0,1]}',
            '{"$deque":[1,2]}',
            '{"$deque":[[1,2],1]}',
            '{"$deque":[[],-1]}',
            '{"$deque":[[],99999999999999999999]}',
            '{"$deque":[[],true]}',
            '{"$str":"a"}',
            '{"$str":[1]}',
            '{"$ellipsis":1}',
            '{"$notimplemented":false}',
            '{"$npscalar":{"dtype":"<f8","data":"AA=="}}',
            '{"$npscalar":{"dtype":"<f8"}}',
            '{"$ndarray":[]}',
            _array("|O", [1], b"\0" * 8),
            _array("O", [1], b"\0" * 8),
            _array("<U1", [1], b"\0" * 4),
            _array("|V8", [1], b"\0" * 8),
            _array("<M8[s]", [1], b"\0" * 8),
            _array("<f8,<f8", [1], b"\0" * 16),
            _array(["<f8"], [1], b"\0" * 8),
            _array("<f16", [1], b"\0" * 16),
            _array("<f8", [2], b"\0" * 8),
            _array("<f8", [10**18], b"\0" * 8),
            _array("<f8", [2**31 - 1, 2**31 - 1, 2**31 - 1], b""),
            _array("<f8", [-1, -1], b"\0" * 8),
            _array("<f8", [True], b"\0" * 8),
            _array("<f8", [1.0], b"\0" * 8),
            _array("<f8", [1] * 33, b"\0" * 8),
            _array("<f8", "1", b"\0" * 8),
            _array("<f8", [0, 2**62, 2**62], b""),
            _array("|b1", [3], b"\0\2\1"),
        ],
    )
    def test_anything_else_is_bad_encoding(self, text: str | bytes) -> None:
        """What is not this module's text raises BadEncoding, never anything else."""
        with pytest.raises(BadEncoding):
            decode(text)

    @given(st.text() | st.binary() | st.text('[]{}:,"$\\0123456789eE+-.u tuple', max_size=60))
    @settings(max_examples=400, deadline=None)
    def test_any_text_decodes_or_is_bad_encoding(self, text: str | bytes) -> None:
        """No text raises anything but BadEncoding."""
        with suppress(BadEncoding):
            decode(text)

    @given(
        st.sampled_from(["$int", "$float", "$str", "$dict", "$tuple", "$set", "$bytes", "$deque"]),
        st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | _text, _containers),
    )
    @settings(deadline=None)
    def test_any_body_under_a_tag_decodes_or_is_bad_encoding(self, tag: str, body: object) -> None:
        """No value in the place of a tag's own raises anything but BadEncoding."""
        with suppress(BadEncoding):
            decode(f'{{"{tag}":{encode(body)}}}')

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 100_000,
            "[" * 100_000 + "]" * 100_000,
            '{"a":' * 100_000,
            '{"a":' * 100_000 + "1" + "}" * 100_000,
            '{"$tuple":[' * 100_000,
            '[{"":' * 50_000,
            '"[[[["' + "," + "[" * 100_000,
            '["\\"",' * 100_000,
        ],
    )
    @pytest.mark.parametrize("limit", [1_000, 1_000_000])
    def test_deep_text_never_overflows_the_stack(self, text: str, limit: int) -> None:
        """Depth is refused before parsing, even where the recursion limit would not save us."""
        before = sys.getrecursionlimit()
        sys.setrecursionlimit(limit)
        try:
            with pytest.raises(BadEncoding):
                decode(text)
        finally:
            sys.setrecursionlimit(before)

    def test_brackets_in_strings_are_not_depth(self) -> None:
        """Only brackets outside of strings count, however the strings are escaped."""
        for text in ("[" * 1000, '"[' * 500, '\\"[' * 500, "\\" * 501 + "[" * 300):
            assert decode(encode([text, {text: (text,)}])) == [text, {text: (text,)}]

    def test_wide_is_not_deep(self) -> None:
        """Many containers beside each other are as good as few."""
        value = [[number] for number in range(1000)]
        assert decode(encode(value)) == value

    def test_long_numbers_are_refused(self) -> None:
        """Digits are bounded where converting them takes quadratic time, and elsewhere too."""
        for text in ("1" * 4001, "-" + "1" * 100_000, "[1." + "1" * 5000 + "]", "1e" + "1" * 5000):
            with pytest.raises(BadEncoding, match="4000 digits"):
                decode(text)
        for tag in ("int", "decimal"):
            with pytest.raises(BadEncoding, match="100000 digits"):
                decode(json.dumps({f"${tag}": "1" * 100_001}))
        with pytest.raises(BadEncoding):
            decode(json.dumps({"$fraction": [{"$int": "1" * 5000}, 1]}).replace("'", '"'))

    def test_digits_in_strings_are_not_numbers(self) -> None:
        """Text may hold as many digits as it likes."""
        assert decode(encode("7" * 10_000)) == "7" * 10_000

    def test_bounds_on_digits_hold_without_pythons_own(self) -> None:
        """A test program that lifts Python's limit on digits does not lift ours."""
        before = sys.get_int_max_str_digits()
        sys.set_int_max_str_digits(0)
        try:
            with pytest.raises(BadEncoding, match="4000 digits"):
                decode("1" * 4001)
            assert encode([10**4500]).startswith('[{"$int":')
        finally:
            sys.set_int_max_str_digits(before)

    def test_bounds_on_bytes_and_nodes(self) -> None:
        """Text beyond its bounds is refused, at the bound exactly."""
        assert decode("[1,2,3]", bounds=Bounds(bytes=7, nodes=4)) == [1, 2, 3]
        with pytest.raises(BadEncoding, match="longer than 6"):
            decode("[1,2,3]", bounds=Bounds(bytes=6))
        with pytest.raises(BadEncoding, match="more than 3 values"):
            decode("[1,2,3]", bounds=Bounds(nodes=3))
        assert decode('["1,2,3"]', bounds=Bounds(nodes=2)) == ["1,2,3"]

    @pytest.mark.slow
    def test_sixteen_mebibytes_are_refused_or_read_in_time(self) -> None:
        """The largest texts, of the shapes that cost most, take seconds at the very most."""
        size = Bounds().bytes
        bombs = [
            "[" * size,
            "[" + "[]," * (size // 3 - 1),
            "[" + "{}," * (size // 3 - 1),
            "1," * (size // 2),
            '"' * size,
            '"\\' * (size // 2),
            "\\" * size,
            ("1" * 4000 + " ") * (size // 4001),
            '{"$tuple":' * (size // 10),
            '"' + "a" * (size - 2) + '"',
            " " * size,
            "-" * size,
            '{"$bytes":"' + "A" * (size - 16) + '"}',
        ]
        for text in bombs:
            started = time.thread_time()
            with suppress(BadEncoding):
                decode(text)
            assert time.thread_time() - started < 5, text[:20]

    def test_longer_than_sixteen_mebibytes_is_not_looked_at(self) -> None:
        """Text beyond the bound is refused by its length."""
        with pytest.raises(BadEncoding, match="longer than"):
            decode(b"[" * (Bounds().bytes + 1))

    @pytest.mark.parametrize("form", ['{{"$set":[{}]}}', '{{"$dict":[{}]}}'])
    def test_colliding_hashes_are_cut_short(self, form: str) -> None:
        """Numbers chosen to have one hash cost the time allowed for hashing, not their square."""
        same = [number * sys.hash_info.modulus for number in range(40_000)]
        parts = same if "set" in form else [[number, 0] for number in same]
        started = time.thread_time()
        with pytest.raises(BadEncoding, match="collide"):
            decode(form.format(encode(parts)[1:-1]), bounds=Bounds(hashing_s=0.2))
        assert time.thread_time() - started < 2

    def test_honest_sets_are_not_cut_short(self) -> None:
        """A large set of honest numbers is nowhere near the bound."""
        value = set(range(-100_000, 100_000))
        assert decode(encode(value), bounds=Bounds(hashing_s=0.5)) == value

    def test_unknown_handles_are_refused(self) -> None:
        """A number that nobody handed out is BadEncoding, and only whole numbers are asked for."""
        for text in ('{"$handle":3}', '{"$handle":"0"}', '{"$handle":true}', '{"$handle":-1}'):
            with pytest.raises(BadEncoding):
                decode(text, from_handle={0: "zero"}.__getitem__)

    def test_nothing_is_evaluated(self) -> None:
        """Text that other decoders would run or look up stays text."""
        value = {"__class__": "os.system", "py/object": "os.system", "__reduce__": ["id"]}
        assert decode(encode(value)) == value


class TestPlainJson:
    def test_tags_mean_nothing(self) -> None:
        """As plain JSON, an object with a `$` key is an object."""
        assert parse_json('{"$tuple":[1],"a":2.5}') == {"$tuple": [1], "a": 2.5}

    @pytest.mark.parametrize("text", ["NaN", "1e999", '{"a":1,"a":2}', "[" * 300, "[", b"\xff"])
    def test_the_same_bounds_hold(self, text: str | bytes) -> None:
        """Plain JSON is bounded and strict as the tagged form is."""
        with pytest.raises(BadEncoding):
            parse_json(text)


# ---------------------------------------------------------------- showing


class TestShow:
    @pytest.mark.parametrize(
        "value",
        [
            [1, 2.0, "a", None],
            (1,),
            (),
            (1, 2),
            {"a": {1: 2}},
            {3, 1, 2},
            set(),
            frozenset(),
            frozenset({1}),
            b"\0",
            bytearray(b"\0"),
            1j,
            Decimal("1.50"),
            Fraction(1, 2),
            range(3),
            range(0, 5, 2),
            deque([1]),
            deque([1], maxlen=2),
            datetime(2024, 1, 1, tzinfo=UTC),
            ...,
            "\x1b[31m\u202e",
        ],
    )
    def test_it_reads_as_repr_does(self, value: object) -> None:
        """Where `repr` is deterministic, showing a value is its `repr`."""
        assert show(value, 1000) == repr(value)

    @given(_plain, st.integers(0, 40))
    @settings(deadline=None)
    def test_it_is_bounded_and_printable(self, value: object, limit: int) -> None:
        """Never longer than its limit; no control characters, nothing that UTF-8 lacks."""
        text = show(value, limit)
        assert len(text) <= limit
        assert text.isprintable()
        text.encode()
        whole = show(value, 10**6)
        assert text == whole or text == whole[: max(limit - 3, 0)] + "..."[:limit]

    def test_big_values_take_no_time(self) -> None:
        """The work is bounded by the limit, whatever the value's size."""
        started = time.thread_time()
        for value in ([0] * 10**7, "a" * 10**7, range(10**30), b"a" * 10**7, 7**100_000):
            assert len(show(value, 50)) <= 50
        assert time.thread_time() - started < 1

    def test_values_inside_themselves_end(self) -> None:
        """A cycle is shown up to the limit or the depth, and no further."""
        ring: list[object] = []
        ring.append(ring)
        assert show(ring, 10_000) == "[" * 200 + "..." + "]" * 200

    def test_no_addresses(self) -> None:
        """What is not plain is shown by its type alone."""
        assert show([object(), len], 100) == "[<object>, <builtin_function_or_method>]"

    def test_arrays(self) -> None:
        """Arrays and numpy scalars read the same under any version of numpy."""
        np = pytest.importorskip("numpy")
        assert show(np.array([[1, 2], [3, 4]], "i8"), 99) == "array([[1, 2], [3, 4]], dtype=int64)"
        assert show(np.float32(0.5), 99) == "np.float32(0.5)"
        assert show(np.bool_(True), 99) == "np.bool(True)"
        assert len(show(np.zeros((1000, 1000)), 60)) == 60


def test_a_typical_call_takes_tens_of_microseconds() -> None:
    """The codec's share of a call is far below what starting anything costs."""
    args = [[2, 7, 11, 15], "abc", 3.5, [[1, 2], [3, 4]], {"a": True}]

    def once() -> float:
        started = time.perf_counter()
        decode(encode(args))
        return time.perf_counter() - started

    assert min(once() for _ in range(1000)) < 100e-6
