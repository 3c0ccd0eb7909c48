"""Writes what is made from the grammar and the standard library, so that no run need make it again.

    python -m flowc.generate

Run it after a change of `grammar/flow.lark`, of `stdlib/voices.toml` or of a file in `stdlib/widgets/`.
Without it everything works all the same, only slower: a store that is not of these sources is not used.
"""

from __future__ import annotations

from pathlib import Path

from flowc.resources import grammar_root, grammar_text, stdlib_root, voices_text
from flowc.syntax import tables
from flowc.syntax.from_lark import make_tables
from flowc.vocabulary import stored
from flowc.vocabulary.standard import library_sources, read_library
from flowc.vocabulary.voices import dump_voices


def generated() -> dict[Path, str]:
    """The files that are generated, with what they should hold."""
    grammar = grammar_text()
    sources = library_sources()
    return {
        grammar_root() / "tables.json": tables.dump(make_tables(grammar), grammar),
        stdlib_root() / "vocabulary.json": stored.dump(read_library(sources), sources),
        stdlib_root() / "voices.json": dump_voices(voices_text()),
    }


def main() -> None:
    """Writes the files."""
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
