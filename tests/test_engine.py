"""Processes that hang, die and raise, for real."""

import ctypes
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.engine import WorkerError, cores, local, serial


def pages(words, watch):
    """A task of several pages: each word is worked or does what it says."""
    out = []
    batch = 1 if watch.single else 2
    for n, word in enumerate(words):
        if n in watch.blamed:
            out.append(" ".join(watch.blamed[n]))
            continue
        if n % batch == 0:
            watch.tell(n, "annotate")
        if word == "sleep":
            time.sleep(600)
        elif word == "never returns from C":
            re.match(r"(a|a)*b", "a" * 60)
        elif word == "kill":
            os.kill(os.getpid(), 9)
        elif word == "segfault":
            ctypes.string_at(0)
        elif word == "exit":
            os._exit(7)
        elif word == "once" and not watch.single:
            os._exit(1)
        elif word == "raise":
            raise OSError(28, "No space left on device")
        out.append(word)
    watch.tell(None)
    return out


def before_the_first_page(word, watch):
    os._exit(1)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("sleep", "annotate took longer than 1 s"),
        ("never returns from C", "annotate took longer than 1 s"),
        ("kill", "annotate the process died (killed"),
        ("segfault", "annotate the process died (segmentation fault)"),
        ("exit", "annotate the process died (exit code 7)"),
        ("once", "once"),
    ],
)
def test_the_guilty_page_is_found_and_the_others_are_done(word, reason):
    tasks = [("a", "b"), ("c", word, "d", "e"), ("f",)]
    with local(2 if word == "sleep" else 1, 1.0) as each:
        done = dict(each(pages, tasks))
        assert list(dict(each(pages, [("x",)])).values()) == [["x"]]
    assert done[tasks[0]] == ["a", "b"]
    assert done[tasks[2]] == ["f"]
    first, guilty, *rest = done[tasks[1]]
    assert (first, rest) == ("c", ["d", "e"])
    assert guilty.startswith(reason)


def test_two_guilty_pages_of_one_task():
    (done,) = dict(run(2, [("kill", "a", "sleep", "b")])).values()
    assert [d.partition(" (")[0] for d in done] == ["annotate the process died", "a", "annotate took longer than 1 s to annotate", "b"]


def run(count, tasks, work=pages):
    with local(count, 1.0) as each:
        return list(each(work, tasks))


def test_what_the_work_raises_is_raised():
    with pytest.raises(OSError, match="No space left"):
        run(2, [("a",), ("raise",)])


def test_processes_that_never_begin_end_the_run():
    with pytest.raises(WorkerError, match="3 times over"):
        run(1, ["a"], before_the_first_page)


def test_serial_gives_the_same():
    with serial() as each:
        assert list(each(pages, [("a", "b"), ("c",)])) == [(("a", "b"), ["a", "b"]), (("c",), ["c"])]


def announce(file, watch):
    Path(file).write_text(str(os.getpid()))
    time.sleep(600)


def test_workers_end_with_a_run_that_is_killed(tmp_path):
    code = f"import sys; sys.path[:] = {sys.path!r}\nfrom test_engine import announce, run\nrun(1, [{str(tmp_path / 'pid')!r}], announce)"
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            time.sleep(0.05)
        process.kill()
    worker = int((tmp_path / "pid").read_text())
    deadline = time.monotonic() + 10
    while alive(worker):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_nothing_is_printed_among_the_output(capfd):
    run(1, [("a",)], chatty)
    assert capfd.readouterr().out == ""


def chatty(words, watch):
    os.write(1, b"a library speaks")


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system binds no process to cores")
def test_only_the_cores_that_the_process_may_use_count():
    mine = os.sched_getaffinity(0)
    assert cores() == len(mine)
    os.sched_setaffinity(0, {min(mine)})
    try:
        assert cores() == 1
    finally:
        os.sched_setaffinity(0, mine)
