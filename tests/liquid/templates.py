"""Texts with Liquid for the laws: those that flows are full of, and those that nobody would write."""

from __future__ import annotations

from hypothesis import strategies as st

BLANKS = st.sampled_from(["", " ", "  ", "\n", "\t"])
NAMES = st.sampled_from(["a", "widgets", "menu_1", "x-y", "trigger", "or", "true", "limit", "_b", "A9"])
STRINGS = st.sampled_from(["'a'", '"b c"', "'%2B'", '"|"', "'it, is'", '"it\'s"', "''"])
NUMBERS = st.sampled_from(["0", "12", "-3", "1.5", "1.", "007"])
INDEXES = st.sampled_from(["[0]", "[12]", "['a b']", '["c"]', "[-1]", "[a.b]", "[ 0 ]"])
_FRAGMENTS = """{{ }} {% %} { } | : , . [ ] ( ) ' " - {{- -}} {%- -%} if endif for in endfor else raw endraw
    comment endcomment     assign = == case when endcase capture endcapture unless endunless a.b widgets.m.D default
    plus 1 .. ? + é ä #
    foo break contains and tablerow endtablerow cycle increment"""
FRAGMENTS = st.sampled_from(_FRAGMENTS.split())


@st.composite
def paths(draw: st.DrawFn) -> str:
    """A path, now and then one that the Liquid library refuses."""
    found = draw(NAMES)
    for _ in range(draw(st.integers(0, 3))):
        if draw(st.booleans()):
            found += draw(BLANKS) + "." + draw(BLANKS) + draw(NAMES)
        else:
            found += draw(INDEXES)
    return found


@st.composite
def filters(draw: st.DrawFn) -> str:
    """A filter with its bar."""
    name = draw(st.sampled_from(["default", "plus", "to_json", "url_encode", "nobody", "or"]))
    arguments = draw(st.lists(st.one_of(STRINGS, NUMBERS, paths()), max_size=2))
    given_ = draw(BLANKS) + ":" + draw(BLANKS) + f"{draw(BLANKS)},{draw(BLANKS)}".join(arguments) if arguments else ""
    return draw(BLANKS) + "|" + draw(BLANKS) + name + given_


@st.composite
def outputs(draw: st.DrawFn) -> str:
    """`{{ path | filter }}`."""
    dashes = draw(st.sampled_from([("", ""), ("-", ""), ("", "-"), ("-", "-")]))
    inside = draw(BLANKS) + draw(paths()) + "".join(draw(st.lists(filters(), max_size=2))) + draw(BLANKS)
    return "{{" + dashes[0] + inside + dashes[1] + "}}"


def plain() -> st.SearchStrategy[str]:
    """Texts that print paths."""
    between = st.sampled_from(["", " ", "Hi ", "{", "}", "}}", '{"a": "', "%", '"}'])
    return st.lists(st.one_of(between, outputs()), max_size=5).map("".join)


def broken() -> st.SearchStrategy[str]:
    """Texts of all that Liquid is made of, in any order."""
    pieces = st.one_of(FRAGMENTS, BLANKS, outputs(), st.text(max_size=3))
    return st.lists(pieces, max_size=14).map("".join)
