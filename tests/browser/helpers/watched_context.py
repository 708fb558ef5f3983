"""A browser context that notes what goes wrong in any of its pages, and complains at its end."""

from contextlib import contextmanager


@contextmanager
def watched(browser, *, silent=False, **options):
    """A new context with these options.

    silent    whether a word on the console is a fault too
    """
    context, wrong = browser.new_context(**options), []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    if silent:
        context.on("console", lambda said: wrong.append(said.text))
    try:
        yield context
    finally:
        context.close()
    assert not wrong, wrong
