"""The checkers: what counts as equal, and what is said where it does not."""

from __future__ import annotations

import sys
import time
from collections import Counter, OrderedDict, defaultdict, deque
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from graders.checkers import compare, compare_text

NAN = float("nan")
INF = float("inf")
_EVERY: list[Checker] = [
    Exact(), Tokens(), Floats(), UnorderedLines(), AsSet(), AsMultiset(), JsonEqual(),
]  # fmt: skip
_zones = st.none() | st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m)))
_odd_decimals = ["NaN", "-Infinity", "1E+999999999999999999", "-9E-1999999999999999997", "-0E+9"]
_scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.binary(max_size=3)
    | st.complex_numbers()
    | st.decimals(allow_nan=False)
    | st.sampled_from(_odd_decimals).map(Decimal)
    | st.fractions()
    | st.datetimes(timezones=_zones)
    | st.times(timezones=_zones)
    | st.timedeltas()
    | st.builds(range, st.integers(), st.integers(), st.integers(1, 9))
    | st.sampled_from([5000, 5001]).map(lambda power: (-16) ** power)
    | st.sampled_from([..., datetime.min, datetime.max])
)
_values = st.recursive(
    _scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3)
        | st.lists(inner, max_size=3).map(deque)
        | st.dictionaries(_scalars, inner, max_size=2)
        | st.sets(_scalars, max_size=3)
        | st.frozensets(_scalars, max_size=3)
    ),
    max_leaves=10,
)


_alike = st.recursive(
    st.sampled_from(
        (0, 0.0, -0.0, False, 1, True, 1.0, 1 + 0j, Decimal(1), Decimal("1.0"), Fraction(1))
    )
    | st.sampled_from(("", "1", b"", b"1", None, NAN, ()))
    | st.sampled_from((range(1), range(0), frozenset(), frozenset({1}))),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.lists(inner, max_size=2).map(tuple)
        | st.dictionaries(st.sampled_from([0, 1, True, "1", 1.0, (0.0,), (-0.0,)]), inner)
    ),
    max_leaves=4,
)


def _why(checker: Checker, expected: object, actual: object) -> str:
    comparison = compare(checker, expected, actual)
    assert not comparison.ok
    return comparison.why


def _why_text(checker: Checker, expected: str, actual: str) -> str:
    comparison = compare_text(checker, expected, actual)
    assert not comparison.ok
    return comparison.why


class TestEvery:
    @pytest.mark.parametrize("checker", _EVERY, ids=lambda checker: type(checker).__name__)
    @given(value=_values)
    @settings(max_examples=60, deadline=None)
    def test_a_value_equals_itself(self, checker: Checker, value: object) -> None:
        """Whatever the checker, what is expected is accepted."""
        if isinstance(checker, JsonEqual) and isinstance(value, str):
            return  # text is compared as JSON text, and need not be any
        assert compare(checker, value, value).ok

    @pytest.mark.parametrize("checker", _EVERY, ids=lambda checker: type(checker).__name__)
    @given(expected=_values, actual=_values)
    @settings(max_examples=60, deadline=None)
    def test_no_pair_raises_and_reasons_are_short(
        self, checker: Checker, expected: object, actual: object
    ) -> None:
        """Any two values compare, and a reason is one short printable line."""
        if isinstance(checker, JsonEqual) and isinstance(expected, str):
            return
        comparison = compare(checker, expected, actual)
        assert comparison.ok != bool(comparison.why)
        assert len(comparison.why) < 700
        assert comparison.why.isprintable()

    @given(expected=_alike, actual=_alike)
    @settings(max_examples=500, deadline=None)
    def test_elements_match_as_values_do(self, expected: object, actual: object) -> None:
        """Two elements are one for the unordered checkers exactly if they are equal for Exact."""
        is_equal = compare(Exact(), [expected], [actual]).ok
        assert compare(AsSet(), [expected], [actual]).ok is is_equal
        assert compare(AsMultiset(), [expected], [actual]).ok is is_equal
        assert compare(Exact(), [actual], [expected]).ok is is_equal

    def test_programs_are_not_called(self) -> None:
        """A checker program is run in a sandbox; asking for it here is a mistake of ours."""
        with pytest.raises(ValueError, match="is run"):
            compare(CheckerProgram("..."), 1, 1)
        with pytest.raises(ValueError, match="is run"):
            compare_text(CheckerProgram("..."), "1", "1")


