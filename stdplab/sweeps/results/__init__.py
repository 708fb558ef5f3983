"""What a sweep gives: a labelled array, its parts, its JSON, its table, and the stored ones."""
