"""Ways to work through tasks: each is a context manager that gives a function ``(work, tasks) -> iterator of (task, result)``, as they get done.

``work`` is called with a task and a :class:`Watch`, which it tells what page it is at. :func:`local` runs it in processes of their own and stands by:
a page that takes too long, in Python or in a C library that never returns, costs its process and nothing else, as does one that brings its process
down (memory, a segmentation fault). The task is then tried again page by page, so that it is known which page it was, and a third time without it.
:func:`serial` works in this process and cannot do that; it is for debugging. :mod:`pipeline.on_ray` has the engine for several machines.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
LOST = 3
"""How often a process may die of a task before its first page, or again at a page that is left out, until the run gives up."""
SLOW = "took longer than"
"""How the reason of a page that was over its time begins."""
_SERVE = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from pipeline.engine import serve; serve(int(sys.argv[2]))"


class WorkerError(RuntimeError):
    """Processes die whatever is done; the message says of what."""


def _ignore(page: int | None, stage: str = "read") -> None:
    pass


@dataclass(frozen=True, slots=True)
class Watch:
    """What is known of earlier tries at a task, whose pages are counted from 0.

    ``blamed``: (stage, reason) of each page that is not to be touched again. ``single``: page by page, to learn which one it is.
    ``tell(page, stage)`` starts the clock for a page in a stage, ``tell(None)`` stops it.
    """

    blamed: dict[int, tuple[str, str]] = field(default_factory=dict)
    single: bool = False
    tell: Callable[..., None] = _ignore

    def slow(self, seconds: int) -> str:
        """The ``seconds`` that a page had where one is blamed for its time, else nothing."""
        return str(seconds) if any(reason.startswith(SLOW) for _, reason in self.blamed.values()) else ""


Work = Callable[[T, Watch], R]
Each = Callable[[Callable[[Any, Watch], Any], Sequence[Any]], Iterator[tuple[Any, Any]]]


def cores() -> int:
    """How many cores this process may use, which a queue or a container may have made fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def serial() -> Iterator[Each]:
    """One task after the other, in this process."""
    yield lambda work, tasks: ((task, work(task, Watch())) for task in tasks)


@contextmanager
def local(count: int, seconds: float) -> Iterator[Each]:
    """Tasks over at most ``count`` processes of this machine, which may be at one page in one stage for ``seconds``.

    ``work`` must be picklable. What it raises is raised here; WorkerError where processes die before they have begun.
    """
    workers: list[_Worker] = []
    try:
        yield lambda work, tasks: _each(work, tasks, workers, count, seconds)
    finally:
        for worker in workers:
            worker.end()


@dataclass(slots=True)
class _Try:
    """A task and what its tries have shown."""

    number: int
    blamed: dict[int, tuple[str, str]] = field(default_factory=dict)
    single: bool = False
    lost: int = 0


class _Worker:
    """A process and the channel to it; ``page`` is what it is at since ``since``."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-c", _SERVE, json.dumps(sys.path), str(theirs.fileno())]
            self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        self.channel = Connection(ours.detach())
        self.current: _Try | None = None
        self.page: int | None = None
        self.stage = "read"
        self.since = 0.0

    def start(self, work: Callable[[Any, Watch], Any], task: Any, current: _Try) -> None:
        self.current, self.page = current, None
        with suppress(OSError):  # it has died: the next look at it tells
            self.channel.send((work, task, current.blamed, current.single))

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.channel.close()


def _each(work: Callable[[T, Watch], R], tasks: Sequence[T], workers: list[_Worker], count: int, seconds: float) -> Iterator[tuple[T, R]]:
    waiting = deque(map(_Try, range(len(tasks))))
    while waiting or any(w.current for w in workers):
        while waiting and (idle := next((w for w in workers if not w.current), None) or _more(workers, count)):
            current = waiting.popleft()
            idle.start(work, tasks[current.number], current)
        busy = {w.channel: w for w in workers if w.current}
        last = min((w.since + seconds - time.monotonic() for w in busy.values() if w.page is not None), default=60.0)
        for channel in wait(list(busy), timeout=max(last, 0.0) + 0.01):
            worker = busy[channel]  # type: ignore[index]
            assert worker.current is not None
            try:
                what, value = worker.channel.recv()
            except (EOFError, OSError):
                waiting.appendleft(_again(worker, _cause(worker.process.wait())))
                workers.remove(worker)
                worker.end()
                continue
            if what == "at":
                (worker.page, worker.stage), worker.since = value, time.monotonic()
            elif what == "error":
                raise value
            else:
                task, worker.current = tasks[worker.current.number], None
                yield task, value
        for worker in [w for w in workers if w.current and w.page is not None and time.monotonic() - w.since > seconds and not w.channel.poll()]:
            worker.end()
            waiting.appendleft(_again(worker, f"{SLOW} {seconds:g} s to {worker.stage} (setting max_seconds)"))
            workers.remove(worker)


def _more(workers: list[_Worker], count: int) -> _Worker | None:
    if len(workers) < count:
        workers.append(_Worker())
        return workers[-1]
    return None


def _again(worker: _Worker, reason: str) -> _Try:
    """What is to be tried next, now that a process was lost; raises WorkerError where nothing is left to try."""
    current, page = worker.current, worker.page
    assert current is not None
    if page is None or page in current.blamed:
        current.lost += 1
        if current.lost == LOST:
            raise WorkerError(f"{reason}, {LOST} times over, between pages: free memory, use fewer --processes, or look for messages above")
    elif current.single:
        remedy = "a run with a higher one or with --retry" if reason.startswith(SLOW) else "a run with --retry"
        current.blamed[page] = worker.stage, f"{reason}; {remedy} tries the page again"
    current.single = True
    return current


def _cause(code: int) -> str:
    """Why a process ended, in words."""
    name = {-9: "killed, as the system does where memory runs out", -11: "segmentation fault", -6: "aborted", -7: "bus error"}.get(code)
    return f"the process died ({name or (f'signal {-code}' if code < 0 else f'exit code {code}')})"


def serve(handle: int) -> None:
    """The life of a worker process: takes tasks from the channel until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of the terminal; the first one decides
    _end_with_parent()
    os.dup2(2, 1)  # what a library prints does not mix with the output of the command
    channel = Connection(handle)
    while True:
        try:
            work, task, blamed, single = channel.recv()
        except (EOFError, OSError):
            return
        try:
            done = "done", work(task, Watch(blamed, single, lambda page, stage="read": channel.send(("at", (page, stage)))))
        except BrokenPipeError:
            return
        except Exception as error:  # noqa: BLE001 - raised again where it is dealt with
            done = "error", _portable(error)
        channel.send(done)


def _portable(error: Exception) -> Exception:
    """The error, if it survives the way to another process; else one that says the same."""
    import pickle

    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - what was pickled in this line
    except Exception:  # noqa: BLE001 - whatever its class does
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _end_with_parent() -> None:
    """The process is killed when the one that started it dies, even if that was killed too (Linux only: prctl 1 is PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
