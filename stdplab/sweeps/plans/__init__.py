"""A sweep laid out: its grid, its tiles, and how each tile is computed."""
