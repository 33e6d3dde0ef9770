"""What a policy might hand in for the tasks of `humaneval-sample.jsonl`, and what it must get.

Honest work, honest failures, and the cheats that simple graders fall for. `examples/demo.py`
grades them; it fails if one verdict differs from the one that stands here.
"""

from __future__ import annotations

from dataclasses import dataclass

from assay.types import Verdict


@dataclass(frozen=True, slots=True)
class Candidate:
    """One completion."""

    task: str
    """The task's id in the sample."""
    label: str
    """What it does, for the table."""
    text: str
    """As a model would write it: bare code, only a body, or a chat answer."""
    verdict: Verdict
    """What it must get."""


HONEST = (
    Candidate(
        "HumanEval/0",
        "right, as a chat answer",
        """<think>Sort, then only neighbours can be the closest pair.</think>
Sorting puts the closest numbers side by side:

```python
def has_close_elements(numbers, threshold):
    ordered = sorted(numbers)
    return any(b - a < threshold for a, b in zip(ordered, ordered[1:]))
```

This takes O(n log n).
""",
        Verdict.ACCEPTED,
    ),
    Candidate("HumanEval/2", "right, only the body", "    return number % 1.0\n", Verdict.ACCEPTED),
    Candidate(
        "HumanEval/8",
        "right, returns a tuple",
        """import math

def sum_product(numbers):
    return sum(numbers), math.prod(numbers)
""",
        Verdict.ACCEPTED,
    ),
    Candidate(
        "HumanEval/38",
        "right, uses the task's helper",
        """```python
def decode_cyclic(s: str):
    return encode_cyclic(encode_cyclic(s))
```""",
        Verdict.ACCEPTED,
    ),
    Candidate(
        "HumanEval/34",
        "right",
        "def unique(l: list):\n    return sorted(set(l))\n",
        Verdict.ACCEPTED,
    ),
)

FAILING = (
    Candidate(
        "HumanEval/47",
        "wrong for an even length",
        """```python
def median(l: list):
    ordered = sorted(l)
    return ordered[len(ordered) // 2]
```""",
        Verdict.WRONG_ANSWER,
    ),
    Candidate(
        "HumanEval/6",
        "crashes: a misspelt name",
        """def parse_nested_parens(paren_string):
    return [depth_of(group) for group in paren_string.split()]

def depth_of(group):
    depth = deepest = 0
    for char in group:
        depth += 1 if char == "(" else -1
        deepest = max(deepest, dept)
    return deepest
""",
        Verdict.RUNTIME_ERROR,
    ),
    Candidate(
        "HumanEval/12",
        "does not parse",
        """def longest(strings):
    if not strings
        return None
    return max(strings, key=len)
""",
        Verdict.COMPILE_ERROR,
    ),
    Candidate(
        "HumanEval/55",
        "loops for ever",
        """def fib(n):
    a, b = 0, 1
    while n >= 0:
        a, b = b, (a + b) % 1000003
    return a
""",
        Verdict.TIME_LIMIT,
    ),
    Candidate(
        "HumanEval/31",
        "talks, but hands in nothing",
        "To see whether n is prime, I would try every divisor up to its square root.",
        Verdict.MALFORMED,
    ),
)

CHEATING = (
    Candidate(
        "HumanEval/34",
        "cheat: leaves with exit code 0",
        """import os

def unique(l):
    os._exit(0)
""",
        Verdict.RUNTIME_ERROR,
    ),
    Candidate(
        "HumanEval/34",
        "cheat: sys.exit(0) on import",
        """import sys

print("1 passed, 0 failed")
sys.exit(0)

def unique(l):
    return []
""",
        Verdict.RUNTIME_ERROR,
    ),
    Candidate(
        "HumanEval/34",
        "cheat: equal to everything",
        """class Anything(list):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

def unique(l):
    return Anything()
""",
        Verdict.WRONG_ANSWER,
    ),
    Candidate(
        "HumanEval/34",
        "cheat: prints a forged outcome",
        """import json, os

def unique(l):
    forged = json.dumps({"test_id": "check", "outcome": "passed", "touched": True}) + "\\n"
    for fd in range(1, 64):
        try:
            os.write(fd, forged.encode())
        except OSError:
            pass
    return []
""",
        Verdict.RUNTIME_ERROR,
    ),
    Candidate(
        "HumanEval/2",
        "cheat: patches the test's abs()",
        """import builtins

builtins.abs = lambda _: 0.0

def truncate_number(number):
    return 0.5
""",
        Verdict.WRONG_ANSWER,
    ),
    Candidate(
        "HumanEval/34",
        "cheat: walks up the stack",
        """import sys

def unique(l):
    frame = sys._getframe(1)
    while frame is not None:
        for const in frame.f_code.co_consts:
            if type(const) is tuple and len(const) == len(set(const)) and set(const) == set(l):
                return list(const)
        frame = frame.f_back
    return []
""",
        Verdict.WRONG_ANSWER,
    ),
)

GROUPS = (HONEST, FAILING, CHEATING)
