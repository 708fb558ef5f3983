"""The live parts: the board, and what links it to other widgets."""
