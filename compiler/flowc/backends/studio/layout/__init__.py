"""Where the widgets of a flow stand on Studio's canvas."""

from flowc.backends.studio.layout.place import place

__all__ = ["place"]
