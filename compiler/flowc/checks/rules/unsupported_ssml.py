"""A tag of SSML that the voice does not understand.

The voices `man`, `woman` and `alice` understand none; of Google's voices, and of the one that is chosen in the
account, nothing is said.

## Why

The voice reads the text, or it fails at the tag, and then the caller hears nothing of it.

## Bad

```flow
on call {
  say "Please hold. <break time='1s'/>" voice=alice
}
```

```flow
on call {
  say "This is <emphasis>important</emphasis>." voice=Polly.Joanna-Neural
}
```

## Good

```flow
on call {
  say "Please hold. <break time='1s'/>" voice=Polly.Joanna-Neural
  say "This is <emphasis>important</emphasis>." voice=Polly.Joanna
}
```

## Fix

Take a voice that understands the tag, or leave the tag out.

## Source

[Say](https://www.twilio.com/docs/voice/twiml/say)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.written import Written
from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding
from flowc.source import Span
from flowc.vocabulary.types import Kind, Meaning

CODE = "FLW222"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each text and voice: the first tag that the voice does not understand."""
    pairs = list(_pairs(facts))
    if not pairs:
        return
    # As in the rule of malformed SSML.
    from flowc.checks.analyses.ssml import fault, tags  # noqa: PLC0415 - see above
    from flowc.vocabulary.voices import standard_voices  # noqa: PLC0415 - see above

    voices = standard_voices()
    told: set[tuple[Span, str, str]] = set()
    for one, by in pairs:
        voice = voices.voice(by.text)
        understood = voices.understood(voice) if voice is not None else None
        key = one.span, one.text, by.text
        if understood is None or key in told or fault(one.text, voices.table) is not None:
            continue
        told.add(key)
        known = voices.table["tags"]
        tag = next((tag for tag in tags(one.text) if tag.name in known and tag.name not in understood), None)
        if tag is not None:
            yield _finding(one, by, one.part(tag.start, tag.end), tag.name, understood)


def _pairs(facts: Facts) -> Iterator[tuple[Written, Written]]:
    """The texts with tags, each with its voice."""
    spoken = [one for one in facts.written if one.option.meaning is Meaning.SPEECH]
    texts = [one for one in spoken if one.kind is Kind.TEXT and "<" in one.text]
    if texts:
        by = {id(one.state): one for one in spoken if one.kind is Kind.VOICE}
        yield from ((one, by[id(one.state)]) for one in texts if id(one.state) in by)


def _finding(one: Written, by: Written, place: Span, tag: str, understood: list[str]) -> Diagnostic:
    own = () if one.state.uses else (Note("the voice", by.span),)
    return finding(
        CODE,
        f"`{by.text}` does not understand `<{tag}>`",
        place,
        label="not for this voice" if understood else "this voice understands no SSML",
        notes=(*own, *one.notes),
        why="the voice may fail at it, and the caller hears nothing of the text",
        help="leave it out, or take a voice that understands it",
        url=one.state.widget.link if one.state.widget else "",
    )
