"""Room 2's door: who may speak to the service, and under which name.

Whoever can reach a service can have programs run by it, so: loopback or a unix socket by
default, and a public address only with TLS, a token, or `--insecure` said aloud.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import grpc

from assay.faults import Unauthenticated

_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SCHEME = "bearer "
_LEAST_TOKEN = 16


class BadSetting(ValueError):
    """A setting that the service does not start with. Says what to change."""


class Doorkeeper:
    """Tells callers apart, by token where the service has tokens, else by connection.

    Tokens are looked up by their SHA-256, so that the time of a look-up says nothing about how
    much of a guess was right.
    """

    def __init__(self, tokens: Mapping[str, str] | None = None) -> None:
        """`tokens`: each client's token, by the client's name; None: everyone may speak."""
        self._clients = (
            None if tokens is None else {_hashed(token): name for name, token in tokens.items()}
        )

    @property
    def has_tokens(self) -> bool:
        """Whether callers must show a token."""
        return self._clients is not None

    def client(self, metadata: Iterable[tuple[str, str | bytes]], peer: str) -> str:
        """The caller's name. Raises `Unauthenticated`.

        Without tokens a client is a connection, and several behind one unix socket may tell
        themselves apart with `assay-client`: it buys nobody more than what a second connection
        would.
        """
        given = dict(metadata)
        if self._clients is None:
            named = given.get("assay-client", "")
            if isinstance(named, str) and _NAME.fullmatch(named):
                return f"{peer}/{named}"
            return peer
        shown = given.get("authorization", "")
        if not isinstance(shown, str) or not shown.lower().startswith(_SCHEME):
            raise Unauthenticated("metadata authorization: expected 'Bearer <token>', found none")
        name = self._clients.get(_hashed(shown[len(_SCHEME) :].strip()))
        if name is None:
            raise Unauthenticated("metadata authorization: the token is not one of this service's")
        return name


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


def read_tokens(path: Path) -> dict[str, str]:
    """Tokens by client name. A line is `name token`, or a token alone (`default`); # comments.

    Raises `BadSetting` for a file that can't be read, holds none, or holds a short one.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise BadSetting(f"--token-file: {exc}") from exc
    tokens: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        words = line.split("#", 1)[0].split()
        if not words:
            continue
        name, token = (["default", *words])[-2:]
        if len(words) > 2 or not _NAME.fullmatch(name) or name in tokens:
            raise BadSetting(f"--token-file {path}, line {number}: expected 'name token', once")
        if len(token) < _LEAST_TOKEN:
            raise BadSetting(f"--token-file {path}, line {number}: under {_LEAST_TOKEN} characters")
        tokens[name] = token
    if not tokens:
        raise BadSetting(f"--token-file {path}: no token in it")
    return tokens


def credentials(cert: Path, key: Path) -> grpc.ServerCredentials:
    """What a TLS port is opened with. Raises `BadSetting` for files that can't be read."""
    try:
        return grpc.ssl_server_credentials([(key.read_bytes(), cert.read_bytes())])
    except OSError as exc:
        raise BadSetting(f"--tls-cert, --tls-key: {exc}") from exc


def is_public(address: str) -> bool:
    """Whether others than this machine's own processes may reach the address.

    A name other than `localhost` counts as public: what it resolves to may change.
    """
    if address.startswith(("unix:", "unix-abstract:")):
        return False
    host = address.rpartition(":")[0].strip("[]")
    if host == "localhost":
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True
