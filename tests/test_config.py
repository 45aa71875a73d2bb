import pytest

from pipeline.config import Config, ConfigError, load


def test_defaults_and_changes():
    assert load(None) == Config()
    assert load(None, processes=2, model=None).processes == 2


def test_a_file_changes_settings(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text("max_bytes = 1000\n")
    assert load(file).max_bytes == 1000
    assert load(file, max_bytes=5).max_bytes == 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("max_byte = 1", "unknown setting 'max_byte'"),
        ('max_bytes = "1"', "max_bytes must be a whole number"),
        ("max_bytes = true", "max_bytes must be a whole number"),
        ("model = 3", "model must be a string"),
        ("= 3", "cannot be read as TOML"),
        ("max_bytes = 0", "at least 1"),
    ],
)
def test_errors_name_the_key(tmp_path, text, message):
    file = tmp_path / "settings.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=message):
        load(file)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"nothing\.toml"):
        load(tmp_path / "nothing.toml")


def test_digest_ignores_what_the_tables_do_not_depend_on():
    assert Config(processes=1).digest() == Config(processes=4).digest()
    assert Config(max_characters=10).digest() != Config().digest()