class TestExactValues:
    @pytest.mark.parametrize(
        ("expected", "actual"),
        [
            (NAN, NAN),
            ([NAN, (NAN,)], [NAN, (NAN,)]),
            (0.0, -0.0),
            ([-0.0], [0.0]),
            ({-0.0}, {0.0}),
            ({(0.0,)}, {(-0.0,)}),
            (complex(0, NAN), complex(-0.0, NAN)),
            ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
            ({1: {2: [3]}}, {1: {2: [3]}}),
            (Counter("ab"), Counter("ba")),
            (defaultdict(int, {1: 2}), defaultdict(list, {1: 2})),
            (Decimal("1.5"), Decimal("1.50")),
            ({Decimal("1.5")}, {Decimal("1.500")}),
            ({Decimal(0)}, {Decimal("-0.00")}),
            (Decimal("NaN"), Decimal("NaN")),
            ({Decimal("10E+999999999999999998")}, {Decimal("1E+999999999999999999")}),
            (range(0), range(5, 2)),
            (range(0, 5, 2), range(0, 6, 2)),
            (deque([1], 3), deque([1])),
            (
                datetime(2024, 1, 1, 1, tzinfo=timezone(timedelta(hours=1))),
                datetime(2024, 1, 1, tzinfo=UTC),
            ),
            (
                {datetime(2024, 1, 1, 1, tzinfo=timezone(timedelta(hours=1)))},
                {datetime(2024, 1, 1, tzinfo=UTC)},
            ),
            ({frozenset({1, 2}), 3}, {3, frozenset({2, 1})}),
        ],
    )
    def test_equal(self, expected: object, actual: object) -> None:
        """Equal values of the same types are equal; nan is nan, and zero has no sign."""
        assert compare(Exact(), expected, actual).ok
        assert compare(Exact(), [expected], [actual]).ok
        assert compare(AsSet(), [expected], [actual, actual]).ok

    @pytest.mark.parametrize(
        ("expected", "actual"),
        [
            (1, True),
            (1, 1.0),
            (0, False),
            ([1], (1,)),
            ({1}, frozenset({1})),
            ({1}, {True}),
            ({1: 2}, {True: 2}),
            ({1: 2}, {1.0: 2}),
            ({1: 2}, {1: 2.0}),
            ("a", b"a"),
            (b"a", bytearray(b"a")),
            ({"a": 1}, OrderedDict(a=1)),
            ({"a": 1}, Counter("a")),
            (OrderedDict(a=1, b=2), OrderedDict(b=2, a=1)),
            (None, False),
            ([], None),
            (Decimal(1), 1),
            (Fraction(1), 1),
            (1 + 0j, 1.0),
            (range(3), [0, 1, 2]),
            (datetime(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC)),
            (float("inf"), float("-inf")),
            (Decimal("Infinity"), Decimal("-Infinity")),
            ("1", 1),
            ("'1'", "1"),
            ([["a", "b"]], [["a, b"]]),
        ],
    )
    def test_different(self, expected: object, actual: object) -> None:
        """Another type is another value, at every level, and in sets and keys as well."""
        for one, other in ((expected, actual), (actual, expected)):
            assert not compare(Exact(), one, other).ok
            assert not compare(Exact(), [one], [other]).ok
            assert not compare(AsMultiset(), [one], [other]).ok

    @pytest.mark.parametrize(
        ("expected", "actual", "why"),
        [
            (4, 5, "it is 5, expected 4"),
            ([0, 1, 2, 4], [0, 1, 2, 5], "element 3 is 5, expected 4"),
            ([1, 2], [1], "it has 1 element, expected 2"),
            ([[1, 2]], [[1]], "element 0 has 1 element, expected 2"),
            ([[1, 2]], [[1, 3]], "[0][1] is 3, expected 2"),
            ([1.0], [1], "element 0 is 1 (int), expected 1.0 (float)"),
            ([1], (1,), "it is (1,) (tuple), expected [1] (list)"),
            ({"a": [1]}, {"a": [2]}, "['a'][0] is 2, expected 1"),
            ({"a": 1}, {}, "it has no key 'a'"),
            ({}, {"a": 1}, "it has a key 'a' too many"),
            ({1, 2}, {1}, "it differs: 2 is missing"),
            ({1}, {1, 2}, "it differs: 2 is not expected"),
            ("a\nb", "a\nc", "the 2nd line differs: it is 'c', expected 'b'"),
            (["a" * 99], ["b"], f"element 0 is 'b', expected '{'a' * 56}..."),
        ],
    )
    def test_reasons(self, expected: object, actual: object, why: str) -> None:
        """The reason says where the values part, and quotes both there."""
        assert _why(Exact(), expected, actual) == why

    def test_deep_values(self) -> None:
        """What nests as deeply as decoding allows compares, tags or not."""
        one: Any = 1
        other: Any = 2
        for _ in range(99):
            one, other = [(one,)], [(other,)]
        assert compare(Exact(), one, one).ok
        assert _why(Exact(), one, other).endswith("... is 2, expected 1")


