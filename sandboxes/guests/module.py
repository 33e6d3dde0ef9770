"""Room 4, inside the examiner's process: what a test program imports as the candidate's module."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import ModuleType

from sandboxes.guests.session import Session


class CandidateModule(ModuleType):
    """What a program imports as the candidate's module; its public names are asked for."""

    def __init__(
        self, name: str, session: Session, bound: Mapping[str, object], missing: dict[str, None]
    ) -> None:
        super().__init__(name)
        self.__dict__.update(bound)
        self.__dict__["_bound"] = bound
        self.__dict__["_ask"] = session
        self.__dict__["_missing"] = missing

    @property
    def __all__(self) -> list[str]:
        """What a star import binds: what the program needs and does not have from elsewhere.

        Else a candidate's own `isclose` or `sorted` would judge it.
        """
        has = sys._getframe(1).f_globals  # pyright: ignore[reportPrivateUsage]
        bound: Mapping[str, object] = self.__dict__["_bound"]
        return [name for name, value in bound.items() if has.get(name, value) is value]

    def __getattr__(self, name: str) -> object:
        session: Session = self.__dict__["_ask"]
        if not name.startswith("__"):
            session.start_bind([name])
            found = session.end_bind([name])
            if name in found:
                self.__dict__[name] = found[name]
                return found[name]
            self.__dict__["_missing"][name] = None
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: object) -> None:
        if not name.startswith("__"):
            session: Session = self.__dict__["_ask"]
            session.refuse(f"setting {name} in the candidate's module")
        super().__setattr__(name, value)
