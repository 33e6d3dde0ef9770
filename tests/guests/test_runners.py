"""unittest and pytest programs: every planned test has to be run, and to pass."""

from __future__ import annotations

import pytest

UNITTEST = "import unittest\nfrom solution import f\nclass T(unittest.TestCase):\n"
SOURCE = "def f(x):\n    if x < 0: raise ValueError('negative')\n    return x + 1"


def test_unittest_passes(bench):
    """A program of passing TestCases passes, with an item for each test."""
    program = UNITTEST + (
        " def test_a(self): self.assertEqual(f(1), 2)\n"
        " def test_b(self):\n  with self.assertRaises(ValueError): f(-1)"
    )
    said = bench.exam(SOURCE, program, runner="unittest", names=()).said
    assert said["outcome"] == "passed", said
    assert [item["outcome"] for item in said["items"]] == ["passed", "passed"]


@pytest.mark.parametrize(
    ("body", "item"),
    [
        (" def test(self): self.assertEqual(f(1), 3)", "failed"),
        (" def test(self): f('x')", "error"),
        (" @unittest.skip('no')\n def test(self): pass", "skipped"),
        (" def test(self): self.skipTest('no')", "skipped"),
        (" @unittest.expectedFailure\n def test(self): self.assertEqual(f(1), 3)", "skipped"),
        (" @unittest.expectedFailure\n def test(self): self.assertEqual(f(1), 2)", "failed"),
        (" def test(self):\n  with self.subTest(1): self.assertEqual(f(1), 3)", "failed"),
        (" @classmethod\n def setUpClass(cls): f('x')\n def test(self): pass", "error"),
    ],
)
def test_unittest_fails(bench, body, item):
    """Whatever is not a pass is none: failures, errors, skips, expected failures."""
    said = bench.exam(SOURCE, UNITTEST + body, runner="unittest", names=()).said
    assert said["outcome"] in ("failed", "error")
    assert item in [one["outcome"] for one in said["items"]]


def test_no_tests_is_a_failure(bench):
    """A unittest or pytest program without any test has not passed."""
    for runner in ("unittest", "pytest"):
        said = bench.exam(SOURCE, "x = 1", runner=runner).said
        assert said["outcome"] == "failed"
        assert said["message"]


def test_unittest_failure_is_explained(bench):
    """Line, expectation and value of the first failure; later tests still run."""
    body = (
        " def test_a(self): self.assertEqual(f(1), 3)\n def test_b(self): self.assertEqual(f(1), 2)"
    )
    said = bench.exam(SOURCE, UNITTEST + body, runner="unittest", names=()).said
    assert (said["line"], said["actual"], said["expected"]) == (4, "2", "3")
    assert [item["outcome"] for item in said["items"]] == ["failed", "passed"]


def test_a_unittest_program_may_call_main(bench):
    """`unittest.main()` does nothing where its tests are run anyway, guarded or not."""
    body = UNITTEST + " def test(self): self.assertEqual(f(1), {})\nunittest.main()"
    for runner in ("unittest", "pytest"):
        assert bench.exam(SOURCE, body.format(2), runner=runner).outcome == "passed"
        said = bench.exam(SOURCE, body.format(3), runner=runner).said
        assert [item["outcome"] for item in said["items"]] == ["failed"]


MAINS = {
    "guarded": "if __name__ == '__main__':\n unittest.main()",
    "bare": "unittest.main()",
    "imported": "from unittest import main\nmain()",
    "that goes on": "unittest.main(exit=False)",
    "with arguments": "unittest.main(argv=[''], verbosity=2, exit=False)",
    "a runner's": (
        "suite = unittest.defaultTestLoader.loadTestsFromTestCase(T)\n"
        "unittest.TextTestRunner().run(suite)"
    ),
    "with a status": (
        "import sys\nsuite = unittest.defaultTestLoader.loadTestsFromTestCase(T)\n"
        "sys.exit(not unittest.TextTestRunner().run(suite).wasSuccessful())"
    ),
}


@pytest.mark.parametrize("how", MAINS)
def test_a_script_may_run_its_test_cases(bench, how):
    """However a script runs them, each has to pass, and is told of by name."""
    for value, outcome in ((2, "passed"), (3, "failed")):
        body = UNITTEST + f" def test(self): self.assertEqual(f(1), {value})\n{MAINS[how]}"
        said = bench.exam(SOURCE, body).said
        assert said["outcome"] == outcome, said
        assert [item["outcome"] for item in said["items"]] == [outcome]


@pytest.mark.parametrize(
    "body",
    [
        " @unittest.skip('no')\n def test(self): f(1)",
        " @unittest.expectedFailure\n def test(self): self.assertEqual(f(1), 3)",
        " def test(self):\n  with self.subTest(1): self.assertEqual(f(1), 3)",
        " @classmethod\n def setUpClass(cls): f('x')\n def test(self): pass",
    ],
)
def test_a_script_hears_what_is_no_pass(bench, body):
    """Skipped tests and expected failures are none, whatever `main` makes of them."""
    said = bench.exam(SOURCE, UNITTEST + body + "\nf(1)\nunittest.main()").said
    assert said["outcome"] in ("failed", "error")
    assert "passed" not in [item["outcome"] for item in said["items"]]


