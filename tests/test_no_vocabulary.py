"""The compiler knows no widget: its verbs, types, options, exits and outputs stand in `stdlib/` alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from flowc.vocabulary import standard_vocabulary

PACKAGE = Path(__file__).resolve().parents[1] / "compiler" / "flowc"
TWIML = "backends/twiml"
ROOMS = (
    "syntax",
    "binding",
    "symbols",
    "graph",
    "definitions",
    "spell",
    "expand",
    "checks",
    TWIML,
    "play",
    "script",
    "decompile",
    "diff",
)
# How a widget behaves when it is played is knowledge of its own: one file a type, and what several types do alike.
BEHAVIOUR = ("play/widgets/", "play/shared/")
MODULES = sorted(
    module
    for path in [PACKAGE / "language.py", *(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))]
    if not (module := path.relative_to(PACKAGE).as_posix()).startswith(BEHAVIOUR)
)

# Words that the language itself defines and that some widget also uses, by module, each with its reason.
ALLOWED = {
    "backends/twiml/schema.py": {
        "attributes": "the key of an element's attributes in the table of TwiML",
        "number": "a type of attributes in that table",
        "voice": "the key of the documents of calls in that table",
    },
    "backends/twiml/step.py": {
        "to": "the argument of a condition's class",
    },
    "binding/json_values.py": {
        "number": "the name of a JSON type",
    },
    "binding/reuse/blocks.py": {
        "failure": "the word behind the exits of a block that mean that something went wrong",
    },
    "binding/reuse/parameters.py": {
        "name": "stands for the name of a parameter in an example of its declaration",
        "number": "a type of parameters, in the example of its declaration",
        "text": "as `number`",
        "url": "as `number`",
    },
    "binding/reuse/templates.py": {
        "text": "the group of a regular expression that is a text inside of Liquid",
    },
    "checks/analyses/ssml.py": {
        "attributes": "what a tag has, as a word and as the group of a regular expression",
    },
    "checks/analyses/urls.py": {
        "http": "a scheme of URLs",
    },
    # The keys of Studio's format, of REST answers and of old exports.
    "definitions/answers.py": {
        "friendly_name": "the key of a flow's name in REST answers",
    },
    "definitions/conditions.py": {
        "friendly_name": "the key of a condition's name",
    },
    "definitions/exits.py": {
        "next": "the key of a transition's target",
    },
    "definitions/flow.py": {
        "description": "a key of the definition",
    },
    "definitions/old_exports.py": {
        "sid": "the key that only states of old exports have",
    },
    "definitions/settings.py": {
        "description": "a key of the definition",
    },
    "definitions/state.py": {
        "name": "a key of a state",
    },
    "diff/compare.py": {
        "description": "the key of a definition that holds what a flow is called",
    },
    "diff/render/__init__.py": {
        "text": "the name of an output format",
    },
    "diff/render/json.py": {
        "name": "a key of the object that is printed",
    },
    "graph/names.py": {
        "timeout": "the ending of the names that a menu with `tries` makes for its `timeout`",
    },
    "play/definition.py": {
        "name": "a key of a state",
        "next": "the key of a transition's target",
    },
    "play/questions.py": {
        "input": "the kind of question that keys and words answer",
        "hangup": "the event of every widget that can tell that the contact is gone",
    },
    "play/scope.py": {
        "trigger": "a root of references",
        "variables": "what stands below the root `flow`",
    },
    "play/start.py": {
        "call": "a way in which a run begins",
        "subflow": "as `call`",
    },
    "play/turn.py": {
        "channel": "what stands below the root `flow`: where the contact writes",
        "sid": "the kind of names that Twilio makes, and the key of the channel's",
    },
    "script/agree.py": {
        "subflow": "what a run is asked to do that another flow does",
        "url": "the field of a happening that has an address",
    },
    "script/render/coverage.py": {
        "name": "a key of the object that is printed",
    },
    "script/render/junit.py": {
        "failure": "an element of a JUnit report",
    },
    "script/render/text.py": {
        "failed": "what is printed of a test",
    },
    "script/words.py": {
        "from": "a word of a test: who calls or writes",
        "to": "a word of a test: whom the contact calls",
        "parameters": "a word of a test: what a request brings along",
        "subflow": "a word of a test: the file of a flow",
    },
    "language.py": {
        # `->` and `menu` have words of their own.
        "next": "a target, and the exit of the counter that `menu` expands to",
        "timeout": "a line of `menu`, and the exit of its prompt that it stands for",
        "failed": "a line of `menu`, taken when every try was in vain",
        "name": "a setting of a condition",
        # A flow has one trigger, which `on` writes.
        "trigger": "the widget type that `on` writes, and a root of references",
        # What `split`, `if` and `menu` expand to is fixed by the language (section 6 of its design).
        "split-based-on": "the widget type of `split` and `if`",
        "input": "the property that holds what `split` compares",
        "match": "the event of a case",
        "noMatch": "the event of `else`",
        "gather": "the verb whose arguments and options the prompt of `menu` takes",
        "keypress": "the event of the prompt when keys were pressed",
        "speech": "the event of the prompt when something was said",
        "Digits": "the output of the prompt with the keys",
        "SpeechResult": "the output of the prompt with the words",
        "set-variables": "the widget type that counts the tries of `menu`",
        "variables": "the property of it that holds the count",
    },
}


@cache
def forbidden() -> frozenset[str]:
    """Every word that a declaration of the standard library gives a meaning to."""
    found: set[str] = set()
    for widget in standard_vocabulary().types.values():
        found.update([widget.type, *(verb.name for verb in widget.verbs)])
        for option in widget.all_options():
            found.update([option.name, option.property])
        found.update(exit_.event for exit_ in widget.exits)
        found.update(output.name for output in widget.outputs)
    return frozenset(found)


def constants(tree: ast.AST) -> Iterator[str]:
    """The string constants of a module, without docstrings and the pieces of formatted strings."""
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            left_out.update(id(piece) for piece in node.values)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.value


def vocabulary_in(module: str) -> frozenset[str]:
    """The words of the declarations that a module names."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    return forbidden().intersection(constants(tree))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_names_no_word_of_a_widget_without_a_reason(module: str) -> None:
    assert sorted(vocabulary_in(module) - set(ALLOWED.get(module, {}))) == []


@pytest.mark.parametrize(("module", "word"), [(module, word) for module, words in ALLOWED.items() for word in words])
def test_a_reason_that_is_no_longer_needed_goes(module: str, word: str) -> None:
    assert word in vocabulary_in(module)


def test_each_exception_has_its_reason() -> None:
    assert all(reason for words in ALLOWED.values() for reason in words.values())
    assert set(ALLOWED) <= set(MODULES)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('x = "say"', ["say"]),
        ('if verb == "record-call": pass', ["record-call"]),
        ('def f():\n    """say"""', []),
        ('x = f"say{y}"', []),
        ("x = f\"{y or 'say'}\"", ["say"]),
        ('x = "say it"', []),
    ],
)
def test_words_are_looked_for_in_all_strings_but_docstrings_and_messages(source: str, found: list[str]) -> None:
    assert sorted(forbidden().intersection(constants(ast.parse(source)))) == found