class TestArrays:
    def test_kind_shape_and_elements(self) -> None:
        """Arrays are equal if kind, shape and elements are; nan is nan."""
        np = pytest.importorskip("numpy")
        one = np.array([[1.0, NAN], [INF, -0.0]])
        assert compare(Exact(), one, one.astype("f8") + 0).ok
        assert compare(Exact(), np.array([1, 2], "i8"), np.array([1, 2], "i4")).ok
        assert compare(Exact(), {"a": [one]}, {"a": [one.copy()]}).ok
        assert compare(AsSet(), [one], [one.copy()]).ok
        assert "shape (4,)" in _why(Exact(), one, one.reshape(4))
        assert "dtype" in _why(Exact(), np.array([1]), np.array([1.0]))
        assert not compare(Exact(), np.array([1]), [1]).ok
        assert not compare(Exact(), np.array(1), np.int64(1)).ok
        assert not compare(Exact(), 1.0, np.float64(1.0)).ok

    def test_reasons(self) -> None:
        """The first element that differs is named by its index."""
        np = pytest.importorskip("numpy")
        one, other = np.zeros((2, 3)), np.zeros((2, 3))
        other[1, 2] = 5
        assert _why(Exact(), one, other) == "[1][2] is 5.0, expected 0.0"
        assert _why(Exact(), [one], [other]) == "[0][1][2] is 5.0, expected 0.0"
        why = _why(Exact(), np.float64(1), np.float64(2))
        assert why == "it is np.float64(2.0), expected np.float64(1.0)"

    def test_tolerance(self) -> None:
        """With a tolerance, elements are compared by value across kinds, bool apart."""
        np = pytest.importorskip("numpy")
        close = Floats(absolute=0.01, relative=0.0)
        assert compare(close, np.array([1, 2]), np.array([1.005, 2.0])).ok
        assert compare(close, np.array([NAN, INF]), np.array([NAN, INF])).ok
        assert compare(close, 1.0, np.float64(1.001)).ok
        assert compare(close, np.array([1j]), np.array([1.001j])).ok
        assert not compare(close, np.array([1.0]), np.array([1.02])).ok
        assert not compare(close, np.array([INF]), np.array([1.0])).ok
        assert not compare(close, np.array([1.0]), np.array([NAN])).ok
        assert not compare(close, np.array([1]), np.array([True])).ok


