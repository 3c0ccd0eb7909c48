"""The table of voices, languages and SSML."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flowc import resources
from flowc.resources import voices_text
from flowc.vocabulary.voices import Voices, dump_voices, read_voices, standard_voices

VOICES = standard_voices()


def twiml(shared: Path) -> dict[str, list[str]]:
    """The lists of voices and languages of Twilio's own libraries."""
    text = (shared / "reference" / "twiml.json").read_text(encoding="utf-8")
    enums: dict[str, list[str]] = json.loads(text)["enums"]
    return enums


@pytest.mark.parametrize(
    ("name", "kind", "languages"),
    [
        ("Polly.Joanna", "standard", ("en-US",)),
        ("Polly.Joanna-Neural", "neural", ("en-US",)),
        ("Polly.Kajal-Generative", "generative", ("en-IN", "hi-IN")),
        ("Polly.Mía-Generative", "generative", ("es-MX",)),
        ("Google.en-US-Wavenet-A", "Wavenet", ("en-US",)),
        ("Google.en-US-Chirp3-HD-Kore", "Chirp3-HD", ("en-US",)),
        ("Google.fil-ph-Neural2-A", "Neural2", ("fil-ph",)),
        ("man", "basic", ()),
        ("default", "", ()),
    ],
)
def test_a_voice_has_its_kind_and_its_languages(name: str, kind: str, languages: tuple[str, ...]) -> None:
    voice = VOICES.voice(name)

    assert voice is not None
    assert (voice.kind, voice.languages) == (kind, languages)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Polly",
        "Polly.",
        "Polly.Nobody",
        "polly.joanna",
        "Joanna",
        "Google.en-US-Wavenet",
        "Google.en-US-Wavenet-",
        "Google.en-US-Wavenet-Z",
        "Google.xx-XX-Wavenet-A",
        "Amazon.en-US-Wavenet-A",
    ],
)
def test_other_names_are_no_voices(name: str) -> None:
    assert VOICES.voice(name) is None


def test_each_name_is_that_of_a_voice_and_there_once() -> None:
    names = list(VOICES.names())

    assert len(set(names)) == len(names)
    assert [name for name in names if VOICES.voice(name) is None] == []


def test_the_voices_are_those_of_twilios_libraries(shared: Path) -> None:
    listed = twiml(shared)["SayVoice"]
    plain = {voice.name for name in listed if (voice := VOICES.voice(name))}

    assert [name for name in listed if VOICES.voice(name) is None] == []
    assert set(VOICES.names()) - plain == {"default"}


def test_the_languages_are_those_of_twilios_libraries(shared: Path) -> None:
    assert [one for one in twiml(shared)["SayLanguage"] if not VOICES.knows_language(one)] == []


def test_the_languages_that_are_heard_are_those_of_twilios_libraries(shared: Path) -> None:
    assert list(VOICES.heard) == twiml(shared)["GatherLanguage"]


@pytest.mark.parametrize(
    ("language", "heard"), [("en-US", True), ("EN-us", True), ("en", True), ("zh", True), ("en-UK", False), ("", False)]
)
def test_a_language_is_heard_by_its_name(language: str, heard: bool) -> None:
    assert VOICES.understands_language(language) is heard


def test_the_tags_and_their_attributes_are_those_of_twilios_libraries(shared: Path) -> None:
    text = (shared / "reference" / "twiml.json").read_text(encoding="utf-8")
    elements = {name: one for name, one in json.loads(text)["voice"].items() if one["kind"] == "ssml"}

    assert {name: set(one["attributes"]) for name, one in elements.items()} == {
        name: set(attributes) for name, attributes in VOICES.table["tags"].items()
    }
    for name, attributes in VOICES.table["tags"].items():
        for attribute, values in attributes.items():
            assert not values or isinstance(values, str) or values == elements[name]["attributes"][attribute]["enum"]
    assert {name: sorted(set(one["children"])) for name, one in elements.items()} == {
        name: sorted(holds) for name, holds in VOICES.table["holds"].items()
    }


@pytest.mark.parametrize(
    ("name", "language", "speaks"),
    [
        ("Polly.Joanna", "en-US", True),
        ("Polly.Joanna", "EN-us", True),
        ("Polly.Joanna", "en", True),
        ("Polly.Joanna", "en-GB", False),
        ("Polly.Joanna", "e", False),
        ("Polly.Aditi", "hi-IN", True),
        ("Polly.Aditi", "en-IN", True),
        ("Polly.Zhiyu", "zh-CN", True),
        ("Polly.Hiujin-Neural", "zh-HK", True),
        ("Google.yue-HK-Standard-A", "yue-CN", True),
        ("alice", "da-DK", True),
        ("default", "ja-JP", True),
    ],
)
def test_a_voice_speaks_its_own_languages_by_all_their_names(name: str, language: str, speaks: bool) -> None:
    voice = VOICES.voice(name)

    assert voice is not None
    assert VOICES.speaks(voice, language) is speaks


def test_the_speakers_of_a_language_begin_with_those_of_the_kind() -> None:
    found = VOICES.speakers("es-MX", "generative")

    assert found[:2] == ["Polly.Mia-Generative", "Polly.Andres-Generative"]
    assert set(found) == {"Polly.Mia", "Polly.Mia-Neural", "Polly.Andres-Neural", *found[:2]}
    assert VOICES.speakers("xx-XX", "neural") == []


def test_what_is_meant_is_a_language_and_what_is_written_is_none() -> None:
    for written, meant in VOICES.table["languages"]["meant"].items():
        assert VOICES.meant(written.lower()) == meant
        assert VOICES.knows_language(meant)
        assert not VOICES.knows_language(written)
    assert VOICES.meant("en-US") is None


def test_kinds_that_understand_tags_are_kinds_of_voices_and_their_tags_exist() -> None:
    kinds = {voice.kind for name in VOICES.names() if (voice := VOICES.voice(name))}

    assert set(VOICES.table["ssml"]) <= kinds
    assert all(set(tags) <= set(VOICES.table["tags"]) for tags in VOICES.table["ssml"].values())


@pytest.mark.parametrize(
    ("name", "understood"), [("man", []), ("default", None), ("Google.en-US-Chirp3-HD-Kore", None)]
)
def test_of_some_voices_nothing_is_known_of_what_they_understand(name: str, understood: list[str] | None) -> None:
    voice = VOICES.voice(name)

    assert voice is not None
    assert VOICES.understood(voice) == understood


def test_a_store_gives_back_what_was_read_and_an_old_one_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    text = voices_text()
    stored = json.loads(dump_voices(text))
    assert stored["table"] == read_voices(text).table
    stored["source"] += "# older\n"
    stored["table"]["basic"]["names"] = ["nobody"]
    monkeypatch.setattr("flowc.vocabulary.voices.stored_voices_text", lambda: json.dumps(stored))

    assert standard_voices.__wrapped__().voice("nobody") is None


def test_without_a_store_the_table_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flowc.vocabulary.voices.stored_voices_text", lambda: None)

    read: Voices = standard_voices.__wrapped__()

    assert read.table == VOICES.table
    assert resources.stored_voices_text() is not None
