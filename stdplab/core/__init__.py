"""Protocols, rules, simulation and experiments as values, without plots and widgets."""
