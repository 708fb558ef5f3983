"""A browser context that notes what goes wrong in any of its pages, and complains at its end."""

from contextlib import contextmanager

JUPYTERLABS_OWN = "Canceled future for create_subshell_request"
"""What JupyterLab throws when a page or a kernel ends before the kernel has answered it."""


@contextmanager
def watched(browser, *, silent=False, **options):
    """A new context with these options.

    silent    whether a word on the console is a fault too
    """
    context, wrong = browser.new_context(**options), []

    def note(error):
        if JUPYTERLABS_OWN not in str(error.error):
            wrong.append(str(error.error))

    context.on("weberror", note)
    if silent:
        context.on("console", lambda said: wrong.append(said.text))
    try:
        yield context
    finally:
        context.close()
    assert not wrong, wrong
