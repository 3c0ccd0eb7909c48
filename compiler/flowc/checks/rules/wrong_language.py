"""A voice beside a language that it does not speak.

## Why

Studio takes each by itself.
On the call Twilio may refuse what they are together, and then the caller hears nothing of the text; or a voice
reads the words by the rules of its own language, which nobody understands.

## Bad

```flow
on call {
  say "Bienvenido a la tienda." voice=Polly.Salli language=es-MX
}
```

## Good

```flow
on call {
  say "Bienvenido a la tienda." voice=Polly.Mia language=es-MX
}
```

## Fix

Take a voice of the language, or leave out the language: a voice of Polly or Google brings its own.

## Source

[Say](https://www.twilio.com/docs/voice/twiml/say)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flowc.binding.context import listed
from flowc.checks.analyses.written import Written
from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding
from flowc.source import Span
from flowc.vocabulary.types import Kind, Meaning

if TYPE_CHECKING:
    from flowc.vocabulary.voices import Voice, Voices

CODE = "FLW220"

_MOST_NAMED = 3


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each voice beside a language; for what a default gives to many, one."""
    pairs = list(_pairs(facts))
    if not pairs:
        return
    # As in the rule of unknown voices.
    from flowc.vocabulary.voices import standard_voices  # noqa: PLC0415 - see above

    voices = standard_voices()
    sound: set[tuple[str, str]] = set()
    told: set[tuple[Span, Span, str, str]] = set()
    for one, language in pairs:
        names = one.text, language.text
        key = one.span, language.span, *names
        if names in sound or key in told:
            continue
        told.add(key)
        voice = voices.voice(one.text)
        if voice is None or voices.speaks(voice, language.text) or not voices.knows_language(language.text):
            sound.add(names)
        else:
            yield _finding(one, language, voice, voices)


def _pairs(facts: Facts) -> Iterator[tuple[Written, Written]]:
    """The voices and languages of one text each."""
    voice: Written | None = None
    language: Written | None = None
    for one in facts.written:
        if one.option.meaning is not Meaning.SPEECH:
            continue
        if one.kind is Kind.VOICE:
            voice = one
        elif one.kind is Kind.LOCALE:
            language = one
        else:
            continue
        if voice is not None and language is not None and voice.state is language.state:
            yield voice, language


def _finding(one: Written, language: Written, voice: Voice, voices: Voices) -> Diagnostic:
    speakers = voices.speakers(language.text, voice.kind)[:_MOST_NAMED]
    own = () if one.state.uses else (Note(f"the voice speaks {listed(voice.languages, 'and')}", one.span),)
    return finding(
        CODE,
        f"`{one.text}` does not speak `{language.text}`",
        language.place,
        label=f"the voice speaks {listed(voice.languages, 'and')}" if one.state.uses else "not a language of the voice",
        notes=(*own, *language.notes),
        why="the caller hears nothing of the text, or it is read by the rules of another language",
        help=f"take a voice of the language: {listed(speakers)}" if speakers else "leave out the voice",
        url=one.state.widget.link if one.state.widget else "",
    )
