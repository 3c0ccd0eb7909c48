"""The voices that read texts aloud, the languages they speak and the SSML they understand."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

import attrs

from flowc.resources import stored_voices_text, voices_text

_STANDARD = "standard"


@attrs.frozen
class Voice:
    """A voice by the name that a flow writes; `languages` is empty where they depend on the account.

    `kind` is that of the table, empty where nothing more is known of the voice.
    """

    name: str
    kind: str
    languages: tuple[str, ...]


@attrs.frozen(slots=False, eq=False)
class Voices:
    """What `stdlib/voices.toml` says, by its own names."""

    table: Mapping[str, Any]

    def voice(self, name: str) -> Voice | None:
        """The voice of a name, None where there is none."""
        plain = _plain(name)
        if plain in self._named:
            return self._named[plain]
        language, kind, last = _taken_apart(plain)
        known = self.table["Google"].get(language, {}).get(kind, "")
        return Voice(plain, kind, (language,)) if last and last in known.split() else None

    def names(self) -> Iterator[str]:
        """The names of all voices."""
        yield from self._named
        for language, kinds in self.table["Google"].items():
            for kind, names in kinds.items():
                yield from (f"Google.{language}-{kind}-{name}" for name in names.split())

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages that Twilio knows."""
        table = self.table
        return tuple(dict.fromkeys([*table["Polly"], *table["Google"], *table["languages"]["more"]]))

    def meant(self, language: str) -> str | None:
        """What is meant by what is often written for a language."""
        folded = {one.lower(): other for one, other in self.table["languages"]["meant"].items()}
        return folded.get(language.lower())

    def knows_language(self, language: str) -> bool:
        """Whether some voice speaks a language."""
        return any(self._fits(language, known) for known in self.languages)

    @property
    def heard(self) -> tuple[str, ...]:
        """All languages that a caller may speak."""
        return tuple(self.table["languages"]["heard"])

    def understands_language(self, language: str) -> bool:
        """Whether a caller may speak a language; its name alone may be enough."""
        folded = language.lower()
        return any(folded in (known.lower(), known.lower().partition("-")[0]) for known in self.heard)

    def speaks(self, voice: Voice, language: str) -> bool:
        """Whether a voice may speak a language."""
        return not voice.languages or any(self._fits(language, known) for known in voice.languages)

    def speakers(self, language: str, kind: str) -> list[str]:
        """The names of the voices of a language: those of a kind first, else in the order of the table."""
        voices = [voice for voice in map(self.voice, self.names()) if voice and voice.languages]
        found = [voice for voice in voices if self.speaks(voice, language)]
        return [voice.name for voice in sorted(found, key=lambda voice: voice.kind != kind)]

    def understood(self, voice: Voice) -> list[str] | None:
        """The tags of SSML that a voice understands, None where it is not known."""
        found: list[str] | None = self.table["ssml"].get(voice.kind)
        return found

    @cached_property
    def _named(self) -> Mapping[str, Voice]:
        """The voices that are not named after their language."""
        basic = self.table["basic"]
        found = {name: Voice(name, "basic", ()) for name in basic["names"]}
        found[basic["chosen"]] = Voice(basic["chosen"], "", ())
        for language, kinds in self.table["Polly"].items():
            for kind, names in kinds.items():
                for short in names.split():
                    name = f"Polly.{short}" + ("" if kind == _STANDARD else f"-{kind.capitalize()}")
                    before = found[name].languages if name in found else ()
                    found[name] = Voice(name, kind, (*before, language))
        return found

    def _fits(self, language: str, known: str) -> bool:
        """Whether a language is a known one; one without its region fits all of its name."""
        wanted, having = self._folded(language), self._folded(known)
        return wanted == having or having.partition("-")[0] == wanted

    @cached_property
    def _same(self) -> Mapping[str, str]:
        return {one.lower(): other.lower() for one, other in self.table["languages"]["same"].items()}

    def _folded(self, language: str) -> str:
        return self._same.get(language.lower(), language.lower())


@lru_cache(maxsize=1)
def standard_voices() -> Voices:
    """The voices of the standard library."""
    text, stored = voices_text(), stored_voices_text()
    kept = json.loads(stored) if stored is not None else None
    return Voices(kept["table"]) if kept is not None and kept["source"] == text else read_voices(text)


def read_voices(text: str) -> Voices:
    """The voices of a table in TOML."""
    # A run that has them stored need not read them.
    import tomllib  # noqa: PLC0415 - only `flowc.generate` reads the table as TOML

    return Voices(tomllib.loads(text))


def dump_voices(text: str) -> str:
    """The store of a table: what it says as JSON, beside its text."""
    content = {"source": text, "table": read_voices(text).table}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _taken_apart(name: str) -> tuple[str, str, str]:
    """The language, the kind and the last part of a voice that is named after its language."""
    provider, _, rest = name.partition(".")
    parts = rest.split("-")
    if provider != "Google" or len(parts) < 4:  # noqa: PLR2004 - a language of two parts, a kind and a name
        return "", "", ""
    return "-".join(parts[:2]), "-".join(parts[2:-1]), parts[-1]


def _plain(name: str) -> str:
    """A name without accents: Twilio's lists write some voices with them and some without."""
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
