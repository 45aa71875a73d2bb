"""Two machines, one of them lost in the middle: real Ray nodes on this machine. Skipped where Ray is not installed (pip install communique[ray])."""

import os
import signal
import time
from pathlib import Path

import pytest

from pipeline import flow, tables
from pipeline.config import Config
from pipeline.engine import WorkerError
from pipeline.on_ray import cluster

ray = pytest.importorskip("ray")
pytestmark = pytest.mark.filterwarnings("ignore")


def paced(task, watch):
    """Says which process is at the task, and waits long enough to be killed."""
    folder, name = task
    watch.tell(0, "read")
    Path(folder, f"{name}.{os.getpid()}").touch()
    time.sleep(0.2)
    if name == "raise":
        raise OSError(28, "No space left on device")
    return name.upper()


@pytest.fixture
def two_nodes(monkeypatch):
    """A cluster of two nodes with a processor each; the second can be removed."""
    from ray.cluster_utils import Cluster

    here = Path(__file__).parent
    monkeypatch.setenv("PYTHONPATH", f"{here}{os.pathsep}{here.parent}")
    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    second = nodes.add_node(num_cpus=1)
    nodes.wait_for_nodes()
    yield nodes, second
    ray.shutdown()
    nodes.shutdown()


def test_a_lost_node_and_a_killed_process_cost_nothing(two_nodes, tmp_path):
    nodes, second = two_nodes
    tasks = [(str(tmp_path), f"t{n}") for n in range(40)]
    done = []
    with cluster(nodes.address, 0, 30.0) as each:
        for task, result in each(paced, tasks):
            done.append((task, result))
            if len(done) == 8:
                os.kill(max(int(p.suffix[1:]) for p in tmp_path.iterdir()), signal.SIGKILL)
            if len(done) == 16:
                nodes.remove_node(second, allow_graceful=False)
        assert sorted(done) == sorted((task, task[1].upper()) for task in tasks)
        with pytest.raises(OSError, match="No space left"):
            list(each(paced, [(str(tmp_path), "raise")]))


def test_the_tables_are_those_of_one_machine(two_nodes, sample, run_of_sample, tmp_path):
    nodes, second = two_nodes
    seen = []

    def lose_a_node(progress):
        seen.append(progress)
        if progress.stage == "extract" and progress.done and len(nodes.list_all_nodes()) == 2:
            nodes.remove_node(second, allow_graceful=False)

    report = flow.run([sample], tmp_path / "out", Config(engine="ray", address=nodes.address, pages_per_shard=3), lose_a_node)
    assert report.pages == 22
    assert len(nodes.list_all_nodes()) == 1
    for name in tables.SCHEMAS:
        assert (tmp_path / "out" / f"{name}.parquet").read_bytes() == (run_of_sample / f"{name}.parquet").read_bytes(), name


def test_no_cluster_is_one_clear_line():
    with pytest.raises(WorkerError, match="no Ray cluster at"), cluster("127.0.0.1:1", 0, 1.0):
        pass
