"""Errors that a mistake in a rule's own code raises."""

from __future__ import annotations


class StepError(TypeError):
    """A step reads or returns something that its rule does not declare; the message names it."""


class UnknownNameError(StepError, AttributeError):
    """A step reads a name that ``k`` or ``drive`` does not have."""
