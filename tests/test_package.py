import subprocess
import sys

import pipeline


def test_public_names_are_there():
    assert sorted(pipeline.__all__) == pipeline.__all__
    assert all(callable(getattr(pipeline, name)) for name in pipeline.__all__)


def test_import_loads_nothing_heavy():
    code = "import sys, pipeline, pipeline.cli; print(sorted({'spacy', 'pandas', 'pyarrow', 'dateparser', 'onnxruntime'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