class TestFloats:
    @pytest.mark.parametrize(
        ("expected", "actual"),
        [
            (1.0, 1.0 + 1e-10),
            (1, 1.0),
            (1e20, 1e20 * (1 + 1e-10)),
            (10**400, 10**400 + 1),
            (0.1, Decimal("0.1")),
            (Fraction(1, 3), 1 / 3),
            (1 + 1j, 1 + 1.0000000001j),
            (NAN, NAN),
            (INF, INF),
            (INF, Decimal("Infinity")),
            ([1.0, ("a", 2)], [1, ("a", 2.0000000001)]),
            ({1.0, 2.0}, {2, 1.0000000001}),
            ({"a": 1.0}, {"a": 1.0000000001}),
            ("1.0 x", "1.00000000001 x"),
        ],
    )
    def test_close(self, expected: object, actual: object) -> None:
        """Numbers within the tolerance are equal, whatever their types and however nested."""
        assert compare(Floats(), expected, actual).ok

    @pytest.mark.parametrize(
        ("expected", "actual"),
        [
            (1.0, 1.001),
            (1.0, True),
            (1.0, "1.0"),
            (INF, 1e308),
            (1e308, INF),
            (INF, -INF),
            (NAN, 1.0),
            (1.0, NAN),
            (complex(NAN, 1), complex(NAN, 2)),
            (10**400, 2.0),
            (2.0, 10**400),
            (INF, Decimal("1E+99999")),
            (INF, 10**400),
            (Decimal("1E+999999999"), Decimal("2E+999999999")),
            ([1.0], (1.0,)),
            ({1.0, 2.0}, {1.0}),
            ({1.0, 2.0}, {1.0, 2.1}),
            ({1.0: 1}, {1.0000000001: 1}),
        ],
    )
    def test_apart(self, expected: object, actual: object) -> None:
        """Infinity is close to nothing else, a bool is no number, a text is none either."""
        assert not compare(Floats(), expected, actual).ok

    def test_the_tolerance_is_relative_to_what_is_expected(self) -> None:
        """A candidate can't widen the tolerance with a huge number of its own."""
        assert not compare(Floats(absolute=0.0, relative=0.5), 1.0, 1e30).ok
        assert compare(Floats(absolute=0.0, relative=0.5), 2, 3).ok
        assert not compare(Floats(absolute=0.0, relative=0.5), 2, 4).ok

    @pytest.mark.parametrize(
        ("expected", "actual", "ok"),
        [
            ("3.14", "3.1400000001", True),
            ("1e3 x", "1000 x", True),
            ("nan INF -inf", "NaN Infinity -Infinity", True),
            ("5.", ".5e1", True),
            ("123456789012345678901234567890", "123456789012345678901234567891", True),
            ("1", "1.1", False),
            ("1e999", "1e9999", False),
            ("inf", "1e999", False),
            ("inf", "-inf", False),
            ("1", "1_", False),
            ("1", "\u0661", False),
            ("1", "0x1", False),
            ("a", "b", False),
            ("1 2", "1", False),
        ],
    )
    def test_tokens(self, expected: str, actual: str, ok: bool) -> None:
        """In text, tokens that are both decimal numbers are compared as numbers."""
        assert compare_text(Floats(), expected, actual).ok is ok


