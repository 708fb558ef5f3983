"""The widgets: boards with their parts and links, predictions, explorers, trainers and sweeps.

`__init__.pyi` lists the public names. Each is imported when it is first used.
"""

from ..core.support.lazy_names import homes_in_stub, lazy_names

__getattr__, __dir__, __all__ = lazy_names(__name__, homes_in_stub(__file__))
