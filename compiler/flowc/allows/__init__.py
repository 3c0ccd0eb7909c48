"""Comments that allow findings: `# flowc: allow FLW412 the caller has been told`."""

from flowc.allows.judge import without_allowed

__all__ = ["without_allowed"]
