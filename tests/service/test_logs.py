"""What the service writes about itself."""

from __future__ import annotations

import json

import pytest

from service.logs import places, request_id, start

SECRET = "what a candidate wrote"


def test_an_exception_is_told_without_what_it_holds() -> None:
    """Places in our code and types are told; messages and locals, which quote callers, are not."""
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as exc:
            raise RuntimeError(SECRET) from exc
    except RuntimeError as exc:
        told = places(exc)
    assert told[0] == "RuntimeError"
    assert "ValueError" in told
    assert any("test_logs.py" in line for line in told)
    assert SECRET not in "\n".join(told)


def test_a_line_is_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    """Fields are keys, whatever is in them stays on its line, and lower levels are left out."""
    log = start("info")
    log.debug("quiet")
    log.info("call", told="two\nlines")
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["told"] == "two\nlines"


def test_request_ids() -> None:
    """A caller's own id is kept if it is short and plain; else each request gets a new one."""
    assert request_id([("x-request-id", "abc-1")]) == "abc-1"
    made = {request_id([("x-request-id", bad)]) for bad in ("", "a b", "x" * 129, "\n")}
    assert len(made) == 4
