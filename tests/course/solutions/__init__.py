"""A right answer and a clearly wrong answer to every item of the course.

One module for each notebook, with `RIGHT` and `WRONG`: key -> answer. The answer to a goal is
the value of the lab (such as an experiment), to a code exercise a rule, and to a prediction the
curve that is drawn (41 values) or the label that is chosen.
"""
