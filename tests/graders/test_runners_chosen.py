"""Which runner a test program is written for, and programs that say nothing with theirs."""

from __future__ import annotations

import pytest

from assay.faults import InvalidTask
from assay.types import Program, ProgramRunner, Test
from graders.code import runner_of, written_for
from tests.graders.records import GRADER, planned, submit, task

CASE = "import unittest\nclass T(unittest.TestCase):\n def test(self): assert solve(1, 2) == 3\n"
FUNCTION = "def test_solve():\n assert solve(1, 2) == 3\n"
MAIN = "if __name__ == '__main__':\n "

SCRIPTS = [
    "assert solve(1, 2) == 3",
    "def check(candidate):\n assert candidate(1, 2) == 3\ncheck(solve)",
    FUNCTION + "test_solve()",
    FUNCTION + MAIN + "test_solve()",
    FUNCTION + "for test in (test_solve,):\n test()",
    FUNCTION + "try:\n x = 1\nfinally:\n test_solve()",
    FUNCTION + "def main():\n test_solve()\nmain()",
    FUNCTION + "for name, f in list(globals().items()):\n if name.startswith('test'): f()",
    "def test(candidate):\n assert candidate(1, 2) == 3\ntest(solve)",
    "class Tester:\n def go(self): assert solve(1, 2) == 3\nTester().go()",
]
UNITTESTS = [
    CASE,
    CASE + MAIN + "unittest.main()",
    CASE + "unittest.main(exit=False)",
    "from unittest import TestCase, main\nclass T(TestCase):\n def test(self): solve(1, 2)\nmain()",
    "import unittest\nclass Base(unittest.TestCase): pass\nclass T(Base):\n def test(self): f()",
    "import unittest\nclass T(unittest.IsolatedAsyncioTestCase):\n async def test(self): solve()",
]
PYTESTS = [
    FUNCTION,
    "import pytest\n" + FUNCTION + MAIN + "pytest.main([__file__])",
    "import pytest, sys\n" + FUNCTION + MAIN + "sys.exit(pytest.main([]))",
    "class TestSolve:\n def test(self): assert solve(1, 2) == 3",
    "import pytest\n@pytest.mark.parametrize('a', [1])\ndef test_a(a): assert solve(a, 2) == 3",
    "async def test_a(): assert solve(1, 2) == 3",
    "def made():\n return 1\nROW = made()\n" + FUNCTION,
    "assert callable(solve)\n" + FUNCTION,
    CASE + FUNCTION,
    "def other():\n test_solve()\n" + FUNCTION,
]


@pytest.mark.parametrize(
    ("source", "runner"),
    [(source, ProgramRunner.SCRIPT) for source in SCRIPTS]
    + [(source, ProgramRunner.UNITTEST) for source in UNITTESTS]
    + [(source, ProgramRunner.PYTEST) for source in PYTESTS],
)
def test_the_runner_is_chosen_by_the_source(source: str, runner: ProgramRunner) -> None:
    """Where the task names none; what it was chosen for can be graded so, and is run so."""
    assert written_for(source) is runner
    of = task(Test("a", Program(source)))
    GRADER.check(of)
    examine = planned(submit(of)).stages[0].processes[1].job
    assert examine.runner is runner  # type: ignore[union-attr]


def test_the_tasks_own_word_wins() -> None:
    """A runner that is named is used, whatever the source looks like."""
    for runner in ProgramRunner:
        assert runner_of(Program(CASE, runner)) is runner


@pytest.mark.parametrize(
    ("source", "runner", "better"),
    [
        (FUNCTION, "script", "set it to 'pytest'"),
        (CASE, "script", "set it to 'unittest'"),
        ("x = 1\ndef helper(): return 1\nhelper()\n" + FUNCTION, "script", "set it to 'pytest'"),
        ("import pytest\n" + FUNCTION + "pytest.main()", "script", "set it to 'pytest'"),
        ("import pytest, solution\npytest.main()", "script", "set it to 'pytest'"),
        ("import pytest\n" + FUNCTION + "pytest.main()", "pytest", "leave out the call"),
    ],
)
def test_a_program_that_says_nothing_is_refused(source: str, runner: str, better: str) -> None:
    """It would pass whatever the candidate wrote; the author is told which runner it needs."""
    with pytest.raises(InvalidTask, match=better) as raised:
        GRADER.check(task(Test("a", Program(source, ProgramRunner(runner)))))
    assert raised.value.field == "code.tests[0].program.runner"


@pytest.mark.parametrize("main", ["unittest.main()", "unittest.main(exit=False)"])
def test_a_script_may_run_its_test_cases(main: str) -> None:
    """Whoever runs them; their outcomes are heard."""
    for source in (CASE + main, CASE + MAIN + main):
        GRADER.check(task(Test("a", Program(source, ProgramRunner.SCRIPT))))
