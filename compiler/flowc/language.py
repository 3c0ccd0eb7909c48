"""The words that the language itself defines; every other word is declared in `stdlib/`."""

from __future__ import annotations

# Statements of a file.
FLOW = "flow"
ON = "on"
SECTION = "section"
USE = "use"
PARAM = "param"
CONST = "const"
DEFAULT = "default"
BLOCK = "block"
WIDGET = "widget"
TEST = "test"
# The lines of a test that name steps of the flow, or what they leave behind.
GIVEN, PASSES, AVOIDS, EXPECT = "given", "passes", "avoids", "expect"
FILE_STATEMENTS = (FLOW, USE, PARAM, CONST, DEFAULT, BLOCK, WIDGET, ON, SECTION, TEST)

# Words of these statements: `use PATH as NAME`, where a path that begins with `std.` is in the library.
AS = "as"
STD = "std"
# Lines of a block that are no statements of its body.
EXIT = "exit"
OUTPUT = "output"

# Statements of a body that are not one declared widget.
SPLIT = "split"
IF = "if"
ELSE = "else"
MENU = "menu"
RAW = "raw"
BODY_STATEMENTS = (SPLIT, IF, MENU, RAW)

# Lines and values.
PROPERTY = "property"
NEXT = "next"
END = "end"
NONE = "none"
OR = "or"
JSON = "json"
PAIR = "pair"

# The flow's own settings.
CONCURRENT_CALLS = "allow_concurrent_calls"

# The trigger: the one widget that every flow has, by the name that every export gives it.
TRIGGER_TYPE = "trigger"
TRIGGER_NAME = "Trigger"

# `split`, and what `if` and `menu` expand to.
SPLIT_TYPE = "split-based-on"
SPLIT_INPUT = "input"
NO_MATCH = "noMatch"
MATCH = "match"
CONDITION_NAME = "name"
CONDITION_ARGUMENT = "of"
PROMPT_VERB = "gather"
PROMPT_KEYS_EVENT = "keypress"
PROMPT_WORDS_EVENT = "speech"
PROMPT_TIMEOUT_EVENT = "timeout"
PROMPT_KEYS_OUTPUT = "Digits"
PROMPT_WORDS_OUTPUT = "SpeechResult"
COUNTER_TYPE = "set-variables"
COUNTER_PROPERTY = "variables"
COUNTER_EVENT = "next"

# The lines and arguments of `menu` that are not those of the prompt.
MENU_TIMEOUT = "timeout"
MENU_FAILED = "failed"
MENU_TRIES = "tries"
MENU_KEYS = "keys"
MENU_WORDS = "words"

# Roots of references besides labels (widgets.md, "Liquid in Studio").
WIDGETS_ROOT = "widgets"
ROOTS = ("flow", "trigger", "contact", WIDGETS_ROOT)

# Roots in Liquid that are replaced when compiling.
PARAM_ROOT = PARAM
CONST_ROOT = CONST

# What a target name or a widget name may be without a warning: the console's rule (widgets.json,
# flow.names), hyphens included since real flows have them.
CONSOLE_NAME = r"[A-Za-z][A-Za-z0-9_-]*"

# A run ends after this many steps (widgets.json, steps_per_execution).
MAX_STEPS = 1000

# A definition holds at most this many states (widgets.json, states_per_definition).
MAX_STATES = 1000
# Those of a flow and of all that it runs (81025).
MAX_STATES_TOGETHER = 2_000

# Blocks use others at most this deep, and a flow holds at most this many statements once all are written out:
# far above what Studio takes, and far below what would fill the memory.
MAX_BLOCK_DEPTH = 100
MAX_EXPANDED = 20_000

# Texts in texts, as those of consts and outputs, are written out at most this deep and this long: Python's own stack
# holds three times the depth, and no property of Twilio's takes a tenth of the length.
MAX_TEXT_DEPTH = 50
MAX_TEXT = 100_000

# The ending of a file that holds tests and no flow.
TESTS_SUFFIX = ".flowtest"
