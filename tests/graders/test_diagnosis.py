"""Untrusted text made safe, and compilers' words located in the candidate's code."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.diagnosis import (
    Layout,
    clean,
    clean_line,
    clean_value,
    compiler_diagnostics,
    difference,
    exception_name,
)

CODE = "#include <vector>\nint main() {\n  int \u00e9 = 1; retrun \u00e9;\n}\n"


@given(st.text(), st.integers(0, 50))
def test_clean_is_printable_and_bounded(text: str, limit: int) -> None:
    """Whatever goes in, at most `limit` characters come out, and none that a terminal obeys."""
    for out in (
        clean(text, limit),
        clean_value(text, limit),
        clean(text.encode("utf-8", "replace"), limit),
    ):
        assert len(out) <= limit
        assert not any(ord(c) < 32 and c not in "\n\t" for c in out)
        assert "\x7f" not in out
        assert not any("\ud800" <= c <= "\udfff" for c in out)


def test_terminal_codes_addresses_and_folders_are_taken_out() -> None:
    """No colours, no titles, no addresses, no paths of ours; the rest stays."""
    assert clean("\x1b[31mred\x1b[0m \x1b]0;title\x07x\u202ey", 99) == "red x\\u202ey"
    assert clean("<f at 0x7f3a2b1c4d50>", 99) == "<f at 0x\u2026>"
    assert clean("0xff and 0x7f3a2b1c4d50", 99) == "0xff and 0x\u2026"
    assert (
        clean('File "/usr/lib/python3.11/json/decoder.py", line 3', 99)
        == 'File "decoder.py", line 3'
    )
    assert clean_value("cd /home/user/x", 99) == "cd /home/user/x"
    assert clean_line("a\n  b\tc") == "a b c"


@pytest.mark.parametrize(
    "name", ["ValueError", "MyError", "HTTPError", "_Private", "JSONDecodeError2", "E", "x" * 60]
)
def test_an_exceptions_name_is_kept(name: str) -> None:
    """What a class is called as a rule."""
    assert exception_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        *("", "accepted", "Accepted", "WRONG_ANSWER", "WrongAnswer", "time_limit", "not_run"),
        *("exit", "SIGSEGV", "signal", "error", "warning", "input", "Expected", "link_error"),
        *("AllTestsPassed", "all_3_tests_passed", "REWARD_1", "Verdict_is_fine", "x" * 61),
        *("two words", "a.b", "caf\u00e9", "9lives", "reward: 1.0", "a\nb", "a-b", "<b>"),
    ],
)
def test_an_exceptions_name_is_no_word_of_ours(name: str) -> None:
    """A class's name is a candidate's text: no verdict, no praise, no sentence."""
    assert exception_name(name) == "Exception"


def test_lengths_of_addresses_do_not_show() -> None:
    """The same message with another address is the same text, also where it is cut."""
    one, other = (clean(f"<f at {a}> " * 400, 200) for a in ("0x7f3a2b1c4d50", "0x55aa2b1c4d50"))
    assert one == other


def test_places_are_those_of_the_candidates_own_lines() -> None:
    """Lines before the candidate's, and places outside its code, are not shown as its own."""
    layout = Layout("a\nbc\n", lines_before=2, chars_before=4)
    assert layout.place(4, 2).line == 2
    assert layout.place(3, 5).column == 1
    assert layout.place(1, 1).line is None
    assert layout.place(99, 1).line is None
    assert layout.place(None, 1).line is None
    assert layout.place(10**7, 1).line is None


def told(
    line: int, column: int, kind: str = "error", file: str = "solution.cpp"
) -> dict[str, object]:
    """One message of g++ in its JSON form."""
    caret = {"file": file, "line": line, "column": column, "byte-column": column}
    message = "\u2018retrun\u2019 was not declared"
    return {"kind": kind, "message": message, "children": [], "locations": [{"caret": caret}]}


def test_gcc_json_is_located_in_characters() -> None:
    """g++ counts bytes; diagnostics count characters. Warnings are left out."""
    said = json.dumps([told(1, 1, "warning"), told(3, 15)]) + "\ncompilation terminated.\n"
    (one,) = compiler_diagnostics(said.encode(), "solution.cpp", Layout(CODE))
    assert (one.line, one.column, one.source) == (3, 14, "  int \u00e9 = 1; retrun \u00e9;")
    assert one.message == "'retrun' was not declared"


def test_gcc_json_that_was_cut_gives_what_is_whole() -> None:
    """A stream cut at the output limit loses its last message only."""
    said = json.dumps([told(2, 1), told(3, 15)])[:-20]
    assert len(compiler_diagnostics(said.encode(), "solution.cpp", Layout(CODE))) == 1


def test_headers_have_no_place() -> None:
    """An error in a header is told without a line, and without its folder."""
    said = json.dumps([told(408, 20, file="/usr/include/c++/12/bits/stl_function.h")])
    (one,) = compiler_diagnostics(said.encode(), "solution.cpp", Layout(CODE))
    assert one.line is None


def test_gcc_text_and_linker() -> None:
    """Plain text is read too, with the option as the kind; so is what the linker says."""
    said = (
        "solution.cpp: In function 'int main()':\n"
        "solution.cpp:3:5: error: bad conversion [-fpermissive]\n    3 | int\n"
        "solution.cpp:2:1: warning: unused\n"
        "/usr/bin/ld: /tmp/ccZ.o: in function `main':\n"
        "solution.cpp:(.text+0x5): undefined reference to `f()'\n"
    )
    bad, link = compiler_diagnostics(said.encode(), "solution.cpp", Layout(CODE))
    assert (bad.kind, bad.message, bad.line) == ("-fpermissive", "bad conversion", 3)
    assert (link.kind, link.message) == ("link error", "undefined reference to 'f()'")


@given(st.binary(max_size=300))
def test_any_compiler_output_is_read(said: bytes) -> None:
    """No bytes make the parser fail."""
    compiler_diagnostics(said, "solution.cpp", Layout(CODE))
    compiler_diagnostics(b"[" + said, "solution.cpp", Layout(CODE))


def test_difference_is_short_and_only_for_long_texts() -> None:
    """Short values need none; long ones show where they part."""
    assert difference("1", "2") is None
    parted = difference("\n".join(map(str, range(200))), "\n".join(map(str, [*range(150), 7])))
    assert parted is not None
    assert "from line 149" in parted
    assert "+ 7" in parted
    assert len(parted) < 1500
    parted = difference("a" * 200, "a" * 150 + "b")
    assert parted is not None
    assert "from character 151" in parted
