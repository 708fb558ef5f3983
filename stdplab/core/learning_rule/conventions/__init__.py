"""The names that papers and simulators give to parameters, and what they become here."""
