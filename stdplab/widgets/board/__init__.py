"""The board: its traits, its view model and its HTML export."""
