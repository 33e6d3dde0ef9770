"""Made-up tasks, reports and rewards: hypothesis strategies over all of `assay.types`."""

from __future__ import annotations

from hypothesis import strategies as st

from assay import ranges
from assay.types import (
    AsMultiset,
    AsSet,
    Call,
    CheckDetail,
    CheckerProgram,
    CheckOutcome,
    CodeTask,
    Diagnostic,
    Exact,
    FeedbackLevel,
    Floats,
    Frame,
    Graded,
    JsonEqual,
    Limits,
    Program,
    ProgramRunner,
    Report,
    Reward,
    Shaping,
    Stdio,
    StopRule,
    Task,
    Test,
    Tokens,
    Trust,
    UnorderedLines,
    Usage,
    Verdict,
)

texts = st.text(max_size=20)
names = st.text(min_size=1, max_size=8)
amounts = st.floats(0, 1e6)
shares = st.floats(0, 1)

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
keys = st.integers() | texts | st.booleans()
pythons = st.recursive(
    scalars | st.binary(max_size=8) | st.fractions() | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(keys, inner, max_size=3)
        | st.frozensets(st.integers(), max_size=3)
    ),
    max_leaves=8,
)

checkers = (
    st.sampled_from([Exact(), Tokens(), UnorderedLines(), AsSet(), AsMultiset(), JsonEqual()])
    | st.builds(Floats, absolute=amounts, relative=amounts)
    | st.builds(CheckerProgram, source=texts)
)


def _limit(name: str) -> st.SearchStrategy[float]:
    low, high = ranges.LIMITS[name]
    return st.floats(low, high) if name.endswith("_s") else st.integers(int(low), int(high))


limits = st.builds(Limits, **{name: _limit(name) for name in ranges.LIMITS})
shapings = st.builds(
    Shaping,
    profile=st.sampled_from(ranges.PROFILES),
    time_penalty=shares,
    length_penalty=shares,
    length_limit=st.integers(1, 10**6),
)

calls = st.builds(
    Call,
    args=st.lists(pythons, max_size=3).map(tuple),
    expected=pythons,
    kwargs=st.dictionaries(names, pythons, max_size=2),
    entry_point=st.none() | names,
)
asked = st.builds(Stdio, stdin=texts, stdout=texts) | calls
programs = st.builds(Program, source=texts, runner=st.none() | st.sampled_from(ProgramRunner))
weights = st.floats(0.01, 100) | st.just(1.0)
tests = st.builds(
    Test,
    id=names,
    body=asked,
    hidden=st.booleans(),
    weight=weights,
    checker=st.none() | checkers,
) | st.builds(Test, id=names, body=programs, hidden=st.booleans(), weight=weights)
codes = st.builds(
    CodeTask,
    language=names,
    tests=st.lists(tests, min_size=1, max_size=3).map(tuple),
    entry_point=names,
    prelude=texts,
    prefix=texts,
    module=names,
    checker=st.none() | checkers,
    stop=st.sampled_from(StopRule),
    reference=st.none() | texts,
    allow_shared=st.booleans(),
    plain_answers=st.booleans(),
)
tasks = st.builds(
    Task,
    id=names,
    code=codes,
    limits=limits,
    feedback=st.sampled_from(FeedbackLevel),
    shaping=shapings,
    require_trust=st.none() | st.sampled_from(Trust),
)

lines = st.integers(1, 10**6)
frames = st.builds(Frame, line=lines, function=texts, text=texts)
diagnostics = st.builds(
    Diagnostic,
    severity=st.sampled_from(["error", "warning", "note"]),
    kind=texts,
    message=texts,
    line=st.none() | lines,
    column=st.none() | lines,
    source=st.none() | texts,
    frames=st.lists(frames, max_size=3).map(tuple),
    test_id=st.none() | st.sampled_from(["t1", "t2"]) | names,
)
maybe = st.none() | texts
details = st.builds(CheckDetail, input=maybe, expected=maybe, actual=maybe, diff=maybe)
checks = st.builds(
    CheckOutcome,
    id=st.sampled_from(["t1", "t2", "t3"]) | names,
    verdict=st.sampled_from(Verdict),
    weight=amounts,
    hidden=st.booleans(),
    detail=st.none() | details,
)
reports = st.builds(
    Report,
    verdict=st.sampled_from([v for v in Verdict if v is not Verdict.NOT_RUN]),
    trust=st.sampled_from(Trust),
    checks=st.lists(checks, max_size=4).map(tuple),
    diagnostics=st.lists(diagnostics, max_size=4).map(tuple),
    usage=st.builds(Usage, wall_s=amounts, cpu_s=amounts, memory_bytes=st.integers(0, 2**40)),
    limits=limits,
    code_chars=st.integers(0, 10**6),
    is_cached=st.booleans(),
)
rewards = st.builds(
    Reward,
    value=shares,
    parts=st.dictionaries(names, shares, max_size=3),
    steps=st.lists(shares, max_size=3).map(tuple),
    text=texts,
)
gradeds = st.builds(Graded, task_id=names, submission_id=names, report=reports, reward=rewards)


def call_task(**changes: object) -> Task:
    """A small task of one call, with the fields of its code changed."""
    code: dict[str, object] = {
        "language": "python",
        "entry_point": "f",
        "tests": (Test("t1", Call(([2, 7], 9), [0, 1])),),
        **changes,
    }
    return Task("two-sum", CodeTask(**code))  # type: ignore[arg-type]
