import re
from pathlib import Path

README = (Path(__file__).parents[1] / "README.md").read_text()


def test_the_pandas_example_runs(run_of_sample, tmp_path, monkeypatch, capsys):
    (tmp_path / "outputs").symlink_to(run_of_sample)
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "organisers" in printed
    assert len(printed.splitlines()) > 20


def test_every_make_target_named_is_there():
    makefile = (Path(__file__).parents[1] / "Makefile").read_text()
    for target in set(re.findall(r"make ([a-z]+)", README)) - {"and"}:
        assert re.search(rf"^{target}:", makefile, re.M), target
