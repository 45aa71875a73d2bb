import re
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import main
from pipeline.tables import read_table

README = (Path(__file__).parents[1] / "README.md").read_text()


def test_the_pandas_example_runs(run_of_sample, tmp_path, monkeypatch, capsys):
    (tmp_path / "outputs").symlink_to(run_of_sample)
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "organisers" in printed
    assert "start_date" in printed.splitlines()[0]
    assert "attendance_mode" in printed
    assert len(printed.splitlines()) > 20
    assert (run_of_sample / "events.csv").read_bytes().startswith(b"\xef\xbb\xbfevent_id,")


def test_the_excerpt_is_what_a_run_of_the_sample_gives(run_of_sample):
    for name in ("events", "initiatives"):
        head, _, *lines = README.partition("<!-- excerpt -->")[2].partition(f"`{name}`\n\n")[2].partition("\n\n")[0].splitlines()
        columns, *rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in (head, *lines)]
        found = {tuple(map(written, row)) for row in zip(*(read_table(run_of_sample, name).column(c).to_pylist() for c in columns), strict=True)}
        assert len(rows) > 4
        assert [row for row in rows if tuple(row) not in found] == []


def written(value):
    return "" if value is None else f"{value:,.0f}" if isinstance(value, float) else str(value)


def test_every_command_named_is_there():
    for command in re.findall(r"\.venv/bin/communique (\w+)([^#\n]*)", README):
        shown = CliRunner().invoke(main, [command[0], "--help"])
        assert shown.exit_code == 0, command
        assert all(option in shown.output for option in re.findall(r"--\w+", command[1]))


def test_every_make_target_named_is_there():
    makefile = (Path(__file__).parents[1] / "Makefile").read_text()
    for target in set(re.findall(r"make ([a-z]+)", README)) - {"and"}:
        assert re.search(rf"^{target}:", makefile, re.M), target
