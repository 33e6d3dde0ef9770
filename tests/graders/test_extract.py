"""The rule by which code is taken out of a chat answer."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.types import CodeTask
from graders.code.extract import MAX_CODE_CHARS, Code, NoCode, extract, fenced

PYTHON = CodeTask("python", (), entry_point="solve")
CPP = CodeTask("cpp", ())


def taken(text: str, task: CodeTask = PYTHON) -> str:
    """The code that is taken from a text that holds some."""
    code = extract(text, task)
    assert isinstance(code, Code)
    return code.text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Use this:\n```python\nx = 1\n```\ndone", "x = 1\n"),
        ("```py\nx = 1\n```\n```python3\nx = 2\n```\n", "x = 2\n"),
        ("```python\nx = 1\n```\n```\nx = 2\n```\n", "x = 1\n"),
        ("```json\n{}\n```\n```\nx = 2\n```\n", "x = 2\n"),
        ("~~~python\nx = 1\n~~~\n", "x = 1\n"),
        ("````python\ns = '''\n```\n'''\n````\n", "s = '''\n```\n'''\n"),
        ('```Python title="a"\nx = 1\n```', "x = 1\n"),
        ("```{.python .numberLines}\nx = 1\n```", "x = 1\n"),
        ("```python\nx = 1", "x = 1"),
        ("```python\nx = 1\n```\n```python\n\n```\n", "x = 1\n"),
        ("  ```python\n  if x:\n      y\n  ```\n", "if x:\n    y\n"),
        ("```python\r\nx = 1\r\n```\r\n", "x = 1\n"),
        ("x = 1\n", "x = 1\n"),
        ("def solve(:\n    pass\n", "def solve(:\n    pass\n"),
        ("<think>```python\nbad\n```</think>\n```python\nx = 1\n```\n", "x = 1\n"),
        ("so it goes</think>x = 1", "x = 1"),
        ("\ufeffx = 1", "x = 1"),
    ],
)
def test_takes_the_last_block_with_a_matching_tag(text: str, code: str) -> None:
    """The last matching block wins, then the last untagged one, then text that is code."""
    assert taken(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t\n",
        "I can't help with that, sorry.",
        "```json\n{}\n```",
        "```python\n\n```",
        "<think>```python\nx = 1\n```",
        "x" * 10 + " = 1\n" + "#" * MAX_CODE_CHARS,
    ],
)
def test_says_why_when_there_is_no_code(text: str) -> None:
    """A text without code, or with more of it than any compiler should read, is malformed."""
    found = extract(text, PYTHON)
    assert isinstance(found, NoCode)
    assert found.why


def test_cpp_is_known_by_its_tag_or_by_its_words() -> None:
    """C++ comes in blocks tagged cpp, c++, cc or cxx, or bare with an include or a main."""
    for tag in ("cpp", "c++", "C++17", "cc", "cxx"):
        assert taken(f"```{tag}\nint x;\n```", CPP) == "int x;\n"
    assert "main" in taken("int main() { return 0; }", CPP)
    assert isinstance(extract("```python\nx\n```", CPP), NoCode)
    assert isinstance(extract("x = 1", CPP), NoCode)


def test_prefix_is_for_bodies_only() -> None:
    """A body gets the task's prefix; code that defines the entry point does not."""
    task = CodeTask("python", (), entry_point="solve", prefix="def solve(a):\n")
    body, whole = "    return a\n", "def solve(a):\n    return a\n"
    for text, source in ((body, task.prefix + body), (whole, whole)):
        code = extract(text, task)
        assert isinstance(code, Code)
        assert (code.text, code.source) == (text, source)
    code = extract(body, task)
    assert isinstance(code, Code)
    assert code.offset(code.source) == (1, 0)


@given(st.text(alphabet=st.sampled_from("`~ \nabc=1\t"), max_size=80))
def test_a_wrapped_text_comes_back_whole(code: str) -> None:
    """`fenced` wraps any code so that extraction gives exactly that code back."""
    if code.strip():
        assert taken(fenced(code, "python")) == code.rstrip("\n") + "\n"


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    """No text makes extraction fail."""
    assert isinstance(extract(text, PYTHON), Code | NoCode)


def test_deep_and_long_texts_are_harmless() -> None:
    """Texts made to exhaust a parser, or to make patterns backtrack, only cost their length."""
    for text in (
        "(" * 100_000,
        "-" * 4000 + "1",
        "`" * 500_000,
        "a" * 500_000 + "=",
        "for " * 99_999,
    ):
        assert isinstance(extract(text, PYTHON), Code | NoCode)


@pytest.mark.parametrize("line", ["```" + " " * 200_000 + "`", "~" * 200_000 + "`", "`" * 200_000])
def test_a_long_line_takes_no_time(line: str) -> None:
    """A line is seen to open a block, or not to, in one pass."""
    began = time.perf_counter()
    extract(f"{line}\nx = 1\n", CodeTask("python", ()))
    assert time.perf_counter() - began < 1.0
