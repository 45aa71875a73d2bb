"""One run at a time in an output folder, or any number of parts of one.

The lock is the operating system's (``flock``), so that it ends with the process that holds it, however that dies: nothing is ever stale. The file
says who holds it, for the message alone. ``filelock`` would hide the same call, but has no lock that several parts can share.
"""

from __future__ import annotations

import errno
import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

NAME = "lock"
_NONE_HERE = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)


class Locked(RuntimeError):
    """Another run holds the folder; the message names it and says what to do."""


@contextmanager
def held(work: Path, output: Path, *, shared: bool = False) -> Iterator[None]:
    """Holds the work folder of ``output`` while the block runs, alone or ``shared`` with other parts; raises :class:`Locked` at once if it is taken.

    Where the file system knows no locks, nothing is held.
    """
    with (work / NAME).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Locked(_refusal(file, output)) from None
        except OSError as error:
            if error.errno not in _NONE_HERE:
                raise
        file.seek(0)
        file.truncate()
        file.write(
            f"{os.getpid()} {socket.gethostname()} {datetime.now().astimezone().isoformat(timespec='seconds')} {'part' if shared else 'run'}\n"
        )
        file.flush()
        yield


def _refusal(file: IO[str], output: Path) -> str:
    file.seek(0)
    pid, host, since, what = (*file.read(1000).split(), *("unknown",) * 4)[:4]
    holder = f"a {what} of communique (process {pid} on {host}, since {since})"
    remedy = f"wait until it ends, end it with `kill {pid}` on {host}, or choose another folder with --output"
    return f"{output}: {holder} is at work in this folder; {remedy}"
