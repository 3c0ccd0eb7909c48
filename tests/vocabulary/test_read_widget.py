"""What the lines of a declaration say, and what is reported of those that say nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flowc.diagnostics import Severity
from flowc.vocabulary.widget import Call, CallNeed, Condition, Holds, Most, Notice

Body = Callable[[str], Any]
Declare = Callable[[str], Any]

BLANK_CONDITION = (Condition("x", "a"),)


def test_a_declaration_has_a_type_a_verb_and_a_documentation(declare: Declare) -> None:
    widget = declare('## Says it.\nwidget say "say-play" {\n}\n').widget

    assert (widget.type, widget.documentation) == ("say-play", "Says it.")
    assert [(verb.name, verb.documentation) for verb in widget.verbs] == [("say", "Says it.")]
    assert widget.span.text == 'widget say "say-play"'
    assert widget.verbs[0].span.text == "say"


def test_a_word_alone_is_both_verb_and_type(declare: Declare) -> None:
    widget = declare("widget flash { }").widget

    assert (widget.type, widget.verbs[0].name) == ("flash", "flash")


def test_a_quoted_type_alone_makes_no_verb(declare: Declare) -> None:
    declared = declare('widget "trigger" { }')

    assert declared.widget.verbs == ()
    assert declared.vocabulary.verbs == {}


def test_outputs_are_told_apart_by_what_they_hold(body: Body) -> None:
    declared = body("output a, b.c, d, e\nplain a\naddress b.c\nwords d")

    assert declared.problems == ()
    assert declared.widget is not None
    assert [output.holds for output in declared.widget.outputs] == [
        Holds.PLAIN,
        Holds.ADDRESS,
        Holds.WORDS,
        Holds.ANYTHING,
    ]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ('title "Say/Play"', "title", "Say/Play"),
        ('link "https://example.com"', "link", "https://example.com"),
        ("family voice", "family", "voice"),
        ("channels voice, rest", "channels", ("voice", "rest")),
        ("confidence guess", "confidence", "guess"),
        ('deprecated "old"', "deprecated", "old"),
        ('open-outputs "the rest"', "open_outputs", "the rest"),
        ("misnomer wrong -> right", "misnomers", (("wrong", "right"),)),
    ],
)
def test_a_line_sets_its_field(body: Body, line: str, field: str, value: object) -> None:
    declared = body(line)

    assert declared.problems == ()
    assert getattr(declared.widget, field) == value


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("call incoming", {"needs": CallNeed.INCOMING}),
        ("call live", {"needs": CallNeed.LIVE}),
        ("call live when x=a", {"needs": CallNeed.LIVE, "needs_when": BLANK_CONDITION}),
        ("call live unless x=a", {"needs_when": (Condition("x", "a", negated=True),)}),
        ("entry call, message", {"entries": ("call", "message"), "entries_when": ()}),
        ("entry request when x=a", {"entries": ("request",), "entries_when": BLANK_CONDITION}),
        ('after say-play, "other type"', {"after": ("say-play", "other type")}),
        ("after say-play when x=a", {"after": ("say-play",), "after_when": BLANK_CONDITION}),
        ("speaks with x", {"speaks_with": ("x",)}),
        ("answers", {"answers": True, "waits": False}),
        ("waits", {"waits": True, "answers": False}),
        ('outgoing-help "a"', {"outgoing_help": "a"}),
        ('after-why "a"', {"after_why": "a"}),
        ('after-help "a"', {"after_help": "a"}),
        ("may-speak", {"may_speak": True, "may_record": False}),
        ("may-record", {"may_record": True, "may_record_when": ()}),
        ("may-record when x=a", {"may_record": True, "may_record_when": BLANK_CONDITION}),
        ("answers silently", {"answers": True, "silent": True}),
        ("call-serves", {"call_serves": True}),
        ("or-after a, b", {"or_after": ("a", "b")}),
        ('never subflow "because"', {"never": ("subflow",), "never_why": "because"}),
        ("prompted say-play", {"prompted": ("say-play",)}),
        ("background when x=a", {"background": True, "background_when": BLANK_CONDITION}),
        ("own-recording when x=a", {"own_recording": True, "own_recording_when": BLANK_CONDITION}),
        ("deaf", {"deaf": True, "private": False}),
        ("hands-over", {"hands_over": True}),
        ("private", {"private": True}),
        ("at-most 5; at-most 3 x", {"most": (Most(5), Most(3, "x"))}),
        ("alike x, x", {"alike": (("x", "x"),)}),
        ('notice "a", "b"; notice c', {"notice": Notice(words=("a", "b", "c"))}),
        ('opt-out stop, "opt out"; opt-out end', {"opt_out": ("stop", "opt out", "end")}),
        ("notice-denied a; notice-wished b; notice-marked c", {"notice": Notice((), ("c",), ("a",), ("b",))}),
    ],
)
def test_a_line_says_where_the_widget_may_stand(body: Body, line: str, fields: dict[str, object]) -> None:
    declared = body(f"{line}\noption x: text")

    assert declared.problems == ()
    assert {name: getattr(declared.widget.placement, name) for name in fields} == fields


def test_a_line_that_is_not_there_says_nothing(body: Body) -> None:
    placement = body("").widget.placement

    assert placement.needs is None
    assert placement.entries == placement.after == placement.speaks_with == ()
    assert not placement.answers
    assert not placement.may_record
    assert not placement.waits


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("exit done main", {"event": "done", "main": True, "failure": False, "call": None}),
        ("exit done failure", {"failure": True, "main": False}),
        ("exit done main failure", {"failure": True, "main": True}),
        ("exit done unconfirmed", {"unconfirmed": True}),
        ("exit done repeated", {"repeated": True}),
        ("exit done call gone main", {"call": Call.GONE, "main": True}),
        ("exit done as call call incoming", {"entry": "call", "call": Call.INCOMING}),
        ("exit done fills message", {"fills": "message", "entry": ""}),
        ('exit "odd event"', {"event": "odd event"}),
    ],
)
def test_an_exit_is_read(body: Body, line: str, fields: dict[str, object]) -> None:
    declared = body(f"## When.\n{line}")
    (exit_,) = declared.widget.exits

    assert declared.problems == ()
    assert {name: getattr(exit_, name) for name in fields} == fields
    assert exit_.documentation == "When."
    assert exit_.span.text == line


def test_outputs_share_the_documentation_of_their_line_and_of_the_line_above(body: Body) -> None:
    lines = "## All.\noutput Sid, outbound.Body\noutput Third\n\noutput Alone\n## Own.\noutput Last"
    outputs = body(lines).widget.outputs

    assert [(output.name, output.documentation) for output in outputs] == [
        ("Sid", "All."),
        ("outbound.Body", "All."),
        ("Third", "All."),
        ("Alone", ""),
        ("Last", "Own."),
    ]
    assert outputs[1].span.text == "outbound.Body"


def test_a_verb_has_options_of_its_own_beside_those_of_the_widget(declare: Declare) -> None:
    widget = declare(
        'widget "t" {\n  ## One.\n  verb a {\n    ## X.\n    arg x: text\n  }\n  verb b\n  option y: text\n}'
    ).widget
    first, second = widget.verbs

    assert [option.name for option in widget.options_of(first)] == ["x", "y"]
    assert [option.name for option in widget.options_of(second)] == ["y"]
    assert [option.name for option in widget.options_of(None)] == ["x", "y"]
    assert (first.documentation, first.options[0].documentation, first.span.text) == ("One.", "X.", "a")


def test_options_can_exclude_each_other(body: Body) -> None:
    widget = body("option a: text\noption b: text\none-of a, b\none-of a, b required").widget

    assert [(group.properties, group.required) for group in widget.exclusive] == [
        (("a", "b"), False),
        (("a", "b"), True),
    ]


# Each stands in a declaration of its own; « » mark the place that is reported.
MALFORMED = {
    "an unknown line": "«titel» x",
    "an assignment": '«title = "x"»',
    "a bare arrow": "«-> x»",
    "a quoted word": '«"title"» "x"',
    "a label": "«a:» title x",
    "a block where none belongs": "title x «{» }",
    "an arrow where none belongs": "title x «-> y»",
    "an else": "verb x { } «else» { }",
    "a title without text": "«title»",
    "a title that is a list": "title «[a]»",
    "a title with two texts": 'title "a" «"b"»',
    "a link with an assignment": "link «a=b»",
    "a family without name": "«family»",
    "channels without names": "«channels»",
    "channels that are calls": "channels «a(b)»",
    "a confidence without word": "«confidence»",
    "a deprecation without reason": "«deprecated»",
    "open outputs without words": "«open-outputs»",
    "what holds words without names": "«words»",
    "what holds words that nothing leaves": "words «a»",
    "what is plain before it is there": "plain «a»\noutput a",
    "a need without call": "«call»",
    "a need of an unknown call": "call «outgoing»",
    "a need with half a condition": "call live «when»",
    "a need with something else": "call live «sometimes»",
    "a need with a bare condition": "call live «x=a»",
    "entries without names": "«entry»",
    "entries with a bare condition": "entry «x=a»",
    "entries with half a condition": "entry call «unless»",
    "types without names": "«after»",
    "types that are only a condition": "after «when» x=a",
    "speaking without with": "speaks «say»",
    "speaking with nothing": "speaks «with»",
    "a help without words": "«outgoing-help»",
    "a reason with an assignment": "after-why «a=b»",
    "two helps": 'after-help "a" «"b"»',
    "answers with more": "answers «now»",
    "a reason alone": 'never «"because"»',
    "a ban without anything": "«never»",
    "a limit that is none": "at-most «many»",
    "a limit of nothing": "at-most «0»",
    "a limit without number": "«at-most»",
    "one property alone": "option x: text\nalike «x»",
    "words of a notice that are missing": "«notice»",
    "a background with more": "background «always»",
    "a recording of its own with more": "own-recording «always»",
    "a mark without word": "«notice-marked»",
    "a prompt without types": "«prompted»",
    "a part without name": "exit done «fills»",
    "waits with more": "waits «long»",
    "may-speak with more": "may-speak «x=a»",
    "may-record with more": "may-record «always»",
    "an exit without event": "«exit»",
    "an exit with an unknown word": "exit done «mian»",
    "an exit with a value": "exit done «a=b»",
    "an exit with an unknown call": "exit done call «lost»",
    "an exit without call": "exit done «call»",
    "an exit without entry": "exit done «as»",
    "an output without name": "«output»",
    "an output with a type": "output «a: text»",
    "a choice of one": "one-of «a»",
    "a choice of one that is required": "one-of a, «required»",
    "a misnomer without arrow": "misnomer «wrong»",
    "a misnomer without name": "«misnomer» -> right",
    "an option without type": "option «x»",
    "an option with a value": "option «x=1»",
    "an option without anything": "«option»",
    "an argument without type": "arg «x»",
    "an unknown modifier": "option x: text «requried»",
    "a modifier that is a list": "option x: text «[a]»",
    "a modifier that is a value": "option x: text «a=b»",
    "a number that is none": "option x: text min «few»",
    "a duration for a number": "option x: seconds max «5s»",
    "a missing number": "option x: text «max»",
    "a length that is none": "option x: text max-length «0»",
    "half a length": "option x: text max-length «1.5»",
    "a broken pattern": 'option x: text pattern «"("»',
    "an unknown encoding": "option x: text as «strings»",
    "a missing encoding": "option x: text «as»",
    "an unknown meaning": "option x: text means «speeches»",
    "a missing meaning": "option x: text «means»",
    "a missing condition": "option x: text «required-when»",
    "a condition that is a word": "option x: text «unless» y",
    "a condition that is a list": "option x: text when x=«[a]»",
    "a default outside the enumeration": "option x: a | b default «c»",
    "an emitted value outside the enumeration": "option x: a | b = «c»",
    "a default outside the set": "option x: set(a, b) default [a, «c»]",
    "a default that is no switch": "option x: switch default «maybe»",
    "a default that is no number": "option x: integer default «many»",
    "a default that is no number in a text": "option x: seconds as string default «many»",
    "a list for one value": "option x: text default «[a]»",
    "a list in a list": "option x: list(text) default [«[a]»]",
    "a call for a default": "option x: text default «json(a)»",
    "a default for pairs": "option x: pairs default «a»",
    "a missing default": "option x: text «default»",
    "a type that is a slip": "option x: «txet»",
    "a constructor that is a slip": "option x: «lst»(text)",
    "two kinds": "option x: text | «switch»",
    "two kinds with brackets": "option x: text | «sid(WW)»",
    "a list for a type": "option x: «[a]»",
    "a word that stands for two": "option x: a | «b(c, d)»",
    "a word that stands for a list": "option x: a | b(«[c]»)",
    "a word twice": "option x: a | «a»",
    "a SID without letters": "option x: «sid()»",
    "a SID with small letters": "option x: «sid(ww)»",
    "a SID with two prefixes": "option x: «sid(WW, TC)»",
    "an empty set": "option x: «set()»",
    "a set with members": "option x: set(«a: text»)",
    "a set with a word twice": "option x: set(a, «a»)",
    "an empty choice": "option x: «one()»",
    "a list of nothing": "option x: «list()»",
    "a list of two kinds": "option x: «list(text, url)»",
    "a list of lists": "option x: «list(list(text))»",
    "a list of words": "option x: «list(a)»",
    "a member without type": "option x: record(«a»)",
    "a member twice": "option x: record(a: text, «a: url»)",
    "a member of a bad type": "option x: record(a: text | «url»)",
    "a bad member of a pair": "option x: pairs(«a»)",
    "a verb without name": "«verb»",
    "a verb with two names": "verb a «b»",
    "a verb with another line": 'verb a {\n  «title» "x"\n}',
    "a verb with a bad option": "verb a {\n  option x: «txet»\n}",
    "a label in a verb": "verb a {\n  «l:» option x: text\n}",
    "an assignment in a verb": "verb a {\n  «x = 1»\n}",
    "an assignment in an option": "option x: text {\n  «min = 1»\n}",
    "an arrow in an option": "option x: text {\n  «-> y»\n}",
    "an unknown modifier in an option's block": "option x: text {\n  «mni» 1\n}",
    "an option twice": "option x: text\n«option x: text»",
    "a property twice": "option x: text\n«option y: text -> x»",
    "an exit twice": "exit a\n«exit a»",
    "an output twice": "output a, «a»",
    "a verb twice": "verb a\nverb «a»",
    "an option with an unknown one": "«option x: text with y»",
    "an option under an unknown condition": "«option x: text when y=1»",
    "an option that is required under an unknown condition": "«option x: text required-when y=1»",
    "a choice among unknown options": "option a: text\n«one-of a, b»",
    "an inline text": "«option x: text inline»",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_line_is_reported_at_its_place(body: Body, name: str) -> None:
    marked = MALFORMED[name]
    lines = marked.replace("«", "").replace("»", "")
    expected = marked[marked.index("«") + 1 : marked.index("»")]
    before = marked[: marked.index("«")]

    (problem,) = body(lines).problems

    assert problem.code == "FLW120"
    assert problem.severity is Severity.ERROR
    assert problem.label
    assert problem.span.text == expected
    assert problem.span.line == before.count("\n") + 2
    assert problem.span.source.text[: problem.span.start].replace("\n  ", "\n").endswith("\n" + before)


@pytest.mark.parametrize(
    ("declaration", "place"),
    [
        ("widget { }", "widget"),
        ("widget a", "a"),
        ("widget a b { }", "b"),
        ('widget "a" "b" { }', '"b"'),
        ('widget "" { }', '""'),
        ("widget a=b { }", "a=b"),
        ("widget [a] { }", "[a]"),
        ("widget a -> b", "a"),
        ("widget a { } -> b", "-> b"),
        ("x: widget a { }", "x:"),
        ("widget a { } else { }", "else { }"),
    ],
)
def test_a_malformed_heading_declares_nothing_and_is_reported(declare: Declare, declaration: str, place: str) -> None:
    declared = declare(declaration)
    (problem,) = declared.problems

    assert declared.vocabulary.types == {}
    assert (problem.code, problem.span.text) == ("FLW120", place)


@pytest.mark.parametrize("line", ["call live when x=1", "may-record when x=1", "after say when x=1", "speaks with x"])
def test_a_placement_by_an_unknown_property_is_reported(body: Body, line: str) -> None:
    (problem,) = body(line).problems

    assert problem.label == "no option makes the property `x`"
    assert problem.span.text == "widget w"


def test_a_malformed_line_costs_no_other_line(body: Body) -> None:
    declared = body("titel x\nexit done main\noption x: txet\noutput Sid")

    assert len(declared.problems) == 2
    assert [exit_.event for exit_ in declared.widget.exits] == ["done"]
    assert [output.name for output in declared.widget.outputs] == ["Sid"]


def test_a_malformed_option_costs_the_verb_no_other_option(body: Body) -> None:
    declared = body("verb a {\n  option x: txet\n  option y: text\n}")

    assert [option.name for option in declared.widget.verbs[1].options] == ["y"]


def test_a_near_miss_of_a_line_is_offered(body: Body) -> None:
    (problem,) = body('titel "x"').problems

    assert problem.help == "did you mean `title`?"


@pytest.mark.parametrize("line", ["option x: text min 5x", 'title "x', "option x: text default *"])
def test_what_syntax_has_reported_is_not_reported_again(body: Body, line: str) -> None:
    problems = body(line).problems

    assert problems
    assert all(problem.code.startswith("FLW0") for problem in problems)


def test_two_options_may_make_one_property_when_conditions_tell_them_apart(body: Body) -> None:
    declared = body("arg kind: a | b\narg one: text when kind=a -> to\narg two: url when kind=b -> to")

    assert declared.problems == ()


def test_verbs_may_have_options_of_one_name(declare: Declare) -> None:
    text = 'widget "t" {\n  verb a {\n    arg x: text\n  }\n  verb b {\n    arg x: url\n  }\n}'

    assert declare(text).problems == ()


@pytest.mark.parametrize("line", ["at-most 3 y", "alike y, y", "background when y=1", "own-recording unless y=1"])
def test_a_line_about_an_unknown_property_is_reported_at_the_declaration(body: Body, line: str) -> None:
    problems = body(line).problems

    assert {problem.label for problem in problems} == {"no option makes the property `y`"}
    assert {problem.span.text.split(maxsplit=1)[0] for problem in problems} == {"widget"}


def test_the_notes_of_a_widget_are_its_noted_options(body: Body) -> None:
    widget = body("option a: text noted\noption b: text\noption c: one(x) noted -> d").widget

    assert widget.notes == ("a", "d")
