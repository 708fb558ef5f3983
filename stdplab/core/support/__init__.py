"""Small helpers without science: errors, checks of values, JSON input, files and folders."""
