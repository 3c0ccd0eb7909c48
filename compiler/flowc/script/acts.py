"""What the contact does in a test."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from flowc.play.questions import HANGS_UP as HANG_UP
from flowc.play.questions import SILENCE, Keys, Recorded, Reply, Words
from flowc.script.lines import Acts, Waits
from flowc.script.taken import Taken
from flowc.script.words import HANGS_UP, PRESSES, RECORDS, SAYS, SILENT, WRITES
from flowc.syntax.nodes import Argument

_KEYS = re.compile(r"[0-9A-Da-d#*]+")
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)?")
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, None: 1}


def seconds(line: Taken, node: Argument) -> float:
    """A duration in seconds. Raises MalformedError."""
    match = _DURATION.fullmatch(line.text(node))
    if match is None:
        raise line.refuse("this is no duration", "cannot be read", "for example `20s` or `1h`", node)
    return float(match[1]) * _SECONDS[match[2]]


def _presses(line: Taken) -> Acts:
    """`presses "12#"`: the contact presses keys."""
    line.only(1, 1, 'presses "12#"')
    line.options_only()
    keys = line.text(line.values[0])
    if not _KEYS.fullmatch(keys):
        raise line.refuse(f"`{keys}` are no keys", "no such keys", "keys are 0 to 9, `#` and `*`", line.values[0])
    return Acts(Keys(keys), line.span)


def _says(line: Taken) -> Acts:
    """`says "Yes, please." confidence=0.4`: the contact says something."""
    line.only(1, 1, 'says "Yes, please."')
    line.options_only("confidence")
    try:
        confidence = float(line.option("confidence", "0.9"))
    except ValueError:
        raise line.refuse("a confidence is a number from 0 to 1", "no number") from None
    return Acts(Words(line.text(line.values[0]), confidence), line.span)


def _silent(line: Taken) -> Acts:
    """`silent`: the contact does nothing for as long as the flow waits."""
    line.only(0, 0, SILENT)
    line.options_only()
    return Acts(SILENCE, line.span)


def _hangs_up(line: Taken) -> Acts:
    """`hangs-up`: the contact hangs up."""
    line.only(0, 0, HANGS_UP)
    line.options_only()
    return Acts(HANG_UP, line.span)


def _records(line: Taken) -> Acts:
    """`records 12s key="#"`: the contact speaks into a recording; the key, or `hangup`, ends it."""
    line.only(1, 1, 'records 12s key="#"')
    line.options_only("key")
    return Acts(Recorded(round(seconds(line, line.values[0])), line.option("key")), line.span)


def _writes(line: Taken) -> Acts:
    """`writes "Yes" media=["https://example.com/a.png"]`: the contact answers a message."""
    line.only(1, 1, 'writes "Yes"')
    line.options_only("media")
    media = line.value(line.options["media"].value) if "media" in line.options else []
    return Acts(Reply(line.text(line.values[0]), tuple(media if isinstance(media, list) else [media])), line.span)


def waits(line: Taken) -> Waits:
    """`waits 10m`: time passes."""
    line.only(1, 1, "waits 10m")
    line.options_only()
    return Waits(seconds(line, line.values[0]), line.span)


ACTS: Mapping[str, Callable[[Taken], Acts]] = MappingProxyType(
    {
        PRESSES: _presses,
        SAYS: _says,
        SILENT: _silent,
        HANGS_UP: _hangs_up,
        RECORDS: _records,
        WRITES: _writes,
    }
)
