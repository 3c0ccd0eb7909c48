"""A voice, or a language, that Twilio does not have.

The voices and languages that flowc knows are those of Twilio's own libraries, in `stdlib/voices.toml`.
The language of the caller is judged where the speech model is one of Twilio's own.

## Why

Studio takes any text for a voice and for a language.
On the call Twilio does not know what to do with it (*Invalid voice value*): the caller hears another voice, or nothing.
A caller in a language that Twilio does not know is not understood.
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

_MEANINGS = (Meaning.SPEECH, Meaning.HEARING)
_KINDS = (Kind.VOICE, Kind.LOCALE)


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each voice and each language."""
    named = [one for one in once(facts.written) if one.option.meaning in _MEANINGS and one.kind in _KINDS]
    if not named:
        return
    # Most flows leave the voice to the account, and start-up is felt on every run.
    from flowc.vocabulary.voices import standard_voices  # noqa: PLC0415 - see above

    voices = standard_voices()
    known: dict[tuple[Kind, Meaning | None, str], bool] = {}
    for one in named:
        key = one.kind, one.option.meaning, one.text
        if key not in known:
            known[key] = _is_known(one, voices)
        if not known[key] and not _has_model_of_others(one):
            yield _unknown_voice(one, voices) if one.kind is Kind.VOICE else _unknown_language(one, voices)


def _is_known(one: Written, voices: Voices) -> bool:
    if one.kind is Kind.VOICE:
        return voices.voice(one.text) is not None
    if one.option.meaning is Meaning.SPEECH:
        return voices.knows_language(one.text)
    return voices.understands_language(one.text)


def _has_model_of_others(one: Written) -> bool:
    """Whether another provider than Twilio listens, who may know other languages."""
    if one.option.meaning is not Meaning.HEARING or one.state.widget is None:
        return False
    for option in one.state.widget.all_options():
        value = one.state.value(option.property)
        if option.meaning is Meaning.HEARING and option.type.words and isinstance(value, str):
            return option.type.alternative(value) is None
    return False


def _unknown_voice(one: Written, voices: Voices) -> Diagnostic:
    near = did_you_mean(one.text, voices.names())
    advice = (
        f"did you mean `{near}`?" if near else "a voice is written as `Polly.Joanna-Neural` or `Google.en-US-Wavenet-A`"
    )
    return _finding(one, f"Twilio has no voice `{shortened(one.text)}`", "no voice of this name", advice, near)


def _unknown_language(one: Written, voices: Voices) -> Diagnostic:
    heard = one.option.meaning is Meaning.HEARING
    near = voices.meant(one.text) or did_you_mean(one.text, voices.heard if heard else voices.languages)
    advice = f"did you mean `{near}`?" if near else "a language is written as `en-US`"
    message = f"Twilio understands no `{shortened(one.text)}`" if heard else f"no voice speaks `{shortened(one.text)}`"
    return _finding(one, message, "no language that Twilio knows", advice, near)


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
        why="the caller is not understood"
        if one.option.meaning is Meaning.HEARING
        else "the caller hears another voice, or nothing",
        help=advice,
        fixes=fixes,
        url=one.state.widget.link if one.state.widget else "",
    )
