"""The names of widgets in texts."""

from __future__ import annotations

import pytest

from flowc.diff.references import masked, renamed
from flowc.vocabulary.widget import Json

NAMES = {"menu": "which", "my.widget": "mine", "two words": "both", "a": "b", "b": "a"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{widgets.menu.Digits}}", "{{widgets.which.Digits}}"),
        ("{{ widgets . menu.Digits | upcase }}", "{{ widgets . menu.Digits | upcase }}"),
        ("{% if widgets.menu.Digits == '1' %}", "{% if widgets.which.Digits == '1' %}"),
        ("{{widgets['menu'].Digits}}", "{{widgets['which'].Digits}}"),
        ('{{widgets["two words"].Digits}}', '{{widgets["both"].Digits}}'),
        ('{{ widgets [ "menu" ] }}', '{{ widgets [ "which" ] }}'),
        ("{{widgets.my.widget.Digits}}", "{{widgets.mine.Digits}}"),
        ("{{widgets.menu}}", "{{widgets.which}}"),
        ("{{widgets.menus.Digits}}{{widgets.menu-2.x}}", "{{widgets.menus.Digits}}{{widgets.menu-2.x}}"),
        ("{{my.widgets.menu.x}}{{mywidgets.menu.x}}", "{{my.widgets.menu.x}}{{mywidgets.menu.x}}"),
        ("{{widgets.a.x}}{{widgets.b.x}}", "{{widgets.b.x}}{{widgets.a.x}}"),
        ("the menu of our widgets", "the menu of our widgets"),
    ],
)
def test_a_rename_is_followed_where_a_widget_is_meant(text: str, expected: str) -> None:
    assert renamed(text, NAMES) == expected


def test_names_are_followed_in_every_text_of_a_value() -> None:
    value: Json = [{"widgets.menu.x": "{{widgets.menu.x}}", "n": 1}, None, True]

    assert renamed(value, NAMES) == [{"widgets.menu.x": "{{widgets.which.x}}", "n": 1}, None, True]


def test_two_texts_are_one_when_masked_if_only_names_of_widgets_differ() -> None:
    assert masked("{{widgets.menu.x}}", NAMES) == masked("{{widgets.my.widget.x}}", NAMES)
    assert masked("{{widgets.menu.x}}", NAMES) != masked("{{widgets.menu.y}}", NAMES)
    assert masked("{{widgets.menu.x}}", NAMES) != masked("{{widgets.unknown.x}}", NAMES)
