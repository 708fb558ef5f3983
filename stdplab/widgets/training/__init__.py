"""The trainer: a study under buttons, and the view of one epoch."""
