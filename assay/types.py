"""The values that rooms hand to each other, and that a trainer sees: from task to reward.

Everything here is frozen and holds plain Python values. What a sandbox is told and what
it states lives in `assay.runs`; how these cross the wire lives in `assay.wire`; their JSON
form lives in `assay.jsonform`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# ---------------------------------------------------------------- closed lists of words


class Verdict(StrEnum):
    """What a submission did. About us there is no verdict: see `assay.faults`."""

    ACCEPTED = "accepted"
    WRONG_ANSWER = "wrong_answer"
    COMPILE_ERROR = "compile_error"
    RUNTIME_ERROR = "runtime_error"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    FORBIDDEN = "forbidden"
    """It tried what the task does not allow (a refused system call, a forbidden form)."""
    MALFORMED = "malformed"
    """There was nothing to grade in it."""
    NOT_RUN = "not_run"
    """Of a single check only: an earlier failure settled the verdict. Never a report's verdict."""


class Trust(StrEnum):
    """How far the candidate was kept from what judged it."""

    SEPARATED = "separated"
    """The candidate never shared a process with what judged it."""
    SHARED = "shared"
    """It did, because the task allowed it."""


class FeedbackLevel(StrEnum):
    """How much a reward's text says; each level holds what the one before it holds."""

    NONE = "none"
    VERDICT = "verdict"
    DIAGNOSTIC = "diagnostic"
    """Adds located diagnostics and the candidate's own frames."""
    FULL = "full"
    """Adds the failing input with expected and actual, of visible tests."""


class StopRule(StrEnum):
    """When a submission's remaining tests are left out."""

    FIRST_FAILURE = "first_failure"
    RUN_ALL = "run_all"


class ProgramRunner(StrEnum):
    """How a test program is run."""

    SCRIPT = "script"
    """Executed from top to bottom; it passes if it ends without an exception."""
    UNITTEST = "unittest"
    PYTEST = "pytest"


# ---------------------------------------------------------------- limits


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run (one test) may use; `total_wall_s` is for the whole submission."""

    wall_s: float = 10.0
    """Seconds of wall clock for one test."""
    cpu_s: float = 10.0
    """Seconds of user and system time for one test, over all its processes."""
    memory_bytes: int = 512 * 1024 * 1024
    """Memory of the whole process tree."""
    output_bytes: int = 1024 * 1024
    """Bytes on each of standard output and standard error."""
    disk_bytes: int = 32 * 1024 * 1024
    """Bytes in the private scratch file system; also the largest single file."""
    files: int = 1024
    """Inodes in the private scratch file system."""
    processes: int = 32
    """Processes and threads alive at once."""
    total_wall_s: float = 60.0
    """Seconds of wall clock for the whole submission, compile and all tests included."""


# ---------------------------------------------------------------- checkers


@dataclass(frozen=True, slots=True)
class Exact:
    """Equal byte for byte (text), or equal with the same type (values)."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Equal after splitting on white space; the default for standard output."""


@dataclass(frozen=True, slots=True)
class Floats:
    """Tokens (or nested values) equal, numbers within |a-b| <= max(absolute, relative*|b|)."""

    absolute: float = 1e-9
    relative: float = 1e-9


@dataclass(frozen=True, slots=True)
class UnorderedLines:
    """The same lines, in any order, each as often; trailing white space is ignored."""


@dataclass(frozen=True, slots=True)
class AsSet:
    """The same distinct elements (of values) or tokens (of text), in any order."""


@dataclass(frozen=True, slots=True)
class AsMultiset:
    """The same elements (or tokens), each as often, in any order."""


@dataclass(frozen=True, slots=True)
class JsonEqual:
    """Both parse as JSON and are equal as JSON values."""


@dataclass(frozen=True, slots=True)
class CheckerProgram:
    """The task's own trusted checker, Python source that defines `check(input, expected, actual)`.

    It runs in the examiner's sandbox, and returns a bool, or a (bool, message) pair.
    For standard input/output tests the three are strings; for calls `input` is the list of
    arguments and the others are values. An exception in it is the task's fault if it is also
    raised for the expected value itself, else it is a wrong answer.
    """

    source: str


Checker = Exact | Tokens | Floats | UnorderedLines | AsSet | AsMultiset | JsonEqual | CheckerProgram


# ---------------------------------------------------------------- tasks


@dataclass(frozen=True, slots=True)
class Stdio:
    """A whole program reads `stdin` and must print what the checker takes for `stdout`."""

    stdin: str
    stdout: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function is called with values and must return `expected`.

    `args`, `kwargs` and `expected` are the values that `assay.values` can carry.
    """

    args: tuple[object, ...]
    expected: object
    kwargs: Mapping[str, object] = field(default_factory=dict[str, object])
    entry_point: str | None = None
    """The function's name, dotted for a method; None: the task's own entry point."""


@dataclass(frozen=True, slots=True)
class Program:
    """A trusted test program in Python that uses what the candidate defines."""

    source: str
    runner: ProgramRunner | None = None
    """None: the one that its source is written for (see `graders.code.written_for`)."""


@dataclass(frozen=True, slots=True)
class Test:
    """One test of a code task."""

    __test__ = False  # pytest: this is not a test class

    id: str
    """Unique in its task."""
    body: Stdio | Call | Program
    hidden: bool = False
    """True: its input, expectation, messages and values never appear in any feedback."""
    weight: float = 1.0
    """Its share of partial credit, relative to the other tests; 0 or more."""
    checker: Checker | None = None
    """None: the task's checker."""


