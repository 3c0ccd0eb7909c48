"""The names under which the options of a verb are written."""

from __future__ import annotations

from collections.abc import Iterable

from flowc.language import MENU, PROMPT_VERB
from flowc.syntax.nodes import Item, Statement, Token
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.types import BLOCK_KINDS
from flowc.vocabulary.widget import Option


class Names:
    """Answers what the words of a statement are, as far as its verb is declared."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._short: dict[tuple[str, str], str] = {}

    def is_verb(self, word: str) -> bool:
        """Whether a word is a declared verb."""
        return word in self._vocabulary.verbs

    def options(self, verb: str) -> tuple[Option, ...]:
        """The options of a verb; none where nothing declares it."""
        declared = self._vocabulary.verbs.get(PROMPT_VERB if verb == MENU else verb)
        return declared[0].options_of(declared[1]) if declared else ()

    def short(self, verb: str, key: Token) -> Token:
        """The name of an option as it is written: the declaration's own name where Studio's was given."""
        if key.type != "WORD":
            return key
        found = self._short.get((verb, key.text))
        if found is None:
            found = self._short[verb, key.text] = self._short_name(verb, key.text)
        return key if found == key.text else Token(key.type, found, key.start, key.leading)

    def short_of_all(self, verbs: Iterable[str], key: Token) -> Token:
        """The name of an option that several verbs share: the short one only where it is that of each."""
        found = {name.text: name for name in (self.short(verb, key) for verb in verbs if self.is_verb(verb))}
        return next(iter(found.values())) if len(found) == 1 else key

    def _short_name(self, verb: str, name: str) -> str:
        """The name of the one option that a name can mean; where it may mean several, the name itself."""
        options = [option for option in self.options(verb) if not option.inline]
        meant = [option for option in options if name in (option.name, option.property)]
        names = {option.name for option in meant}
        if len(names) != 1:
            return name
        short = names.pop()
        others = [option for option in options if short in (option.name, option.property)]
        return short if others == meant else name

    def is_block_option(self, verb: str, line: Item) -> bool:
        """Whether a line of a statement's block is an option with a block of its own, as `parameters { … }`."""
        if not isinstance(line, Statement) or line.head is None or line.block is None:
            return False
        if line.parts or line.arrow or line.elses:
            return False
        name = line.head.text
        kinds = [option.type.kind for option in self.options(verb) if name in (option.name, option.property)]
        return any(kind in BLOCK_KINDS for kind in kinds)

    def is_harmless(self, verb: str, key: Token) -> bool:
        """Whether giving this option earlier or later changes nothing for the arguments of the verb.

        An argument that is given by name is skipped by those behind it, and some arguments are only
        wanted when an option has a value.
        """
        options = self.options(verb)
        meant = [option for option in options if key.text in (option.name, option.property) and not option.inline]
        if len(meant) != 1 or meant[0].positional or key.type != "WORD":
            return False
        deciding = {condition.property for option in options for condition in option.when}
        return meant[0].property not in deciding