PYTEST = "import pytest\nfrom solution import f\n"


def test_pytest_passes(bench):
    """Plain asserts, raises, parametrize, approx and fixtures of pytest's own work."""
    program = PYTEST + (
        "@pytest.mark.parametrize('x', [1, 2])\ndef test_a(x, tmp_path): assert f(x) == x + 1\n"
        "def test_b():\n with pytest.raises(ValueError, match='neg'): f(-1)\n"
        "class TestC:\n def test_c(self): assert f(0.1) == pytest.approx(1.1)"
    )
    pair = bench.exam(SOURCE, program, runner="pytest", names=())
    assert pair.outcome == "passed", (pair.said, pair.examiner.stdout, pair.examiner.stderr)
    assert len(pair.said["items"]) == 4


def test_pytest_has_names_and_prelude(bench):
    """Names that a pytest program uses without an import are bound in it."""
    pair = bench.exam(
        SOURCE, "def test_a(): assert f(1) == two()", runner="pytest", prelude="def two(): return 2"
    )
    assert pair.outcome == "passed", pair.said


@pytest.mark.parametrize(
    ("body", "item"),
    [
        ("def test_a(): assert f(1) == 3", "failed"),
        ("def test_a(): f('x')", "failed"),
        ("def test_a(): pytest.skip('no')", "skipped"),
        ("@pytest.mark.skip\ndef test_a(): pass", "skipped"),
        ("@pytest.mark.xfail\ndef test_a(): assert f(1) == 3", "skipped"),
        ("@pytest.mark.xfail\ndef test_a(): assert f(1) == 2", "failed"),
        ("@pytest.fixture\ndef x(): f('x')\ndef test_a(x): pass", "error"),
        ("def test_a(): pass\ndef test_b(): pytest.exit('enough', 0)", ""),
        ("f('x')\ndef test_a(): pass", ""),
        ("import nowhere\ndef test_a(): pass", ""),
        ("def test_a(:", ""),
    ],
)
def test_pytest_fails(bench, body, item):
    """Skips, expected failures, errors of collecting and early ends are failures."""
    pair = bench.exam(SOURCE, PYTEST + body, runner="pytest", names=())
    assert pair.outcome in ("failed", "error"), (pair.said, pair.examiner.stderr)
    if item:
        assert item in [one["outcome"] for one in pair.said["items"]]


def test_pytest_failure_is_explained(bench):
    """Line, expectation and value of the first failure; later tests still run."""
    body = "def test_a():\n    got = f(1)\n    assert got == 3\ndef test_b(): assert f(1) == 2"
    said = bench.exam(SOURCE, PYTEST + body, runner="pytest", names=()).said
    assert (said["line"], said["source"]) == (5, "assert got == 3")
    assert (said["actual"], said["expected"], said["call"]) == ("2", "3", "f(1)")
    assert [item["outcome"] for item in said["items"]] == ["failed", "passed"]


def test_pytest_raises_is_not_met_by_outcomes(bench):
    """A candidate's SkipTest, pytest outcome, SystemExit or KeyboardInterrupt ends nothing."""
    for raised in (
        "import unittest\n  raise unittest.SkipTest('x')",
        "import pytest\n  pytest.skip('x')",
        "import pytest\n  pytest.exit('x', 0)",
        "raise SystemExit(0)",
        "raise KeyboardInterrupt",
        "raise GeneratorExit",
        "raise StopIteration",
    ):
        source = f"def f():\n  {raised}"
        pair = bench.exam(source, PYTEST + "def test_a(): f()", runner="pytest", names=())
        assert (pair.said["outcome"], pair.said["origin"]) == ("error", "candidate"), raised
        pair = bench.exam(source, "try:\n f()\nexcept RuntimeError: print('seen')\nelse: assert 0")
        assert (pair.outcome, pair.examiner.stdout) == ("passed", "seen\n")


@pytest.mark.parametrize("runner", ["script", "unittest", "pytest"])
def test_together(bench, runner):
    """In `shared` trust the same programs run in one process, and what handles refuse works."""
    source = (
        "class f:\n def __init__(self, x): self.x = x\n def __eq__(self, o): return self.x == o.x"
    )
    program = {
        "script": "from solution import f\nassert f(1) == f(1)",
        "unittest": UNITTEST + " def test(self): self.assertEqual(f(1), f(1))",
        "pytest": PYTEST + "def test(): assert f(1) == f(1)",
    }[runner]
    assert bench.together(source, program, runner).said["outcome"] == "passed"
    program = program.replace("f(1))", "f(2))").replace("== f(1)", "== f(2)")
    said = bench.together(source, program, runner).said
    assert said["outcome"] == "failed"
