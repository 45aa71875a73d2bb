"""Ways to work through shards: each is a function (work, shards) -> iterator of reports, in the order in which they get done."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import active_children, get_context
from typing import TypeVar

S = TypeVar("S")
R = TypeVar("R")


def serial(work: Callable[[S], R], shards: Sequence[S]) -> Iterator[R]:
    """One shard after the other, in this process."""
    return map(work, shards)


def processes(work: Callable[[S], R], shards: Sequence[S], count: int) -> Iterator[R]:
    """Shards over ``count`` local processes; ``work`` must be picklable.

    Raises :class:`concurrent.futures.process.BrokenProcessPool` if a process dies.
    """
    with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_leave_interrupts) as pool:
        futures = [pool.submit(work, shard) for shard in shards]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BaseException:
            for future in futures:
                future.cancel()
            for child in active_children():
                child.terminate()
            raise


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of the terminal; the first one decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
