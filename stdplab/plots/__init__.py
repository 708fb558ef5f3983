"""How results look: figures of experiments, pairings, trainings, scans and sweeps.

The names stand in `__init__.pyi`; each is imported when it is first asked for, so that a
command which only prints numbers does not wait for matplotlib.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
