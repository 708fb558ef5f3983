"""Rules as programs: a list of named operations that a page, or Python, can run.

`trace` turns a rule's own ``step`` into a `Program`, so each rule is written once.
"""

from .core.tracing import NotTraceableError, Program, constants, trace

__all__ = ["NotTraceableError", "Program", "constants", "trace"]
