"""Pytest must not import the script that makes the references: its libraries are not installed."""

collect_ignore = ["regenerate.py"]
