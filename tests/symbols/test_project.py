"""The names of a flow with its modules, as the library face gives them."""

from __future__ import annotations

import flowc

MAIN = 'use "./parts.flow" as parts\nuse std.consent\non call { parts.greet "x"; announce "y"; say const.nothing }\n'
PARTS = "block greet(words: text) { say words }\n"


def test_names_lead_into_modules_and_the_library() -> None:
    index = flowc.symbols_of(MAIN, "main.flow", modules=flowc.MemoryModules({"parts.flow": PARTS}))

    found = [index.symbol_at("main.flow", MAIN.index(word)) for word in ("greet", "announce")]

    assert [(one[0].kind, one[0].place.source.path) for one in found if one is not None] == [
        (flowc.Kind.BLOCK, "parts.flow"),
        (flowc.Kind.BLOCK, "stdlib/std/consent.flow"),
    ]


def test_a_module_that_cannot_be_read_is_missing() -> None:
    index = flowc.symbols_of(MAIN, "main.flow")

    assert index.module("main.flow", "parts") is None
    assert index.module("main.flow", "consent") is not None
    assert index.symbol_at("main.flow", MAIN.index("greet")) is None


def test_the_same_text_gives_the_same_answer() -> None:
    one, other = (flowc.symbols_of(MAIN) for _ in range(2))

    assert [symbol.key for symbol in one.files["<text>"].all()] == [
        symbol.key for symbol in other.files["<text>"].all()
    ]
