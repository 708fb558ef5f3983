"""Predictions: what they ask for, and how they are scored."""
