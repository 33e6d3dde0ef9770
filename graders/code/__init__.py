"""Rooms 3 and 5 for the `code` grader: programs against tests.

grader      its doors: check, plan, settles, resume, checks, judge
tasks       whether a task can be graded at all
extract     the code in a submission's text
names       what a test program takes from the candidate
runners     how a test program is run
plan        the stages to run, and those that follow from what became of one
statements  what processes said, read strictly
ground      what a finding is, and all that may be said of a (hidden) test
ends        how a process ended that owed more
programs    what became of one test program
findings    what one stage's record says about each of its tests
judge       the report
"""

from __future__ import annotations

from graders.code.grader import CodeGrader
from graders.code.runners import runner_of, written_for

__all__ = ["CodeGrader", "runner_of", "written_for"]
