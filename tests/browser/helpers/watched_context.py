"""A browser context that notes what goes wrong in any of its pages, and complains at its end."""

from contextlib import contextmanager

JUPYTERLABS_OWN = "Canceled future for create_subshell_request"
"""What JupyterLab throws when a page or a kernel ends before the kernel has answered it."""


def faults_of(context, *, silent=False):
    """The list that takes up what goes wrong in the context from now on.

    silent    whether a word on the console is a fault too
    """
    faults = []

    def note(error):
        if JUPYTERLABS_OWN not in str(error.error):
            faults.append(str(error.error))

    context.on("weberror", note)
    if silent:
        context.on("console", lambda said: faults.append(said.text))
    return faults


@contextmanager
def watched(browser, *, silent=False, **options):
    """A new context with these options."""
    context = browser.new_context(**options)
    faults = faults_of(context, silent=silent)
    try:
        yield context
    finally:
        context.close()
    assert not faults, faults
