"""The table of diagnostic codes: number, name, usual severity and title of each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from flowc.diagnostics.diagnostic import Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_FAMILIES = (
    "syntax",
    "names",
    "values",
    "placement",
    "control flow",
    "templates",
    "compliance",
    "backend",
    "the way in",
    "tests",
)

# What is wrong here cannot be compiled, or Twilio refuses it: an error of these families stays one.
_FIXED_FAMILIES = frozenset({"syntax", "names", "values", "backend", "the way in", "tests"})


def family(code: str) -> str:
    """The family that a code belongs to by its hundreds digit, such as `names` for FLW101."""
    return _FAMILIES[int(code.removeprefix("FLW")) // 100]


@attrs.frozen
class Code:
    """What is the same for every diagnostic of one code.

    `name` is that of the bad thing, so that "allow *unknown-verb*" reads well; `severity` is the
    level it has when nothing sets another. The level of a `fixed` code is never lowered: neither by
    settings, nor by a comment that allows it. What is found `on_demand` is looked for only where
    settings give the code a level, or select it by its code or its name.
    """

    code: str
    name: str
    severity: Severity
    title: str
    on_demand: bool = attrs.field(default=False, kw_only=True)
    fixed: bool = attrs.field(kw_only=True)

    @fixed.default
    def _is_fixed_by_family(self) -> bool:
        return self.severity is Severity.ERROR and family(self.code) in _FIXED_FAMILIES


_TABLE = (
    Code("FLW001", "unexpected-text", _ERROR, "Text where the grammar allows none"),
    Code("FLW002", "endless-string", _ERROR, "A string that never ends"),
    Code("FLW003", "unknown-escape", _ERROR, "A backslash in a string before a character that it gives no meaning to"),
    Code("FLW004", "unclosed-block", _ERROR, "A `{` whose `}` is missing"),
    Code("FLW005", "stray-brace", _ERROR, "A `}` where no block is open"),
    Code("FLW006", "unquoted-value", _ERROR, "A date, a time, a key or another text without its quotes"),
    Code("FLW007", "too-deep", _ERROR, "Blocks and brackets nested deeper than the compiler reads"),
    Code("FLW008", "too-large", _ERROR, "A file larger than the compiler reads"),
    Code("FLW009", "stray-character", _ERROR, "A character that means nothing outside of a string"),
    Code("FLW010", "joined-statements", _ERROR, "Two statements on one line without a `;`"),
    Code("FLW101", "unknown-verb", _ERROR, "A verb that nothing declares"),
    Code("FLW102", "unknown-target", _ERROR, "An arrow to a label or a section that does not exist"),
    Code("FLW103", "duplicate-name", _ERROR, "Two widgets or sections of one name"),
    Code("FLW104", "unknown-exit", _ERROR, "An exit that the widget does not have"),
    Code("FLW105", "unknown-entry", _ERROR, "An entry that the trigger does not have"),
    Code("FLW106", "duplicate-entry", _ERROR, "Two `on` for one entry"),
    Code("FLW107", "duplicate-exit", _ERROR, "An exit, or a case, written twice"),
    Code("FLW108", "misplaced-label", _ERROR, "A label on a line that becomes no widget"),
    Code("FLW109", "odd-name", _WARNING, "A name that Studio's console does not allow"),
    Code("FLW110", "empty-name", _ERROR, "A name without a character"),
    Code("FLW111", "unknown-reference", _ERROR, "A reference to a widget that does not exist"),
    Code("FLW112", "circular-sections", _ERROR, "Sections that lead to each other and to no widget"),
    Code("FLW113", "misplaced-statement", _ERROR, "A statement at a place where it means nothing"),
    Code("FLW114", "undocumented-widget", _ERROR, "A widget type of which Twilio publishes no more than the name"),
    Code("FLW115", "deprecated-widget", _WARNING, "A widget type that Twilio has retired"),
    Code("FLW116", "deprecated-option", _WARNING, "An option that only old exports carry"),
    Code("FLW120", "malformed-declaration", _ERROR, "A line of a declaration that says nothing"),
    Code("FLW121", "unknown-module", _ERROR, "A module that cannot be read"),
    Code("FLW122", "circular-modules", _ERROR, "Modules that use each other"),
    Code("FLW123", "malformed-values", _ERROR, "A file of values that cannot be read"),
    Code("FLW124", "unknown-environment", _ERROR, "An environment that the file of values does not have"),
    Code("FLW125", "missing-param", _ERROR, "A `param` without a value"),
    Code("FLW126", "unknown-param", _ERROR, "A value for a `param` that nothing declares"),
    Code("FLW127", "circular-blocks", _ERROR, "Blocks that use each other"),
    Code("FLW128", "unused-declaration", _WARNING, "A declaration that nothing uses"),
    Code("FLW129", "unused-label", _WARNING, "A label that nothing refers to"),
    Code("FLW130", "shadowed-name", _WARNING, "A name that hides another one"),
    Code("FLW131", "endless-expansion", _ERROR, "Blocks that grow beyond every limit when they are written out"),
    Code("FLW132", "malformed-settings", _ERROR, "Settings that cannot be read, or that mean nothing"),
    Code("FLW133", "unused-allow", _WARNING, "A finding that is allowed where it does not occur"),
    Code("FLW134", "unexplained-allow", _WARNING, "A finding that is allowed without a reason"),
    Code("FLW135", "unknown-code", _WARNING, "A code or the name of a rule that does not exist"),
    Code("FLW136", "fixed-level", _ERROR, "A finding allowed, or lowered, that cannot be"),
    Code("FLW137", "malformed-allow", _WARNING, "A comment for flowc that flowc does not understand"),
    Code("FLW201", "wrong-type", _ERROR, "A value of another kind than the option wants"),
    Code("FLW202", "unknown-value", _ERROR, "A value that is not among the allowed ones"),
    Code("FLW203", "out-of-range", _ERROR, "A number or a text beyond the limits that Twilio sets"),
    # Studio keeps drafts in which a value is still missing.
    Code("FLW204", "missing-value", _ERROR, "A required argument or option that is not given", fixed=False),
    Code("FLW205", "unknown-option", _ERROR, "An option that the verb does not have"),
    Code("FLW206", "duplicate-option", _ERROR, "An option given twice"),
    Code("FLW207", "conflicting-options", _ERROR, "Options that exclude each other"),
    Code("FLW208", "unquoted-text", _ERROR, "A text without quotes"),
    Code("FLW209", "surplus-argument", _ERROR, "More arguments than the verb takes"),
    Code("FLW210", "unknown-predicate", _ERROR, "A condition that Studio does not know"),
    Code("FLW211", "malformed-value", _ERROR, "A text that has not the form that Twilio wants"),
    Code("FLW212", "malformed-json", _ERROR, 'A `json("…")` that holds no JSON'),
    Code("FLW213", "liquid-not-rendered", _ERROR, "Liquid in a property that Studio does not render"),
    Code("FLW214", "idle-option", _WARNING, "An option that means nothing beside the others"),
    Code("FLW215", "incomplete-branch", _ERROR, "A branch that lacks its condition, its cases or its body"),
    Code("FLW216", "unfit-for-template", _ERROR, "A value that has no spelling in a Liquid expression"),
    Code("FLW217", "undialable-number", _WARNING, "A phone number that nobody has"),
    Code("FLW218", "malformed-url", _WARNING, "A URL that Twilio cannot call"),
    Code("FLW219", "unknown-voice", _WARNING, "A voice or a language that Twilio does not have"),
    Code("FLW220", "wrong-language", _WARNING, "A voice beside a language that it does not speak"),
    Code("FLW221", "malformed-ssml", _WARNING, "SSML that cannot be read"),
    Code("FLW222", "unsupported-ssml", _WARNING, "A tag of SSML that the voice does not understand"),
    Code("FLW223", "too-long-text", _WARNING, "A text longer than Twilio speaks or sends"),
    Code("FLW224", "costly-message", _INFO, "A message that one character makes dearer"),
    Code("FLW225", "malformed-regex", _WARNING, "A regular expression that cannot be read"),
    Code("FLW226", "plain-http", _INFO, "An address that is called without encryption"),
    Code("FLW301", "wrong-call", _ERROR, "A widget that needs an incoming call where there is none"),
    Code("FLW302", "too-early", _ERROR, "A widget before those that must have run"),
    Code("FLW303", "no-call", _ERROR, "A widget that needs a live call where there is none"),
    Code("FLW304", "wrong-entry", _ERROR, "A widget that does not work in a run begun in this way"),
    Code("FLW305", "caller-gone", _WARNING, "A widget that needs the caller after the caller has hung up"),
    Code("FLW306", "idle-switch", _WARNING, "A recording switched to what it is already"),
    Code("FLW307", "unprompted", _WARNING, "A widget that waits for words before anybody asked for them"),
    Code("FLW308", "ended-at-once", _WARNING, "A stream that ends as soon as it begins"),
    Code("FLW309", "unrecorded", _WARNING, "A widget that a recording of the call does not reach"),
    Code("FLW310", "second-recording", _WARNING, "A recording while another one runs"),
    Code("FLW311", "absent-value", _WARNING, "A value of the trigger that no run has here"),
    Code("FLW401", "too-many-widgets", _ERROR, "More widgets than Studio takes"),
    Code("FLW402", "empty-body", _WARNING, "A body without a statement"),
    Code("FLW403", "no-entry", _WARNING, "A flow that nothing starts"),
    Code("FLW404", "unreachable", _WARNING, "Statements that no path leads to"),
    Code("FLW405", "unhandled-failure", _WARNING, "A failure in a call that the flow says nothing of"),
    Code("FLW406", "endless-loop", _WARNING, "A loop in which nobody is ever waited for"),
    Code("FLW407", "repeated-widget", _WARNING, "A widget that leads to itself and waits for nobody"),
    Code("FLW408", "dead-case", _WARNING, "A case that never matches for those before it"),
    Code("FLW409", "missing-else", _INFO, "A `split` that says nothing of other values"),
    Code("FLW410", "nested-subflow", _ERROR, "A subflow that runs another one"),
    Code("FLW411", "too-many-subflows", _WARNING, "More subflows than Studio takes"),
    Code("FLW412", "mixed-revisions", _WARNING, "One subflow in several revisions"),
    Code("FLW413", "count-out-of-reach", _WARNING, "A count that no run gets to"),
    Code("FLW501", "malformed-liquid", _ERROR, "Liquid that Studio cannot evaluate"),
    Code("FLW502", "unknown-filter", _ERROR, "A Liquid filter that Studio does not have"),
    Code("FLW503", "unknown-tag", _ERROR, "A Liquid tag that Studio does not have"),
    Code("FLW504", "unknown-widget", _ERROR, "A value of a widget that does not exist"),
    Code("FLW505", "read-before-run", _ERROR, "A value of a widget that has run on no path before"),
    Code("FLW506", "may-not-have-run", _WARNING, "A value of a widget that has not run on every path before"),
    Code("FLW507", "unset-variable", _WARNING, "A variable that nothing sets before it is read"),
    Code("FLW508", "unread-variable", _INFO, "A variable that nothing reads"),
    Code("FLW509", "wrong-root", _WARNING, "A value that is looked for in the wrong place"),
    Code("FLW510", "oversized-text", _WARNING, "A text that is longer than Studio renders"),
    Code("FLW511", "json-may-break", _WARNING, "A value that JSON may break at"),
    Code("FLW512", "unencoded-url", _WARNING, "A value in an address that is not encoded"),
    Code("FLW513", "unknown-output", _WARNING, "An output that the widget does not have"),
    Code("FLW514", "untrusted-input", _WARNING, "What a person says or writes, as it is in an address or in JSON"),
    Code("FLW601", "unannounced-recording", _WARNING, "A recording that nobody has told the caller of"),
    Code("FLW602", "recorded-card", _WARNING, "A card that is captured while the call is recorded"),
    Code("FLW603", "recorded-handover", _WARNING, "A recording that goes on with somebody else", on_demand=True),
    Code("FLW604", "insecure-address", _WARNING, "An address that gets what is confidential in the clear"),
    Code("FLW605", "secret-in-text", _WARNING, "A password or a key in the text of a flow"),
    Code("FLW606", "no-opt-out", _WARNING, "Messages that do not tell how to get no more", on_demand=True),
    Code("FLW701", "unsupported-widget", _ERROR, "A widget type that the target does not have"),
    Code("FLW702", "unfit-value", _ERROR, "A value that TwiML does not take"),
    Code("FLW703", "formless-property", _ERROR, "A property, or a use of one, that has no form in the target"),
    Code("FLW704", "unmapped-subflow", _ERROR, "A subflow of which the target has no source"),
    Code("FLW705", "unusable-subflow", _ERROR, "A source that no other flow can run as its subflow"),
    Code(
        "FLW706", "crowded-subflows", _WARNING, "More widgets than Studio runs in a flow and its subflows", fixed=False
    ),
    Code("FLW801", "no-flow", _ERROR, "JSON that is no definition of a flow"),
    Code("FLW802", "old-export", _ERROR, "An export from before Studio's v2 API"),
    Code("FLW803", "mended", _INFO, "A part of a definition that Twilio would refuse today, read as something else"),
    Code("FLW804", "refused-value", _WARNING, "A value in a definition that Twilio refuses"),
    Code("FLW901", "malformed-test", _ERROR, "A line of a test that says nothing"),
    Code("FLW902", "unknown-step", _ERROR, "A test that names a step that the flow does not have"),
    Code("FLW903", "script-runs-out", _ERROR, "A flow that asks more than its test answers"),
    Code("FLW904", "unmet-expectation", _ERROR, "A flow that does not do what its test expects"),
    Code("FLW905", "unknown-outcome", _ERROR, "A test that names an exit that the step does not have"),
    Code("FLW906", "duplicate-test", _ERROR, "Two tests of one name"),
)

CODES: Mapping[str, Code] = MappingProxyType({entry.code: entry for entry in _TABLE})
