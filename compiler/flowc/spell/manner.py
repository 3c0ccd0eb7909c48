"""In what surroundings statements are spelled."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

import attrs

from flowc.binding.context import Context, Read
from flowc.source import Source, Span
from flowc.vocabulary import Vocabulary

WIDTH = 100

_NO_DEFAULTS: Mapping[str, Mapping[str, Read]] = {}


@attrs.frozen(slots=False)
class Manner:
    """What a file around a statement knows, and how it is written.

    `names` are the labels and sections of the file, which references may begin with; `references` allows
    `menu.Digits` for `"{{widgets.menu.Digits}}"`. `defaults` holds for each verb the properties that the
    file's `default` statements give it, with NOTHING for those that they take away. Lines longer than
    `width` are broken up where that is possible. One that is `trusting` takes the first spelling that
    comes to mind; all others are read back, and only those that say the same are taken.
    """

    vocabulary: Vocabulary
    names: Collection[str] = ()
    references: bool = True
    defaults: Mapping[str, Mapping[str, Read]] = _NO_DEFAULTS
    width: int = WIDTH
    trusting: bool = False

    def context(self, source: Source) -> Context:
        """A binding of a text in these surroundings."""
        return Context(source, self.vocabulary, labels=self._labels)

    @cached_property
    def _labels(self) -> Mapping[str, Span]:
        nowhere = Span(Source("", ""), 0, 0)
        return dict.fromkeys(self.names, nowhere)

    def defaults_of(self, verb: str) -> Mapping[str, Read]:
        """The properties that statements of a verb have where they do not speak of them."""
        return self.defaults.get(verb, {})
