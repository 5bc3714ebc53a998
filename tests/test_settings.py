from pathlib import Path

import pytest

from corpus.errors import BadSetting
from corpus.settings import PREFIX, read_settings


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in ("CONFIG", "DATA", "PORT", "MODEL", "HOST", "USERS", "LOG_LEVEL"):
        monkeypatch.delenv(PREFIX + name, raising=False)


def test_without_anything_set_answers_are_quoted_on_this_machine_alone():
    settings = read_settings()
    assert (settings.model, settings.host, settings.port) == ("quoting", "127.0.0.1", 7860)
    assert settings.data.name == "board-papers" and settings.data.is_absolute()


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path, monkeypatch):
    config = tmp_path / "settings.toml"
    config.write_text('port = 1001\nmodel = "from the file"\nlog_level = "info"\n', "utf-8")
    monkeypatch.setenv(PREFIX + "CONFIG", str(config))
    monkeypatch.setenv(PREFIX + "MODEL", "from the environment")
    monkeypatch.setenv(PREFIX + "PORT", "1002")
    settings = read_settings(port=1003, host=None)
    assert (settings.port, settings.model, settings.log_level, settings.host) == (
        1003,
        "from the environment",
        "info",
        "127.0.0.1",
    )


def test_a_home_folder_is_understood(monkeypatch):
    monkeypatch.setenv(PREFIX + "DATA", "~/papers")
    assert read_settings().data == Path.home() / "papers"


@pytest.mark.parametrize("port", ["eighty", "70000", "-1", "80.5"])
def test_a_port_that_is_none_is_refused_with_its_value(port, monkeypatch):
    monkeypatch.setenv(PREFIX + "PORT", port)
    with pytest.raises(BadSetting, match=port):
        read_settings()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"prot = 80", "prot", id="an unknown name"),
        pytest.param(b"port = ", "cannot be read", id="no TOML"),
        pytest.param(b"\xff\xfe\x00", "cannot be read", id="no text"),
        pytest.param(None, "cannot be read", id="no file"),
    ],
)
def test_a_settings_file_that_cannot_be_used_is_named(content, said, tmp_path, monkeypatch):
    config = tmp_path / "settings.toml"
    if content is not None:
        config.write_bytes(content)
    monkeypatch.setenv(PREFIX + "CONFIG", str(config))
    with pytest.raises(BadSetting, match=said) as refused:
        read_settings()
    assert str(config) in str(refused.value)
