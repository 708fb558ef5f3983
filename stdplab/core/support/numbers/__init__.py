"""Numbers, arrays and text as users give them, checked and brought into one form."""
