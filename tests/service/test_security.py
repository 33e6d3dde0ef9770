"""Who may speak to the service, and where it listens."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.faults import Unauthenticated
from service.security import BadSetting, Doorkeeper, is_public, read_tokens
from service.settings import Settings, read

TOKEN = "0123456789abcdef"


def test_tokens_name_clients() -> None:
    """A client is its token's name; the scheme's case doesn't matter."""
    door = Doorkeeper({"alice": TOKEN, "bob": TOKEN + "b"})
    assert door.client([("authorization", f"Bearer {TOKEN}")], "ipv4:1") == "alice"
    assert door.client([("authorization", f"bearer {TOKEN}b")], "ipv4:1") == "bob"


@pytest.mark.parametrize(
    "metadata",
    [
        [],
        [("authorization", TOKEN)],
        [("authorization", "Bearer wrong")],
        [("authorization", b"x")],
    ],
)
def test_a_missing_or_wrong_token_is_refused(metadata: list[tuple[str, str | bytes]]) -> None:
    """Without one of our tokens nobody gets in."""
    with pytest.raises(Unauthenticated):
        Doorkeeper({"alice": TOKEN}).client(metadata, "ipv4:1")


def test_without_tokens_a_client_is_a_connection() -> None:
    """Connections differ, and those that can't may tell themselves apart by a short name."""
    door = Doorkeeper()
    assert door.client([], "ipv4:1") != door.client([], "ipv4:2")
    assert door.client([("assay-client", "one")], "unix:") == "unix:/one"
    assert door.client([("assay-client", "x" * 65)], "unix:") == "unix:"
    assert door.client([("assay-client", "a b\n")], "unix:") == "unix:"


def test_token_file(tmp_path: Path) -> None:
    """A line is a name and a token, or a token alone; comments and empty lines are skipped."""
    path = tmp_path / "tokens"
    path.write_text(f"# ours\nalice {TOKEN}\n\n{TOKEN}2 # everyone\n")
    assert read_tokens(path) == {"alice": TOKEN, "default": f"{TOKEN}2"}


@pytest.mark.parametrize(
    "text", ["", "# none\n", "alice short\n", f"a {TOKEN}\na {TOKEN}2\n", f"a b {TOKEN}\n", "\xff"]
)
def test_a_bad_token_file_is_refused(tmp_path: Path, text: str) -> None:
    """A service that would let everybody or nobody in doesn't start."""
    path = tmp_path / "tokens"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(BadSetting, match="--token-file"):
        read_tokens(path)
    with pytest.raises(BadSetting, match="--token-file"):
        read_tokens(tmp_path / "absent")


@pytest.mark.parametrize(
    "address", ["unix:/run/x.sock", "127.0.0.1:1", "127.9.9.9:1", "localhost:1", "[::1]:1"]
)
def test_private_addresses(address: str) -> None:
    """Loopback and unix sockets are this machine's own."""
    assert not is_public(address)
    Settings(listen=address).check()


@pytest.mark.parametrize("address", ["0.0.0.0:1", "[::]:1", "10.0.0.1:1", "host.example:1", ":1"])
def test_public_addresses_need_a_guard(address: str, tmp_path: Path) -> None:
    """A public address needs a token, TLS, or --insecure said aloud."""
    assert is_public(address)
    with pytest.raises(BadSetting, match="--insecure"):
        Settings(listen=address).check()
    Settings(listen=address, insecure=True).check()
    Settings(listen=address, token_file=tmp_path).check()
    Settings(listen=address, tls_cert=tmp_path, tls_key=tmp_path).check()


@pytest.mark.parametrize(
    "flags",
    [
        ["--listen", "nowhere"],
        ["--listen", "127.0.0.1:70000"],
        ["--tls-cert", "x"],
        ["--embedded"],
    ],
)
def test_contradicting_flags_are_refused(flags: list[str]) -> None:
    """Flags that make no sense together name themselves."""
    with pytest.raises(BadSetting, match="--"):
        read(flags)


@pytest.mark.parametrize("flags", [["--slots", "0"], ["--max-pending", "-1"], ["--no-such"]])
def test_malformed_flags_exit_with_usage(flags: list[str]) -> None:
    """A flag that can't be read ends with status 2, as command lines do."""
    with pytest.raises(SystemExit) as caught:
        read(flags)
    assert caught.value.code == 2
