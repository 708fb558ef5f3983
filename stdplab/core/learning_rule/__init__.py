"""What a learning rule is: parameters, series, one step, and the registry of all rules."""
