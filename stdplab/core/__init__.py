"""Protocols, rules, simulation and experiments: values in, values out, no plots and no widgets."""
