"""Distal reward."""

from .runs import stored_report

RIGHT = {
    "09/memory": "it rises and falls again",
    "09/left": "13.5 %",
    "09/mean": "rises",
    "09/goal": stored_report("09-right"),
}
WRONG = {
    "09/memory": "it rises all the way",
    "09/left": "36.8 %",
    "09/mean": "stays",
    "09/goal": stored_report("09-wrong"),
}
