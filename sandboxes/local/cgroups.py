"""Room 4, local backend: control groups of version 1 and 2, one for each slot, made once.

They are used where this process may write its own group, and bound what namespaces can't:
memory and process count of a whole tree. A slot lives in its group for good, so that a run is
in it from birth and costs no move.

Version 1 is what the tests have run on; version 2 is written after the kernel's cgroup-v2.rst and
has not been run yet.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass

_PREFIX = "assay-"
_CONTROLLERS_V1 = ("memory", "pids", "cpuacct")
_FULL = 7 / 8
"""Of its limit: so near a group comes before the kernel kills for it (it charges in batches)."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Where this process may make groups: a folder for each controller (all one in version 2)."""

    version: int
    memory: str
    pids: str
    cpu: str

    def folders(self) -> tuple[str, ...]:
        """The distinct folders."""
        return tuple(dict.fromkeys((self.memory, self.pids, self.cpu)))


class Group:
    """One slot's group. Methods raise OSError."""

    def __init__(self, tree: Tree, name: str) -> None:
        self._tree = tree
        self._name = name
        self._limit = (0, 0)
        self._floor = 0
        self._events = -1
        self._peak: int | None = None
        try:
            self._make()
        except OSError:
            self.remove()
            raise

    def _make(self) -> None:
        tree, name = self._tree, self._name
        for folder in tree.folders():
            os.makedirs(f"{folder}/{name}", exist_ok=True)
        two = tree.version == 2
        events = "memory.events" if two else "memory.oom_control"
        self._events = os.open(f"{tree.memory}/{name}/{events}", os.O_RDONLY | os.O_CLOEXEC)
        self._oom_kills = self._read_oom_kills()
        peak = "memory.peak" if two else "memory.max_usage_in_bytes"
        self._peak = _open_if_there(f"{tree.memory}/{name}/{peak}")

    def joins(self) -> list[int]:
        """Open descriptors; writing `0` to each moves the writer into the group."""
        names = [f"{folder}/{self._name}/cgroup.procs" for folder in self._tree.folders()]
        opened: list[int] = []
        try:
            for name in names:
                opened.append(os.open(name, os.O_WRONLY | os.O_CLOEXEC))
        except OSError:
            for descriptor in opened:
                os.close(descriptor)
            raise
        return opened

    def cpu_account(self) -> int:
        """An open descriptor of the group's cpu time (see `slot.read_account`)."""
        name = "cpu.stat" if self._tree.version == 2 else "cpuacct.usage"
        return os.open(f"{self._tree.cpu}/{self._name}/{name}", os.O_RDONLY | os.O_CLOEXEC)

    def limit(self, memory_bytes: int, processes: int) -> None:
        """Bounds the group from now on."""
        if self._limit == (memory_bytes, processes):
            return
        memory = f"{self._tree.memory}/{self._name}"
        if self._tree.version == 2:
            _write(f"{memory}/memory.max", memory_bytes)
            _try_write(f"{memory}/memory.swap.max", 0)
            _try_write(f"{memory}/memory.oom.group", 0)
        else:
            self._limit_v1(memory, memory_bytes)
        # The slot itself and the cell that it prepares are in the group as well.
        _write(f"{self._tree.pids}/{self._name}/pids.max", processes + 2)
        self._limit = (memory_bytes, processes)

    def _limit_v1(self, memory: str, memory_bytes: int) -> None:
        """memory.memsw must never be below memory; where swap isn't counted it isn't there."""
        order = ("memory.memsw.limit_in_bytes", "memory.limit_in_bytes")
        if memory_bytes < self._limit[0] or not self._limit[0]:
            order = ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes")
        for name in order:
            if os.path.exists(f"{memory}/{name}"):
                _write(f"{memory}/{name}", memory_bytes)

    def reset_peak(self) -> None:
        """Counts the peak from now on (version 2: since Linux 6.12; before, it isn't known)."""
        if self._peak is None:
            return
        try:
            os.pwrite(self._peak, b"0", 0)
            self._floor = int(os.pread(self._peak, 32, 0))
        except OSError:
            os.close(self._peak)
            self._peak = None

    def peak_bytes(self) -> int:
        """How far memory use has risen since `reset_peak`; 0: not known.

        What stood at its beginning is the slot, its waiting cell and cached pages of files.
        """
        if self._peak is None:
            return 0
        return max(0, int(os.pread(self._peak, 32, 0)) - self._floor)

    def take_oom_kills(self) -> int:
        """How many processes the kernel has killed for memory since the last asking.

        To be asked after every run, else the next one in the slot would answer for this one's.
        """
        total = self._read_oom_kills()
        fresh, self._oom_kills = total - self._oom_kills, total
        return fresh

    def was_full(self) -> bool:
        """Whether use came near the group's own limit since `reset_peak`; True: it isn't known.

        The kernel also kills here when memory runs out further up, which is no run's doing.
        """
        if self._peak is None:
            return True
        return int(os.pread(self._peak, 32, 0)) >= _FULL * self._limit[0]

    def _read_oom_kills(self) -> int:
        for line in os.pread(self._events, 4096, 0).splitlines():
            if line.startswith(b"oom_kill "):
                return int(line.split()[1])
        return 0

    def remove(self) -> None:
        """Removes the group; its processes are gone."""
        if self._peak is not None:
            os.close(self._peak)
            self._peak = None
        if self._events >= 0:
            os.close(self._events)
            self._events = -1
        for folder in self._tree.folders():
            with suppress(FileNotFoundError):
                os.rmdir(f"{folder}/{self._name}")


