"""The Studio target: a flow definition that Twilio Studio takes."""

from flowc.backends.studio.emit import emit, emit_source_map

__all__ = ["emit", "emit_source_map"]
