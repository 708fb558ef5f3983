"""The course: questions, goals and answers, the sheet of a class, notebooks and pages.

The names are listed in `__init__.pyi`. Each is imported when it is first used, so that a
command that only copies notebooks does not import widgets.
"""

from ..core.support.lazy_names import homes_in_stub, lazy_names

__getattr__, __dir__, __all__ = lazy_names(__name__, homes_in_stub(__file__))
