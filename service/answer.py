"""Room 8, answer: what became of each submission, as a message; and a fault, as a status.

This is the one place where a fault becomes a gRPC status.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import grpc.aio
from google.protobuf import any_pb2, duration_pb2
from google.rpc import error_details_pb2, status_pb2

from assay.faults import Fault, InvalidTask, Unsupported
from assay.types import Graded
from assay.v1 import grading_pb2
from assay.wire import FAULT_KEY, answer_to_pb, fault_to_pb

DETAILS_KEY = "grpc-status-details-bin"

MOST_TOLD = 1000
"""Characters of a fault's message in a status: trailers have to fit 8 KiB, three times over."""


def response(answers: Sequence[tuple[str, Graded | Fault]]) -> grading_pb2.GradeResponse:
    """The answers, each under its submission's id, in order.

    Raises the fault instead if all have the same one and it is about the task: then nothing was
    graded, and no other submission will fare better.
    """
    first = answers[0][1]
    if isinstance(first, InvalidTask | Unsupported) and all(
        type(given) is type(first) and str(given) == str(first) for _, given in answers
    ):
        raise first
    return grading_pb2.GradeResponse(answers=[answer_to_pb(name, given) for name, given in answers])


def status(fault: Fault) -> status_pb2.Status:
    """The fault as `google.rpc.Status`, with `RetryInfo` and `BadRequest` where they apply."""
    details: list[any_pb2.Any] = []
    if fault.retry_after_s is not None:
        delay = duration_pb2.Duration()
        delay.FromNanoseconds(int(fault.retry_after_s * 1e9))
        details.append(_packed(error_details_pb2.RetryInfo(retry_delay=delay)))
    if isinstance(fault, InvalidTask):
        violation = error_details_pb2.BadRequest.FieldViolation(
            field=fault.field[:MOST_TOLD], description=fault.message[:MOST_TOLD]
        )
        details.append(_packed(error_details_pb2.BadRequest(field_violations=[violation])))
    code = grpc.StatusCode[fault.code].value[0]
    return status_pb2.Status(code=code, message=fault.message[:MOST_TOLD], details=details)


def _packed(detail: error_details_pb2.RetryInfo | error_details_pb2.BadRequest) -> any_pb2.Any:
    packed = any_pb2.Any()
    packed.Pack(detail)
    return packed


async def abort(context: grpc.aio.ServicerContext[bytes, object], fault: Fault) -> NoReturn:
    """Ends the call with the fault's status and its details. Never returns."""
    told = fault_to_pb(fault)
    told.message, told.field = told.message[:MOST_TOLD], told.field[:MOST_TOLD]
    trailers = (
        (FAULT_KEY, told.SerializeToString()),
        (DETAILS_KEY, status(fault).SerializeToString()),
    )
    await context.abort(grpc.StatusCode[fault.code], told.message, trailers)
    raise AssertionError("abort returns never")
