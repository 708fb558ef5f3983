"""The items of the course: choices, numbers, predictions, goals and code exercises."""
