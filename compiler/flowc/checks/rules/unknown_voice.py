"""A voice, or a language for a voice, that Twilio does not have.

The voices and languages that flowc knows are those of Twilio's own libraries, in `stdlib/voices.toml`.

## Why

Studio takes any text for a voice and for a language.
On the call Twilio does not know what to do with it (*Invalid voice value*): the caller hears another voice, or nothing.
New voices come with the years, so this is no error.

## Bad

```flow
on call {
  say "Welcome to the Owl shop." voice=Polly.Johanna language=en-US
}
```

```flow
on call {
  say "Welcome to the Owl shop." language=en-UK
}
```

## Good

```flow
on call {
  say "Welcome to the Owl shop." voice=Polly.Joanna language=en-US
}
```

## Fix

Write one of the names that Twilio lists, letter by letter: capitals count in the name of a voice.

## Source

[Say](https://www.twilio.com/docs/voice/twiml/say)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flowc.binding.context import shortened
from flowc.checks.analyses.written import Written, once
from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic, Fix
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import did_you_mean
from flowc.vocabulary.types import Kind, Meaning

if TYPE_CHECKING:
    from flowc.vocabulary.voices import Voices

CODE = "FLW219"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each voice and each language."""
    spoken = [one for one in facts.written if one.option.meaning is Meaning.SPEECH]
    named = [one for one in once(spoken) if one.kind in (Kind.VOICE, Kind.LOCALE)]
    if not named:
        return
    # Most flows leave the voice to the account, and start-up is felt on every run.
    from flowc.vocabulary.voices import standard_voices  # noqa: PLC0415

    voices = standard_voices()
    sound: set[str] = set()
    for one in named:
        if one.text in sound:
            continue
        is_voice = one.kind is Kind.VOICE
        if voices.voice(one.text) is not None if is_voice else voices.knows_language(one.text):
            sound.add(one.text)
        else:
            yield _unknown_voice(one, voices) if is_voice else _unknown_language(one, voices)


def _unknown_voice(one: Written, voices: Voices) -> Diagnostic:
    near = did_you_mean(one.text, voices.names())
    advice = (
        f"did you mean `{near}`?" if near else "a voice is written as `Polly.Joanna-Neural` or `Google.en-US-Wavenet-A`"
    )
    return _finding(one, f"Twilio has no voice `{shortened(one.text)}`", "no voice of this name", advice, near)


def _unknown_language(one: Written, voices: Voices) -> Diagnostic:
    near = voices.meant(one.text) or did_you_mean(one.text, voices.languages)
    advice = f"did you mean `{near}`?" if near else "a language is written as `en-US`"
    return _finding(one, f"no voice speaks `{shortened(one.text)}`", "no language that Twilio knows", advice, near)


def _finding(one: Written, message: str, label: str, advice: str, near: str | None) -> Diagnostic:
    # The text itself is replaced, with or without quotes.
    place = one.part(0, len(one.text))
    fixes = (Fix(f"write `{near}`", place, near, safe=False),) if near and place.text == one.text else ()
    return finding(
        CODE,
        message,
        place,
        label=label,
        notes=one.notes,
        why="the caller hears another voice, or nothing",
        help=advice,
        fixes=fixes,
        url=one.state.widget.link if one.state.widget else "",
    )
