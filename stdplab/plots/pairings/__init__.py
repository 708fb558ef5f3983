"""Figures of the pairing experiments."""
