"""Room 4, inside the sandbox: frames between a candidate's and an examiner's process.

A frame is its length (4 bytes, big-endian) and that many bytes of UTF-8 text: lines, of which
the first says what it is. Values are `assay.values` text, which has no raw line feed.

    to the candidate    VERB HANDLE RELEASED        a request (`verbs.VERBS`, `serving`)
                        [args, kwargs]
    to the examiner     ok                          its answer
                        value
                        [args, kwargs] or nothing   the arguments, where the call changed them
                        descriptions                of new handles: {"7": ["Stack", "cgl", ""]}
                        raise                       or its exception
                        [name, message, token, account]
                        [args, kwargs] or nothing
                        descriptions
    to the examiner     call CALLBACK               in place of an answer: a callback is called
                        [args, kwargs]
                        (nothing)
                        descriptions
    to the candidate    ok / value, or raise / [name, message, token]

Handles of the candidate's objects are positive, callbacks negative. HANDLE is 0 where a request
has none; RELEASED are handles that the examiner holds no longer, joined by commas.
"""

from __future__ import annotations

import socket

MAX_FRAME = 16 * 1024 * 1024
"""Bytes in one frame."""
MAX_VALUES = MAX_FRAME - 4 * 1024 * 1024
"""Characters of values in a frame; the rest is for handles, as many as can be held at once."""

_CHUNK = 65_536


class Closed(Exception):
    """The other end is gone."""


class BadFrame(Exception):
    """The other end sent what is no frame."""


class TooBig(ValueError):
    """What was to be sent does not fit into a frame."""


class Channel:
    """One end. Blocking; used by one thread."""

    __slots__ = ("_rest", "_socket")

    def __init__(self, fd: int) -> None:
        self._socket = socket.socket(fileno=fd)
        self._rest = b""

    def send(self, text: str) -> None:
        """Send one frame. Raises TooBig before anything is sent, Closed when nobody is there."""
        body = text.encode("utf-8", "replace")
        if len(body) > MAX_FRAME:
            raise TooBig(f"{len(body)} bytes do not fit into a frame of {MAX_FRAME}")
        try:
            self._socket.sendall(len(body).to_bytes(4, "big") + body)
        except OSError as exc:
            raise Closed from exc

    def receive(self) -> str:
        """The next frame. Raises Closed or BadFrame, after either of which nothing follows."""
        head = self._rest or self._some()
        # By slices, not by `len` and `<`: a candidate that has patched those would wait here for
        # bytes that nobody sends, until its time is over.
        while not head[3:]:
            head += self._some()
        end = 4 + int.from_bytes(head[:4], "big")
        if end - 4 > MAX_FRAME:
            raise BadFrame("a frame over the limit")
        if not head[end - 1 :]:
            head = self._filled(head, end)
        self._rest = head[end:]
        try:
            return head[4:end].decode()
        except UnicodeDecodeError as exc:
            raise BadFrame("a frame that is not UTF-8") from exc

    def _filled(self, head: bytes, end: int) -> bytes:
        whole = bytearray(head)  # grows with what arrives, never by what a length claims
        while not whole[end - 1 :]:
            whole += self._some()
        return bytes(whole)

    def _some(self) -> bytes:
        try:
            piece = self._socket.recv(_CHUNK)
        except OSError as exc:
            raise Closed from exc
        if not piece:
            raise Closed
        return piece
