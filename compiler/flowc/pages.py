"""The page of each diagnostic code: what it means, why it matters on a real call, and how to mend it.

The page of a rule is the docstring of its module; the pages of the codes that syntax, names and
values report stand in `diagnostics/pages/`. `flowc explain`, `docs/rules/` and the tests of the
examples all read them here.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType

import attrs

from flowc.checks.check import rule_modules
from flowc.diagnostics.codes import CODES, Code, family
from flowc.resources import page_text

_FENCE = "```"
_HEADING = "## "
_BLOCK = re.compile(r"^```(?:flow|toml|json)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = " file="
_INDEX_HEAD = """\
# Rules

All codes of findings, by what they are about; `flowc explain CODE` prints the page of one.

Made of the pages of the compiler, whose examples are run as tests.
`pytest --update-goldens` writes this folder anew.
"""

# The sections of every page, in their order.
SECTIONS = ("Why", "Bad", "Good", "Fix", "Source")


@attrs.frozen
class Page:
    """A page in Markdown: the sentences that say what the code is about, and its sections by heading."""

    code: Code
    summary: str
    sections: Mapping[str, str]

    @property
    def file_name(self) -> str:
        """The name of the page's file in `docs/rules/`."""
        return f"{self.code.code}-{self.code.name}.md"

    def examples(self, section: str) -> list[str]:
        """The flows in a section, as text or as JSON, each with the files that are shown before it.

        `# ---- NAME` begins such a file.
        """
        found = []
        files = ""
        for info, text in _BLOCK.findall(self.sections.get(section, "")):
            if info.startswith(_FILE):
                files += f"# ---- {info.removeprefix(_FILE)}\n{text}"
            else:
                found.append(text + files)
                files = ""
        return found

    def markdown(self) -> str:
        """The whole page, as `flowc explain` prints it."""
        head = f"# {self.code.code}: {self.code.name}\n\n{self.summary}\n"
        fixed = ", fixed" if self.code.fixed else ", on demand" if self.code.on_demand else ""
        level = f"\nLevel: {self.code.severity.value}{fixed}. Family: {family(self.code.code)}.\n"
        return head + level + "".join(f"\n{_HEADING}{name}\n\n{text}\n" for name, text in self.sections.items())

    def document(self) -> str:
        """The whole page as a file of `docs/rules/`: links lead on from there, and bad flows are marked as such."""
        marked = self.sections.get("Bad", "").replace(f"{_FENCE}flow\n", f"{_FENCE}flow bad {self.code.code}\n")
        sections = {name: marked if name == "Bad" else text for name, text in self.sections.items()}
        return attrs.evolve(self, sections=sections).markdown().replace("](docs/", "](../")


def page(code: str) -> Page:
    """The page of a code. Raises KeyError for a code that does not exist."""
    known = CODES[code]
    rule = next((module for module in rule_modules() if known.code == module.CODE), None)
    return read_page(known, inspect.cleandoc(rule.__doc__ or "") if rule else page_text(code))


def read_page(code: Code, text: str) -> Page:
    """A page from its text. What stands in a fenced block is no heading, whatever it looks like."""
    parts: dict[str, list[str]] = {"": []}
    current = parts[""]
    is_fenced = False
    for line in text.splitlines():
        is_fenced ^= line.startswith(_FENCE)
        if line.startswith(_HEADING) and not is_fenced:
            current = parts.setdefault(line.removeprefix(_HEADING), [])
        else:
            current.append(line)
    summary, *sections = [(name, "\n".join(lines).strip()) for name, lines in parts.items()]
    return Page(code, summary[1], MappingProxyType(dict(sections)))


def documents() -> dict[str, str]:
    """The files of `docs/rules/` by name: the page of every code, and the index of them by family."""
    pages = [page(code) for code in CODES]
    return {"README.md": _index(pages)} | {one.file_name: one.document() for one in pages}


def _index(pages: list[Page]) -> str:
    parts = [_INDEX_HEAD]
    for name, members in groupby(pages, lambda one: family(one.code.code)):
        parts += [f"\n## {name.capitalize()}\n\n| Code | Name | Level | About |\n| --- | --- | --- | --- |\n"]
        parts += [_row(one.code, one.file_name) for one in members]
    return "".join(parts)


def _row(code: Code, file_name: str) -> str:
    level = f"{code.severity.value}, on demand" if code.on_demand else code.severity.value
    return f"| [{code.code}]({file_name}) | `{code.name}` | {level} | {code.title} |\n"
