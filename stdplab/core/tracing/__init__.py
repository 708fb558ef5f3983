"""A rule's step as data: recorded once, then run by a page or by a function made from it."""

from .errors import NotTraceableError
from .program import Program, constants
from .trace_rule import trace

__all__ = ["NotTraceableError", "Program", "constants", "trace"]
