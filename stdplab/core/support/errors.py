"""Errors that a slip in a rule's own code raises."""

from __future__ import annotations


class StepError(TypeError):
    """A step reads or returns what its rule does not declare; the message says which."""


class UnknownNameError(StepError, AttributeError):
    """A step reads a name that ``k`` or ``drive`` does not have."""
