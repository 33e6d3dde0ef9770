"""The whole corridor: read this first. A line for each room, in one direction.

    1 Ask      assay.client       a GradeRequest
    2 Admit    service.admit      orders: submissions, checked, with limits and a deadline
    3 Plan     graders            \\
    4 Run      sandboxes           > worker.corridor, once for each submission that isn't known
    5 Judge    graders            /
    6 Score    (no grader of steps yet)
    7 Shape    assay.shaping      a reward for each report
    8 Answer   service.answer     a GradeResponse
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from assay.faults import Fault
from assay.shaping import shape
from assay.types import FeedbackLevel, Graded
from assay.v1 import grading_pb2
from service.admit import Admitted, Caller, Room, admit
from service.answer import response
from service.dispatch import Dispatch, Order, Outcome
from service.tasks import Tasks


class Corridor:
    """From a request to its response. For one event loop, many requests at once."""

    def __init__(
        self, tasks: Tasks, room: Room, dispatch: Dispatch, defect: Callable[[Exception], None]
    ) -> None:
        """`defect`: hears of an exception that is our own and costs an answer its text."""
        self._tasks = tasks
        self._room = room
        self._dispatch = dispatch
        self._defect = defect

    async def grade(
        self, request: grading_pb2.GradeRequest, size: int, caller: Caller
    ) -> tuple[grading_pb2.GradeResponse, list[Graded | Fault]]:
        """The response, and what is in it. `size`: the request's bytes on the wire.

        Raises a fault when nothing was graded. Cancelling stops what this caller alone wants.
        """
        now = asyncio.get_running_loop().time()
        with self._room.entered(caller.client, len(request.submissions), size):
            admitted = await admit(request, caller, self._tasks, now)
            outcomes = await self._dispatch.outcomes(admitted.orders, admitted.answers_at)
        pairs = zip(admitted.orders, outcomes, strict=True)
        settled = [self._shaped(admitted, order, outcome) for order, outcome in pairs]
        names = [order.submission.id for order in admitted.orders]
        return response(list(zip(names, settled, strict=True))), settled

    async def register(
        self, request: grading_pb2.RegisterTaskRequest, caller: Caller
    ) -> grading_pb2.RegisterTaskResponse:
        """The digest under which this client may name the task from now on."""
        digest = await self._tasks.register(caller.client, request.task)
        return grading_pb2.RegisterTaskResponse(digest=digest)

    def _shaped(self, admitted: Admitted, order: Order, outcome: Outcome) -> Graded | Fault:
        """Room 7: the reward for one report. A fault has none.

        Feedback quotes what a candidate wrote. If that trips a defect of ours it costs the text,
        not the reward, and never the other submissions' answers.
        """
        if isinstance(outcome, Fault):
            return outcome
        try:
            reward = shape(outcome, admitted.shaping, admitted.feedback)
        except Exception as exc:
            self._defect(exc)
            reward = shape(outcome, admitted.shaping, FeedbackLevel.NONE)
        return Graded(order.submission.task.id, order.submission.id, outcome, reward)