# ---------------------------------------------------------------- finding a tree


def open_tree() -> Tree | str:
    """A fresh tree for this process, or the reason why it can have none."""
    try:
        tree = _find_v2() or _find_v1()
    except OSError as error:
        return f"its own control group can't be written: {error.strerror}"
    if tree is None:
        return "no control group with memory, pids and cpu is mounted"
    return tree


def close_tree(tree: Tree) -> None:
    """Removes the folders that `open_tree` made."""
    for folder in tree.folders():
        with suppress(OSError):
            os.rmdir(folder)


def _find_v1() -> Tree | None:
    own = {
        name: path for line in _own_groups() for name in line[1].split(",") for path in [line[2]]
    }
    folders: list[str] = []
    for controller in _CONTROLLERS_V1:
        mount = _mount_of("cgroup", controller)
        if mount is None or controller not in own:
            return None
        folders.append(_make(_inside(mount, own[controller])))
    return Tree(1, folders[0], folders[1], folders[2])


def _find_v2() -> Tree | None:
    """Version 2 with the three controllers, in a group that was delegated to this process.

    A group with processes can't hand controllers to groups below (cgroup-v2.rst, "No Internal
    Process Constraint"), so the service moves into a leaf of its own first.
    """
    mount = _mount_of("cgroup2", "")
    own = next((path for number, _names, path in _own_groups() if number == "0"), None)
    if mount is None or own is None:
        return None
    folder = _inside(mount, own)
    with open(f"{folder}/cgroup.controllers", encoding="ascii") as file:
        if not {"memory", "pids", "cpu"} <= set(file.read().split()):
            return None
    top = folder if folder == mount[0] else os.path.dirname(folder) if _is_leaf(folder) else folder
    if top == folder and folder != mount[0]:
        leaf = f"{folder}/{_PREFIX}service"
        os.makedirs(leaf, exist_ok=True)
        _write(f"{leaf}/cgroup.procs", 0)
    _write(f"{top}/cgroup.subtree_control", "+memory +pids +cpu")
    made = _make(top)
    _write(f"{made}/cgroup.subtree_control", "+memory +pids +cpu")
    return Tree(2, made, made, made)


def _is_leaf(folder: str) -> bool:
    return os.path.basename(folder) == f"{_PREFIX}service"


def _make(folder: str) -> str:
    _sweep(folder)
    made = f"{folder}/{_PREFIX}{os.getpid()}"
    os.mkdir(made)
    return made


def _sweep(folder: str) -> None:
    """Removes what services that are gone have left (a killed one can't tidy up)."""
    for name in os.listdir(folder):
        owner = name.removeprefix(_PREFIX)
        if name == owner or not owner.isdigit() or os.path.exists(f"/proc/{owner}"):
            continue
        with suppress(OSError):
            for below in os.scandir(f"{folder}/{name}"):
                if below.is_dir():
                    os.rmdir(below.path)
            os.rmdir(f"{folder}/{name}")


def _own_groups() -> list[list[str]]:
    with open("/proc/self/cgroup", encoding="utf-8") as file:
        return [line.rstrip("\n").split(":", 2) for line in file]


def _mount_of(kind: str, controller: str) -> tuple[str, str] | None:
    """(mount point, the group that is its root), from /proc/self/mountinfo (proc(5))."""
    with open("/proc/self/mountinfo", encoding="utf-8") as file:
        for line in file:
            left, _, right = line.partition(" - ")
            root, point = left.split()[3:5]
            fields = right.split()
            options = fields[2].split(",")
            if fields[0] == kind and (not controller or controller in options):
                return point, root
    return None


def _inside(mount: tuple[str, str], group: str) -> str:
    point, root = mount
    below = group.removeprefix(root.rstrip("/")) if group.startswith(root) else ""
    return f"{point}{below}".rstrip("/") if below != "/" else point


def _open_if_there(path: str) -> int | None:
    try:
        return os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return None


def _write(path: str, value: int | str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(str(value))


def _try_write(path: str, value: int) -> None:
    with suppress(OSError):
        _write(path, value)
