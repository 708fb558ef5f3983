"""The targets of `run` and `export` that need options or output of their own."""
