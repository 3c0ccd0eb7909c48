"""The flows in examples/, and the values with which they are compiled."""

from __future__ import annotations

from pathlib import Path

from flowc.source import Source
from flowc.values import Values
from flowc.values.from_toml import read_values

FOLDER = Path(__file__).resolve().parents[1] / "examples"
EXAMPLES = sorted(FOLDER.glob("*.flow"))
# The table of a file of values that the goldens are compiled with.
ENVIRONMENT = "prod"


def values_of(path: Path, environment: str = ENVIRONMENT) -> Values:
    """What NAME.values.toml beside an example gives to its `param`s."""
    file = path.with_suffix(".values.toml")
    if not file.is_file():
        return Values()
    values, problems = read_values(Source(file.name, file.read_text(encoding="utf-8")), environment)
    assert problems == []
    return values
