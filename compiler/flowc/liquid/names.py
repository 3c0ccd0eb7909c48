"""The filters, tags and words that Studio's Liquid knows (widgets.md, "Liquid in Studio")."""

from __future__ import annotations

# What stands below the root `flow`; and below it and `contact` the values that Twilio makes: SIDs, and addresses.
FLOW_MEMBERS = ("variables", "data", "channel", "sid", "flow_sid", "add_ons")
SIDS = (("flow", "sid"), ("flow", "flow_sid"), ("flow", "channel", "sid"))
ADDRESSES = (("flow", "channel", "address"), ("contact", "channel", "address"))

# A text is rendered up to this many bytes.
MAX_RENDERED = 16_384

# The filter that gives a value where there is none.
DEFAULT = "default"

# Filters that make a text fit for JSON and for a URL.
TO_JSON = "to_json"
URL_ENCODE = "url_encode"
REPLACE = "replace"

# Those of standard Liquid, and `to_json` and `timezone`, which are Studio's own.
FILTERS = frozenset(
    f"""
    abs append at_least at_most base64_decode base64_encode base64_url_safe_decode base64_url_safe_encode capitalize
    ceil compact concat date default divided_by downcase escape escape_once first floor join last lstrip map minus
    modulo newline_to_br plus prepend remove remove_first remove_last {REPLACE} replace_first replace_last reverse
    round rstrip size slice sort sort_natural split strip strip_html strip_newlines sum times timezone {TO_JSON}
    truncate truncatewords uniq upcase url_decode {URL_ENCODE} where
    """.split()
)

# What these give holds digits and nothing that has to be encoded.
NUMBER_FILTERS = frozenset({"abs", "ceil", "divided_by", "floor", "minus", "modulo", "plus", "round", "size", "times"})

# Where one of these is applied, the author has thought of what a value may hold.
ENCODERS = frozenset(
    {
        *("base64_encode", "base64_url_safe_encode", "escape", "escape_once", "remove", REPLACE, "slice", "split"),
        *(TO_JSON, URL_ENCODE),
    }
)

# What other template languages call some of them.
MISNOMERS = {
    "json": TO_JSON,
    "tojson": TO_JSON,
    "urlencode": URL_ENCODE,
    "uri_encode": URL_ENCODE,
    "lower": "downcase",
    "lowercase": "downcase",
    "upper": "upcase",
    "uppercase": "upcase",
    "trim": "strip",
    "length": "size",
    "titlecase": "capitalize",
}

# The tags of standard Liquid that need no other file; each with those that stand inside of it or end it.
INNER_TAGS = {
    "if": ("elsif", "else", "endif"),
    "unless": ("elsif", "else", "endunless"),
    "case": ("when", "else", "endcase"),
    "for": ("else", "break", "continue", "endfor"),
    "tablerow": ("break", "continue", "endtablerow"),
    "capture": ("endcapture",),
    "comment": ("endcomment",),
    "raw": ("endraw",),
    "assign": (),
    "cycle": (),
    "increment": (),
    "decrement": (),
}
TAGS = tuple(INNER_TAGS)
ALL_TAGS = frozenset(TAGS).union(*INNER_TAGS.values())

# What these mean, no path can begin with, and no name after a dot can be.
KEYWORDS = frozenset(
    {
        *("true", "false", "nil", "null", "empty", "blank", "and", "or", "contains", "not", "in", "offset", "limit"),
        *("reversed", "cols", "continue", "with", "for", "as", "if", "else", "required"),
    }
)
