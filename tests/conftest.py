from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample scrape."""
    return ROOT / "corpus" / "raw"


@pytest.fixture(scope="session")
def run_of_sample(sample, tmp_path_factory) -> Path:
    """Tables of the sample scrape, extracted once for all tests."""
    from pipeline import flow
    from pipeline.config import Config

    output = tmp_path_factory.mktemp("sample")
    flow.run([sample], output, Config(engine="serial"))
    return output
