"""A learner's answers: the file format, checks of entries, the lock and numbered backups."""
