"""A right answer and a plain wrong one to everything that the course asks.

One module for each notebook, with `RIGHT` and `WRONG`: key -> answer. The answer to a goal is
what the lab would hold (an experiment, or what else the goal is about), to a code exercise a
rule, to a prediction what is drawn (41 values) or the label that is chosen.
"""
