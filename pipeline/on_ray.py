"""The engine for several machines: tasks over a Ray cluster (``pip install communique[ray]``), whose machines share the folders of input and output.

Only tasks (paths) go out and counts come back. In each of Ray's processes stands :func:`pipeline.engine.local` with one process of its own, which
holds the models, so that a page that hangs or kills costs what it costs on one machine. A task whose machine is lost is given to another one.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

from pipeline.engine import Each, Watch, WorkerError, local
from pipeline.shards import program_digest

AHEAD = 2
"""Tasks given out for each processor of the cluster, so that none waits for the next."""


@contextmanager
def cluster(address: str, count: int, seconds: float) -> Iterator[Each]:
    """Tasks over at most ``count`` processors (0: all) of the cluster at ``address``, or of this machine alone where that is empty.

    Raises WorkerError where Ray is not installed or not reached, or where a machine has another version of this program.
    """
    try:
        import ray
    except ImportError:
        raise WorkerError("--engine ray needs Ray on every machine: pip install 'communique[ray]'") from None
    try:
        _knock(address)
        ray.init(address=address or None, log_to_driver=False, configure_logging=False, include_dashboard=False if not address else None)
    except (OSError, ValueError, RuntimeError) as error:
        raise WorkerError(f"no Ray cluster at {address or 'this machine'}: {error}; start one with `ray start --head`") from error
    try:
        yield lambda work, tasks: _each(work, tasks, count, seconds)
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raises OSError where nobody answers at HOST:PORT, because Ray would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host, int(port)), 10).close()


def _each(work: Callable[[Any, Watch], Any], tasks: Sequence[Any], count: int, seconds: float) -> Iterator[tuple[Any, Any]]:
    import ray

    remote = ray.remote(num_cpus=1, max_retries=-1)(_worked)
    waiting = iter(tasks)
    out: dict[Any, Any] = {}
    while True:
        processors = count or int(ray.cluster_resources().get("CPU", 1))
        while len(out) < (count or AHEAD * processors) and (task := next(waiting, None)) is not None:
            out[remote.remote(work, task, seconds, program_digest())] = task
        if not out:
            return
        (done,), _ = ray.wait(list(out))
        yield out.pop(done), _result(done)


def _result(done: Any) -> Any:
    """What a task gave; raises what it raised."""
    import ray

    try:
        return ray.get(done)
    except ray.exceptions.RayTaskError as error:
        raise error.cause if isinstance(error.cause, Exception) else WorkerError(str(error)) from error
    except ray.exceptions.RayError as error:
        raise WorkerError(f"Ray: {error}") from error


def _worked(work: Callable[[Any, Watch], Any], task: Any, seconds: float, program: str) -> Any:
    """Runs in a process of Ray: hands the task to the process beside it."""
    if program != program_digest():
        raise WorkerError(f"{socket.gethostname()} has another version of communique, of its models or of a package; install the same everywhere")
    ((_, result),) = _beside(seconds)(work, [task])
    return result


@cache
def _beside(seconds: float) -> Each:
    """The engine of this process, which ends with it."""
    return ExitStack().enter_context(local(1, seconds))
