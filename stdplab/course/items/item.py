"""Everything that a notebook of the course can ask."""

from .choice import Choice
from .goal import Goal
from .numeric import Numeric
from .prediction import Prediction

Item = Choice | Numeric | Goal | Prediction
