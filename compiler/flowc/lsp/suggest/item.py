"""Suggestions, as the protocol has them."""

from __future__ import annotations

from lsprotocol import types

Item = types.CompletionItem
ItemKind = types.CompletionItemKind


def plain(label: str, kind: ItemKind, documentation: str = "") -> Item:
    """A word as it stands."""
    return Item(label, kind=kind, documentation=markdown(documentation))


def snippet(label: str, text: str, kind: ItemKind) -> Item:
    """A word that is written out with places to fill in."""
    return Item(label, kind=kind, insert_text=text, insert_text_format=types.InsertTextFormat.Snippet)


def markdown(text: str) -> types.MarkupContent | None:
    """A text for the editor; None where it is empty."""
    return types.MarkupContent(types.MarkupKind.Markdown, text) if text else None


def escaped(text: str) -> str:
    """A text in a snippet, where some characters mean something."""
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
