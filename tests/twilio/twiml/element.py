"""A TwiML document as a tree, and how it is read from bytes."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import ParseError

import attrs
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_XML = "{http://www.w3.org/XML/1998/namespace}"


class UnparsableError(ValueError):
    """The bytes are no XML: Twilio's error 12100, which drops the call to its fallback."""


@attrs.frozen
class Element:
    """An element: its text is what stands before the first child, its tail what follows it within its parent."""

    name: str
    attributes: Mapping[str, str] = attrs.field(factory=dict)
    children: tuple[Element, ...] = ()
    text: str = ""
    tail: str = ""

    def get(self, attribute: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(attribute, default)

    def number(self, attribute: str, default: int) -> int:
        """The value of an attribute as a number; the default also where it is none (that was reported before)."""
        written = self.attributes.get(attribute, "")
        return int(written) if written.isdecimal() else default

    def flag(self, attribute: str, *, default: bool = False) -> bool:
        """The value of a boolean attribute."""
        return self.attributes.get(attribute, "true" if default else "false") == "true"

    def child(self, name: str) -> Element | None:
        """The first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    @property
    def content(self) -> str:
        """All text in it, that of its children too, with single blanks."""
        return " ".join(self._pieces().split())

    def _pieces(self) -> str:
        return self.text + "".join(child._pieces() + child.tail for child in self.children)


def parse(content: bytes) -> Element:
    """The root of a document.

    A blank before the XML declaration is refused as Twilio does (https://www.twilio.com/docs/api/errors/12100).

    Raises:
        UnparsableError: where it is no well-formed XML, or declares a document type.
    """
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UnparsableError(str(error)) from error
    return _element(root)


def _element(node: Node) -> Element:
    return Element(
        name=node.tag.replace(_XML, "xml:"),
        attributes={name.replace(_XML, "xml:"): value for name, value in node.attrib.items()},
        children=tuple(_element(child) for child in node),
        text=node.text or "",
        tail=node.tail or "",
    )
