"""Room 3, plan: the code in a submission's text, and where its lines stand in what is run.

The rule, in order:
1. A `<think> ... </think>` in front is dropped. One that never closes: malformed.
2. Fenced blocks are read as CommonMark does (three or more backticks or tildes, indented by at
   most three spaces, closed by at least as many; an unclosed last one counts to the end).
3. The last non-empty block with one of the language's tags is taken; else the last non-empty
   block without a tag.
4. Without any fence the whole text is taken if it plausibly is code: a line of it looks like a
   statement of the language, or, for short texts, all of it parses. Else: malformed.
5. If the task has a `prefix` and the code does not define the entry point itself, it is only a
   body and the prefix is put in front.

Patterns are used instead of a parser wherever text is long: a parser can be driven into deep
recursion, and what parses changes from one Python to the next.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assay.types import CodeTask

MAX_CODE_CHARS = 1024 * 1024
"""Longer code is malformed: no compiler should be asked to read it."""

_PARSE_CHARS = 4096
_REMEMBERED_CHARS = 65536
_TAGS = {
    "python": re.compile(r"python[\d.]*|py[\d.]*|python-\w+", re.ASCII),
    "cpp": re.compile(r"cpp\d*|c\+\+\d*|cc|cxx|cplusplus", re.ASCII),
}
_OPENING = re.compile(r"( {0,3})(`{3,}+|~{3,}+)[ \t]*+([^`]*+)", re.ASCII)  # possessive: linear
_CLOSING = re.compile(r" {0,3}(`{3,}+|~{3,}+)[ \t]*+", re.ASCII)
_PYTHON_LINE = re.compile(
    r"""[ \t]*(?:
        (?:async[ ]+)?def[ ]+\w+[ ]*\( | class[ ]+\w+[ ]*[:(] | @\w
      | import[ ]+[\w.]+(?:[ ]+as[ ]+\w+)?(?:[ ]*,.*)?[ ]*(?:\#.*)?$
      | from[ ]+[\w.]+[ ]+import[ ]+\S
      | (?:if|elif|while|with|else|try|except|finally|match)\b.*:[ ]*(?:\#.*)?$
      | (?:async[ ]+)?for[ ].*[ ]in[ ].*:[ ]*(?:\#.*)?$
      | (?:return|raise|yield|assert)\b
      | (?:pass|break|continue)[ ]*$
      | [A-Za-z_][\w.]*(?:\[[^\]]*\])?[ ]*(?:[-+*/%&|^@]|//|\*\*|<<|>>)?=[ ]*[^=\s]
      | [A-Za-z_][\w.]*\(.*\)[ ]*(?:\#.*)?$
    )""",
    re.ASCII | re.VERBOSE,
)
_CPP_LINE = re.compile(r"^[ \t]*#[ \t]*include\b|\bint\s+main\b", re.ASCII | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Code:
    """A candidate's own code, and the source that is run: it may begin with the task's prefix."""

    text: str
    """As the candidate wrote it; lines end in `\\n`."""
    source: str
    """`prefix + text`, or `text`."""

    def offset(self, source: str) -> tuple[int, int]:
        """Lines before the candidate's first in a source, and characters before it on that line."""
        before = source[: len(source) - len(self.text)]
        return before.count("\n"), len(before) - (before.rfind("\n") + 1)


@dataclass(frozen=True, slots=True)
class NoCode:
    """There is nothing to grade; `why` is text for the policy."""

    why: str


def family(language: str) -> str:
    """The language without its variant: `python` for `python-numpy`."""
    return language.partition("-")[0]


def extract(text: str, task: CodeTask) -> Code | NoCode:
    """The code by the module's rule."""
    find = _remembered if len(text) <= _REMEMBERED_CHARS else _extract
    return find(text, task.language, task.prefix, task.entry_point)


def _extract(text: str, language: str, prefix: str, entry_point: str | None) -> Code | NoCode:
    answer = _without_thought(text)
    if answer is None:
        return NoCode("the answer ends inside its <think> block")
    answer = answer.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    code = _chosen(answer, family(language))
    if isinstance(code, NoCode):
        return code
    if len(code) > MAX_CODE_CHARS:
        return NoCode(f"the code is longer than {MAX_CODE_CHARS} characters")
    is_body = bool(prefix) and not _defines(code, entry_point)
    return Code(code, prefix + code if is_body else code)


_remembered = lru_cache(maxsize=256)(_extract)
"""Each door of the grader needs the code of the submission that is under way."""


def fenced(code: str, language: str) -> str:
    """A text from which `extract` takes exactly `code` (newlines normalised, one at the end)."""
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{family(language)}\n{code.rstrip(chr(10))}\n{fence}\n"


def _without_thought(text: str) -> str | None:
    end = text.find("</think>")
    opened = text.lstrip().startswith("<think>")
    if end < 0:
        return None if opened else text
    if opened or "<think>" not in text[:end]:
        return text[end + len("</think>") :]
    return text


def _chosen(answer: str, language: str) -> str | NoCode:
    tags = _TAGS.get(language) or re.compile(re.escape(language))
    tagged: str | None = None
    untagged: str | None = None
    is_fenced = False
    for tag, body in _blocks(answer):
        is_fenced = True
        if body.strip() and tags.fullmatch(tag):
            tagged = body
        elif body.strip() and not tag:
            untagged = body
    if is_fenced:
        found = tagged if tagged is not None else untagged
        return NoCode(f"no fenced block holds {language} code") if found is None else found
    if not answer.strip():
        return NoCode("the answer is empty")
    return answer if _is_plausible(answer, language) else NoCode("the answer holds no code block")


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Each fenced block as (tag in lower case, body)."""
    fence, indent, tag = "", 0, ""
    body: list[str] = []
    for line in text.split("\n"):
        if not fence:
            opening = _OPENING.fullmatch(line)
            if opening:
                indent, fence, tag = len(opening[1]), opening[2], _tag(opening[3])
            continue
        closing = _CLOSING.fullmatch(line)
        if closing and closing[1].startswith(fence):
            yield tag, "\n".join(body) + "\n"
            fence, body = "", []
        else:
            body.append(line[min(indent, len(line) - len(line.lstrip(" "))) :])
    if fence:
        yield tag, "\n".join(body)


def _tag(info: str) -> str:
    """`{.Python .numberLines}` and `python title="x"` are both `python`."""
    words = info.strip().strip("{}").split()
    return words[0].lower().lstrip(".") if words else ""


def _is_plausible(text: str, language: str) -> bool:
    if language == "python":
        return _has_statement(text) or _parses(text)
    if language == "cpp":
        return bool(_CPP_LINE.search(text))
    return True


def _has_statement(text: str) -> bool:
    return any(_PYTHON_LINE.match(line[:400]) for line in text.split("\n"))


def _parses(text: str) -> bool:
    if len(text) > _PARSE_CHARS:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _defines(code: str, entry_point: str | None) -> bool:
    """Whether a line defines the entry point's first name; True if there is no entry point."""
    if entry_point is None:
        return True
    name = re.escape(entry_point.partition(".")[0])
    pattern = rf"^(?:(?:async[ \t]+)?def|class)[ \t]+{name}\b|^{name}[ \t]*(?::[^=\n]*)?=[^=]"
    return re.search(pattern, code, re.MULTILINE) is not None
