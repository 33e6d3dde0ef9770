"""Room 4, local backend, the service's side: what the root of a runtime's sandboxes must hold."""

from __future__ import annotations

import importlib.util
import os
import shutil
import site
import sys
import sysconfig

from assay.faults import Unsupported
from sandboxes.local import syscalls
from sandboxes.local.roots import Root
from sandboxes.rows import Runtime

_CACHE_OF_LIBRARIES = "/etc/ld.so.cache"
_COMPANIONS = {
    "numpy": ("numpy.libs",),
    "pytest": ("_pytest", "pluggy", "iniconfig", "packaging", "pygments"),
}
"""What a package needs beside its own folder."""
_GUEST_PARTS = {"pytest": "sandboxes.guests.pytest_plugin"}
"""Of the guests, what needs an optional package. A root holds none of our own code: what isn't
loaded before it is entered can't be loaded at all."""


def root_of(row: Runtime) -> Root:
    """The root for a row. Raises Unsupported if a program or package that it needs is missing."""
    programs = tuple(_program(row, name) for name in row.programs)
    if row.family != "python":
        return Root(_existing([*system_libraries(), *row.mounts]), programs, ())
    if f"{_library()}/".startswith("/tmp/"):
        raise Unsupported(f"the interpreter lies in {_library()}; each run has a /tmp of its own")
    packages = [path for name in row.packages for path in _package(row, name)]
    packages += [path for name in row.optional_packages for path in package_paths(name)]
    mounts = [_library(), *_libpython(), *system_libraries(), *row.mounts]
    hidden = [f"{_library()}/{name}" for name in ("site-packages", "dist-packages")]
    return Root(_existing(mounts), programs, _existing(hidden), _existing(packages))


def warm_modules(row: Runtime) -> tuple[str, ...]:
    """What a zygote of this row imports before its first run."""
    optional = [name for name in row.optional_packages if importlib.util.find_spec(name)]
    parts = [_GUEST_PARTS[name] for name in optional if name in _GUEST_PARTS]
    return (*row.warm, *row.packages, *optional, *parts)


def site_folders() -> tuple[str, ...]:
    """Where the engine's own packages are installed."""
    folders = [sysconfig.get_paths()["purelib"], sysconfig.get_paths()["platlib"]]
    return _existing([*folders, *site.getsitepackages()])


def package_paths(name: str) -> list[str]:
    """The folders and files of an installed package and its companions; none if it isn't there."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        return []
    folder = os.path.dirname(os.path.dirname(spec.origin))
    found = [os.path.join(folder, n) for n in (name, *_COMPANIONS.get(name, ()))]
    return [*found, *(f"{path}.py" for path in found)]


def system_libraries() -> list[str]:
    """The folders in which the loader finds shared libraries, and its cache of them."""
    multiarch = sysconfig.get_config_var("MULTIARCH") or f"{syscalls.machine()}-linux-gnu"
    found = [f"/usr/lib/{multiarch}", f"/lib/{multiarch}"]
    if not os.path.isdir(found[0]):
        found = ["/usr/lib64", "/lib64", "/usr/lib", "/lib"]
    loaders = [os.path.realpath(path) for path in ("/lib64", "/usr/lib64")]
    own = [path for path in found if os.path.realpath(path) == path]
    return [*own, *loaders, _CACHE_OF_LIBRARIES]


def _library() -> str:
    return sysconfig.get_paths()["stdlib"]


def _libpython() -> list[str]:
    """Of an interpreter outside /usr, its shared library."""
    folder = f"{sys.base_prefix}/lib"
    if sys.base_prefix == "/usr":
        return []
    return [f"{folder}/{name}" for name in os.listdir(folder) if name.startswith("libpython")]


def _existing(paths: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for path in paths if os.path.exists(path)))


def _program(row: Runtime, name: str) -> str:
    found = shutil.which(name, path="/usr/bin:/bin:/usr/local/bin")
    if found is None:
        raise Unsupported(f"{row.title} needs the program {name}, which is not installed here")
    return found


def _package(row: Runtime, name: str) -> list[str]:
    found = package_paths(name)
    if not found:
        raise Unsupported(f"{row.title} needs the package {name} beside the engine")
    return found
