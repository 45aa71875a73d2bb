"""What this program is: the versions of the packages that its results depend on."""

from __future__ import annotations

import platform
import re
from functools import cache
from importlib import metadata


@cache
def versions() -> dict[str, str]:
    """Version of communique, of Python, and of each package that communique depends on, by name."""
    found = {"communique": _version("communique"), "python": platform.python_version()}
    try:
        wanted = metadata.requires("communique") or []
    except metadata.PackageNotFoundError:
        wanted = []
    names = sorted({re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in wanted if "extra ==" not in line})
    return found | {name: _version(name) for name in names}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
