"""SSML in a spoken text that cannot be read: a tag without an end, one that does not exist, a bare `&`.

Texts without a tag are plain texts, and of these nothing is said.

## Why

Studio takes any text.
On the call it is read as SSML, and where that fails the caller hears nothing of it (*Invalid text*).

## Bad

```flow
on call {
  say "Your code is <say-as interpret-as='digits'>1234." voice=Polly.Joanna
}
```

```flow
on call {
  say "Smith & Sons. <break time='1s'/> Please hold." voice=Polly.Joanna
}
```

```flow
on call {
  say "Please hold. <pause time='1s'/>" voice=Polly.Joanna
}
```

## Good

```flow
on call {
  say "Smith &amp; Sons. <break time='1s'/> Please hold." voice=Polly.Joanna
  say "Your code is <say-as interpret-as='digits'>1234</say-as>." voice=Polly.Joanna
}
```

## Fix

End each tag in the reverse order, write `<break/>` where nothing stands in a tag, and write `&amp;` and `&lt;` for
the characters `&` and `<`.

## Source

[Say](https://www.twilio.com/docs/voice/twiml/say)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flowc.checks.analyses.written import Written, once
from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic, Fix, Note
from flowc.diagnostics.finding import finding
from flowc.vocabulary.types import Kind, Meaning

if TYPE_CHECKING:
    from flowc.checks.analyses.ssml import Fault

CODE = "FLW221"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each text: what is wrong first may be the reason for the rest."""
    marked = [
        one
        for one in facts.written
        if one.option.meaning is Meaning.SPEECH and "<" in one.text and one.kind is Kind.TEXT
    ]
    if not marked:
        return
    # Few texts hold a tag, and start-up is felt on every run.
    from flowc.checks.analyses.ssml import fault, has_tags  # noqa: PLC0415 - see above
    from flowc.vocabulary.voices import standard_voices  # noqa: PLC0415 - see above

    table = standard_voices().table
    for one in once(marked):
        found = fault(one.text, table) if has_tags(one.text) else None
        if found is not None:
            yield _finding(one, found)


def _finding(one: Written, wrong: Fault) -> Diagnostic:
    place = one.part(wrong.start, wrong.end)
    opening: tuple[Note, ...] = ()
    if wrong.opening is not None and not one.state.uses:
        opening = (Note("opened here", one.part(wrong.opening.start, wrong.opening.end)),)
    is_exact = place.text == one.text[wrong.start : wrong.end]
    return finding(
        CODE,
        wrong.message,
        place,
        label=wrong.label,
        notes=(*opening, *one.notes),
        why="the text cannot be read as SSML, and the caller hears nothing of it",
        help=wrong.help,
        fixes=(Fix(f"write `{wrong.instead}`", place, wrong.instead),) if wrong.instead and is_exact else (),
        url=one.state.widget.link if one.state.widget else "",
    )
