"""Which names a test program takes from the candidate."""

from __future__ import annotations

import pytest

from graders.code.names import forgotten, wanted


@pytest.mark.parametrize(
    ("program", "names"),
    [
        ("def check(candidate):\n    assert candidate(1) == 2\ncheck(solve)", ("solve",)),
        ("assert solve(poly(1)) == 1", ("poly", "solve")),
        ("from solution import solve\nassert solve(1)", ()),
        ("import math\nassert math.isclose(solve(1), 2)", ("solve",)),
        ("from math import *\nassert sqrt(4) == solve(1)", ("solve",)),
        ("def helper():\n    return other()\nassert solve(helper())", ("other", "solve")),
        ("assert [y for x in solve(1) if (y := x)] == [1]\nprint(y)", ("solve",)),
        ("def f():\n    global g\n    g = 1\nf()\nassert solve(g)", ("solve",)),
        ("class A:\n    def m(self):\n        return solve(__name__)\nA().m()", ("solve",)),
        ("try:\n    solve(1)\nexcept ValueError as e:\n    print(e)", ("solve",)),
        ("assert globals()['solve'](1)", ("solve",)),
        ("solve = 3\nassert solve", ()),
        ("lambda q: q + r", ("r",)),
        ("", ()),
    ],
)
def test_free_globals_are_the_candidates(program: str, names: tuple[str, ...]) -> None:
    """A name is the candidate's if nothing trusted binds it, in any scope."""
    assert wanted(program, "", "solve") == names


def test_prelude_and_builtins_are_trusted() -> None:
    """What the prelude defines is never taken from the candidate; nor is a builtin."""
    prelude = "from typing import *\ndef poly(x): return x\n"
    assert wanted("assert solve(poly(1), sum([1])) == List", prelude, "solve") == ("solve",)


def test_an_entry_point_may_have_a_builtins_name() -> None:
    """A candidate's own `sorted` is what a test of `sorted` tests."""
    assert wanted("assert sorted([2, 1]) == [1, 2]", "", "sorted") == ("sorted",)
    assert wanted("assert Solver().run(1)", "", "Solver.run") == ("Solver",)


def test_a_broken_program_says_so() -> None:
    """What can't be compiled is a SyntaxError, for `check` to tell."""
    with pytest.raises(SyntaxError):
        wanted("def (", "", None)


@pytest.mark.parametrize(
    ("program", "imports"),
    [
        ("assert math.isclose(solve(1), 2)", {"math": "import math"}),
        ("assert np.allclose(solve(1), 2)", {"np": "import numpy as np"}),
        ("import math\nassert math.isclose(solve(1), 2)", {}),
        ("assert string.pushed(1) == 2", {}),  # no such attribute: an object of the candidate's
        ("solve(math)\nassert math.pi", {}),
    ],
)
def test_a_forgotten_module_is_pythons_own(program: str, imports: dict[str, str]) -> None:
    """A candidate's own `math.isclose` would judge it, where only the candidate imports math."""
    assert forgotten(program, "", "solve") == imports
    assert not set(imports) & set(wanted(program, "", "solve"))
    assert forgotten(program, "import math\nimport numpy as np", "solve") == {}
