"""The client's fake service, for the command's tests."""

from tests.client.fake import quick, service, task

__all__ = ["quick", "service", "task"]
