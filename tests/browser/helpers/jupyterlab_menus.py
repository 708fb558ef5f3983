"""What a learner does in JupyterLab's menus and dialogs."""


def choose(page, menu, entry):
    """Take an entry of a menu."""
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.locator(".lm-Menu-item", has_text=entry).first.click()


def accept(page):
    """Say yes to the dialog."""
    page.locator(".jp-Dialog .jp-mod-accept").click()


def save(page):
    """Save the notebook and wait until it is."""
    choose(page, "File", "Save Notebook")
    page.locator(".jp-mod-dirty").wait_for(state="detached")
