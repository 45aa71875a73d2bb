import os
import signal
import socket
import subprocess
import sys

import pytest

from pipeline.lock import Locked, held

HOLD = """
import sys, time
from pathlib import Path
from pipeline.lock import held
with held(Path(sys.argv[1]), Path("out")):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the folder."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


@pytest.mark.parametrize("shared", [False, True])
def test_a_second_run_ends_at_once_and_names_the_first(holder, tmp_path, shared):
    with pytest.raises(Locked, match=rf"out-2: .*process {holder.pid} on {socket.gethostname()}.*--output"), held(tmp_path, "out-2", shared=shared):
        pass


def test_the_lock_of_a_killed_process_is_taken_over(holder, tmp_path):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with held(tmp_path, tmp_path):
        pass


def test_parts_share_and_a_whole_run_waits_for_them(tmp_path):
    with (
        held(tmp_path, tmp_path, shared=True),
        held(tmp_path, tmp_path, shared=True),
        pytest.raises(Locked, match="a part of"),
        held(tmp_path, tmp_path),
    ):
        pass
    with held(tmp_path, tmp_path):
        pass
