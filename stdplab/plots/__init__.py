"""How results look: figures of experiments, pairings, trainings and sweeps.

`__init__.pyi` lists the public names. Each is imported when it is first used, so a command that
only prints numbers does not wait for matplotlib.
"""

from ..core.support.lazy_names import homes_in_stub, lazy_names

__getattr__, __dir__, __all__ = lazy_names(__name__, homes_in_stub(__file__))
