"""The fake service for the client's tests."""

from tests.client.fake import quick, service, task

__all__ = ["quick", "service", "task"]
