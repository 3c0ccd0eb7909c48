"""A flow whose text changes: what has not changed is not read again."""

from flowc.live.flow import LiveFlow, LiveGraph

__all__ = ["LiveFlow", "LiveGraph"]
