"""What each widget type does when it runs: one file a type, called as the type is.

A module has `play(turn)`, a generator that asks its questions and gives the step's Result. The facts are those of
widgets.md, under the heading of the type.
"""
