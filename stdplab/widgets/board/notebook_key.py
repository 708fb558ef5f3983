"""Which notebook a kernel belongs to, for pages that do not know it: Colab's and VS Code's."""

from __future__ import annotations

import os

from IPython.core.getipython import get_ipython

from ..common.static_fallback import static_key


def notebook_key() -> str:
    """Return a key of the notebook's path, as a server or VS Code has told it; "" if none has.

    A key, because a saved notebook should not tell how its author's folders are called.
    """
    shell = get_ipython()
    names = shell.user_ns if shell else {}
    path = os.environ.get("JPY_SESSION_NAME") or names.get("__vsc_ipynb_file__")
    return static_key(str(path)) if path else ""
