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
        ("max_bytes = 0", r"settings\.toml: max_bytes must be a whole number from 1 to 2,000,000,000, not 0"),
        ("processes = -3", r"settings\.toml: processes must be a whole number from 0 to 4,096, not -3"),
        ("pages_per_shard = 0", r"settings\.toml: pages_per_shard must be a whole number from 1 to "),
        ("max_seconds = 99999999999999999999", r"settings\.toml: max_seconds .* to 1,000,000"),
        ('engine = "spark"', r"settings\.toml: engine must be one of local, serial, ray, not 'spark'"),
    ],
)
def test_errors_name_the_key(tmp_path, text, message):
    file = tmp_path / "settings.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=message):
        load(file)


def test_a_change_is_not_blamed_on_the_file(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text("processes = 1\n")
    with pytest.raises(ConfigError, match=r"^processes must be a whole number from 0 to 4,096, not -1$"):
        load(file, processes=-1)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"nothing\.toml"):
        load(tmp_path / "nothing.toml")


def test_digest_ignores_what_the_tables_do_not_depend_on():
    assert Config(processes=1).digest() == Config(processes=4).digest()
    assert Config(max_characters=10).digest() != Config().digest()


def test_a_file_as_windows_saves_it(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text('field_text = "body"\r\n', encoding="utf-8-sig")
    assert load(file).field_text == "body"