class TestText:
    def test_exact(self) -> None:
        """Byte for byte; the reason names the first line that differs."""
        assert compare_text(Exact(), "a\n", "a\n").ok
        assert _why_text(Exact(), "a\n", "a") == "the 2nd line is missing"
        assert _why_text(Exact(), "a", "a\nb") == "the 2nd line is not expected"
        assert _why_text(Exact(), "a ", "a") == "the 1st line differs: it is 'a', expected 'a '"
        lines = "x\n" * 11
        assert _why_text(Exact(), f"{lines}a", f"{lines}b").startswith("the 12th line differs")

    def test_tokens(self) -> None:
        """White space separates, and does not count."""
        assert compare_text(Tokens(), "1 2\n3", " 1\t2 3\r\n\n").ok
        assert _why_text(Tokens(), "1 2 3", "1 5 3") == "token 2 is '5', expected '2'"
        assert _why_text(Tokens(), "1 2", "1") == "it has 1 token, expected 2"
        assert _why_text(Tokens(), "1", "") == "it has 0 tokens, expected 1"
        assert not compare_text(Tokens(), "12", "1 2").ok

    def test_unordered_lines(self) -> None:
        """The same lines, each as often, whatever their order and the white space after them."""
        assert compare_text(UnorderedLines(), "a\nb\nb\n", "b  \na\r\nb").ok
        assert _why_text(UnorderedLines(), "a\nb", "a") == "'b' is missing"
        assert _why_text(UnorderedLines(), "a", "a\nb") == "'b' is not expected"
        assert _why_text(UnorderedLines(), "a\na", "a") == "'a' occurs 1x, expected 2x"
        assert not compare_text(UnorderedLines(), "a", " a").ok

    def test_sets_and_multisets_of_tokens(self) -> None:
        """As sets tokens count once, as multisets each as often."""
        assert compare_text(AsSet(), "1 2 2", "2 1").ok
        assert not compare_text(AsSet(), "1 2", "1").ok
        assert compare_text(AsMultiset(), "1 2 2", "2\n1 2").ok
        assert _why_text(AsMultiset(), "1 2 2", "2 1") == "'2' occurs 1x, expected 2x"

    def test_json(self) -> None:
        """Equal as JSON values; a number is its value, an object has no order."""
        assert compare_text(
            JsonEqual(), '{"a":[1,2.50],"b":null}', '{"b": null, "a": [1.0, 2.5]}'
        ).ok
        assert compare_text(JsonEqual(), '{"$tuple":[1]}', '{"$tuple":[1]}').ok
        assert not compare_text(JsonEqual(), "1", "true").ok
        assert not compare_text(JsonEqual(), "[1,2]", "[2,1]").ok
        assert not compare_text(JsonEqual(), "10000000000000001", "10000000000000000.0").ok
        assert _why_text(JsonEqual(), '{"a":[1]}', '{"a":[2]}') == "['a'][0] is 2, expected 1"
        for text in ("", "[", "NaN", '{"a":1,"a":1}', "[" * 100_000):
            assert _why_text(JsonEqual(), "1", text).startswith("it is not JSON")
        with pytest.raises(ValueError, match="what is expected is not JSON"):
            compare_text(JsonEqual(), "nope", "1")


class TestUnorderedValues:
    def test_sets(self) -> None:
        """Distinct elements in any order, in whatever holds them."""
        assert compare(AsSet(), [1, 2, 2], (2, 1)).ok
        assert compare(AsSet(), [[1], [2]], [[2], [1], [1]]).ok
        assert compare(AsSet(), {1, 2}, deque([1, 2])).ok
        assert _why(AsSet(), [1, 2], [1]) == "2 is missing"
        assert not compare(AsSet(), [1], [True]).ok

    def test_multisets(self) -> None:
        """Elements in any order, each as often; they need not be hashable."""
        assert compare(AsMultiset(), [[1, 2], {"a": [3]}], [{"a": [3]}, [1, 2]]).ok
        assert compare(AsMultiset(), [[1], [2], [1]], ([1], [1], [2])).ok
        assert _why(AsMultiset(), [[1], [1]], [[1]]) == "[1] occurs 1x, expected 2x"
        assert not compare(AsMultiset(), [[1]], [(1,)]).ok

    def test_what_has_no_elements_is_compared_exactly(self) -> None:
        """Numbers, dicts and ranges (which may be endless) are compared as they are."""
        assert compare(AsSet(), 1, 1).ok
        assert not compare(AsSet(), [0, 1], range(2)).ok
        assert not compare(AsMultiset(), [1], range(10**18)).ok


