"""What a notebook of the course can ask for."""

from .goal import Goal
from .prediction import Prediction
from .questions import Choice, Numeric

Item = Choice | Numeric | Goal | Prediction
