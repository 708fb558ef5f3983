"""The answers of a class: collected from the learners' folders, counted, written as a sheet."""
