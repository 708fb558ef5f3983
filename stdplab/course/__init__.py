"""The course: questions and goals, answers that are kept, a class's sheet, notebooks and pages.

The names stand in `__init__.pyi`; each is imported when it is first asked for, so that a
command which only copies notebooks does not wait for widgets.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