@dataclass(frozen=True, slots=True)
class CodeTask:
    """What the `code` grader needs to know."""

    language: str
    """A runtime's name: `python`, `python-numpy`, `cpp`, ..."""
    tests: tuple[Test, ...]
    entry_point: str | None = None
    """The name of the function under test; None where tests name what they use."""
    prelude: str = ""
    """Trusted source that both the candidate and the test programs get, before their own."""
    prefix: str = ""
    """Put in front of a candidate's code that is only a body (HumanEval's prompts)."""
    module: str = "solution"
    """The name under which test programs import the candidate's code."""
    checker: Checker | None = None
    """None: `Tokens` for standard output, `Exact` for values."""
    stop: StopRule = StopRule.FIRST_FAILURE
    reference: str | None = None
    """A solution known to be right. Never leaves the service; used to tell the task's own
    faults from a candidate's. None: only faults that need no candidate are found."""
    allow_shared: bool = False
    """True: what the two-process form refuses may run in one process; the report says so.
    Not where the task's reference was accepted without: then no submission needs it."""
    plain_answers: bool = False
    """True: whatever the candidate's code returns to a test program must be plain data; an object
    that would stay behind a handle is refused, as a failure of the candidate's."""


@dataclass(frozen=True, slots=True)
class Shaping:
    """How a report becomes a number; see `assay.shaping` for each formula."""

    profile: str = "binary"
    """`binary`, `fraction` or `staged`."""
    time_penalty: float = 0.0
    """Largest amount taken off for using the whole time limit; 0: none."""
    length_penalty: float = 0.0
    """Largest amount taken off for a submission of `length_limit` characters; 0: none."""
    length_limit: int = 16_384
    """Characters at which the length penalty is full."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Task:
    """What is asked, with its tests and limits. One grader's part is set."""

    id: str
    code: CodeTask
    limits: Limits = field(default_factory=Limits)
    feedback: FeedbackLevel = FeedbackLevel.FULL
    shaping: Shaping = field(default_factory=Shaping)
    require_trust: Trust | None = None
    """SEPARATED: fault rather than grade in one process. None: whatever the task's tests need."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One candidate answer to one task."""

    id: str
    task: Task
    text: str
    """Bare code, or a chat answer with fenced code blocks."""


# ---------------------------------------------------------------- reports


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of the candidate's own code, outermost first in a list of them."""

    line: int
    """1-based, in the extracted code: as the candidate wrote it, prefix and prelude not counted."""
    function: str
    text: str
    """The source line, stripped and bounded."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One located message. Its strings are data: bounded, escaped, without terminal codes."""

    severity: str
    """`error`, `warning` or `note`."""
    kind: str
    """An exception's type, a compiler's category, or one of our own words (`wrong answer`)."""
    message: str
    line: int | None = None
    """1-based, in the extracted code; None: not located."""
    column: int | None = None
    """1-based, in characters; None: not known."""
    source: str | None = None
    """The line's text; None: not located."""
    frames: tuple[Frame, ...] = ()
    test_id: str | None = None
    """None: not about one test."""


@dataclass(frozen=True, slots=True)
class CheckDetail:
    """What a visible test saw, as bounded text; None: not applicable or not known."""

    input: str | None = None
    expected: str | None = None
    actual: str | None = None
    diff: str | None = None


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """The outcome of one test."""

    id: str
    verdict: Verdict
    weight: float = 1.0
    hidden: bool = False
    detail: CheckDetail | None = None
    """None: passed, hidden, or not run."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a submission used, over all its runs; the examiner's share is not counted."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    memory_bytes: int = 0
    """The most that one run had at once: its whole control group, scratch files and output with it,
    or where there is none the largest resident set of one process; 0: not measured."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the grader found out about one submission: cached, stored, shaped again at will."""

    verdict: Verdict
    trust: Trust
    checks: tuple[CheckOutcome, ...] = ()
    """One for each test, in the task's order."""
    diagnostics: tuple[Diagnostic, ...] = ()
    usage: Usage = field(default_factory=Usage)
    limits: Limits = field(default_factory=Limits)
    """The limits that it ran under."""
    code_chars: int = 0
    """The length of the extracted code, in characters."""
    is_cached: bool = False
    """True: this report is that of an earlier, identical submission."""


@dataclass(frozen=True, slots=True)
class Reward:
    """The number and the text that a trainer receives."""

    value: float
    parts: Mapping[str, float] = field(default_factory=dict[str, float])
    """The terms that `value` is made of, by name, before weights; see the profile's formula."""
    steps: tuple[float, ...] = ()
    """A number for each step, where there are steps."""
    text: str = ""
    """Feedback that a policy can read, at the task's feedback level."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One submission's answer: the report, and the reward made from it."""

    task_id: str
    submission_id: str
    report: Report
    reward: Reward