class TestJsonValues:
    def test_as_json_would_hold_them(self) -> None:
        """Tuples are lists, whole floats are ints, every dict is an object with text keys."""
        assert compare(JsonEqual(), [[1, 2.0]], ((1.0, 2),)).ok
        assert compare(JsonEqual(), {"a": (1,)}, OrderedDict(a=[1])).ok
        assert compare(JsonEqual(), {"1": "a"}, Counter({1: "a"})).ok
        assert compare(JsonEqual(), {"true": 1, "null": 2}, {True: 1, None: 2}).ok

    def test_what_json_tells_apart(self) -> None:
        """A bool is no number, a text is no number, and a set is not JSON."""
        for expected, actual in (([1], [True]), ([1], ["1"]), ([1], {1}), ({"a": 1}, {"a": 2})):
            assert not compare(JsonEqual(), expected, actual).ok

    def test_keys_that_coincide_are_no_match(self) -> None:
        """Two keys that JSON would write alike are not one key."""
        assert not compare(JsonEqual(), {"1": 0}, {1: 0, "1": 0}).ok


class TestHostile:
    @pytest.mark.parametrize("checker", [AsSet(), AsMultiset(), Exact(), Floats()])
    def test_colliding_hashes_cost_nothing(self, checker: Checker) -> None:
        """Elements with one hash are matched by their text, so they take linear time."""
        same = [number * sys.hash_info.modulus for number in range(50_000)]
        started = time.thread_time()
        assert not compare(checker, list(range(50_000)), same).ok
        assert compare(checker, same, list(same)).ok
        assert time.thread_time() - started < 5

    def test_many_unhashable_elements(self) -> None:
        """Lists in any order take linear time, too."""
        lists = [[number, -number] for number in range(100_000)]
        started = time.thread_time()
        assert compare(AsMultiset(), lists, lists[::-1]).ok
        assert time.thread_time() - started < 5

    def test_numbers_too_large_to_print(self) -> None:
        """Ints of any size compare and are quoted, in hexadecimal if need be."""
        assert _why(Exact(), 1, 16**5000).startswith("it is 0x1000")
        assert compare(Exact(), {16**5000: [16**5000]}, {16**5000: [16**5000]}).ok
        assert _why(AsSet(), [1], [1, 16**5000]).endswith("... is not expected")
        assert not compare(Floats(), 16**5000, 1).ok
        assert compare(Floats(), Decimal("1E+999999"), Decimal("1E+999999")).ok

    def test_reasons_carry_no_control_characters(self) -> None:
        """Terminal codes and line breaks in an output are escaped where it is quoted."""
        for text in ("\x1b[31m", "a\u2028b\x85", "\u202e", "\ud800"):
            for checker in (Exact(), Tokens(), UnorderedLines(), AsSet()):
                why = _why_text(checker, "a", text)
                assert why.isprintable()
                why.encode()


@pytest.mark.parametrize("token", ["1" * 200_000 + "x", "." + "1" * 200_000 + "e", "+" * 200_000])
def test_a_long_token_takes_no_time(token: str) -> None:
    """What is no number is seen to be none in one pass, however long it is."""
    began = time.perf_counter()
    assert not compare_text(Floats(), "0.5", token).ok
    assert time.perf_counter() - began < 1.0


def test_a_complex_number_may_be_beyond_floats_in_size() -> None:
    """It is far from what was expected, and nothing is raised."""
    assert not compare(Floats(), 1.0, complex(1.7e308, 1.7e308)).ok
    assert compare(Floats(1e-3, 0.0), 1 + 1j, complex(1.0005, 1)).ok
