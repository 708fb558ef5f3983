"""The errors of a failing system, to be patched into one that works."""

import errno

FULL = OSError(errno.ENOSPC, "No space left on device")


def refuse(error):
    """A function that raises ``error``, whatever its arguments."""

    def raises(*_arguments, **_options):
        raise error

    return raises
