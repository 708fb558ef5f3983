"""The explorer: a pairing experiment under sliders."""
