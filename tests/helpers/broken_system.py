"""What a system says that refuses, put in the place of one that does not."""

import errno

FULL = OSError(errno.ENOSPC, "No space left on device")


def refuse(error):
    """A function that raises ``error``, whatever it is asked."""

    def raises(*_arguments, **_options):
        raise error

    return raises
