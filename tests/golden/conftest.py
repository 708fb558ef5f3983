"""The script that makes the references again needs libraries that are not installed here."""

collect_ignore = ["regenerate.py"]
