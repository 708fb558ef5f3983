"""The README's pictures, taken from JupyterLab in a real browser: `make pictures`."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from .helpers import chromium, jupyter
from .helpers.gestures import BoardPage

FOLDER = Path(__file__).parents[2] / "notebooks" / "images"


def take(page, server, theme):
    """One picture of the lab in the middle of a drag."""
    server.write(theme, "from stdplab.labs import florian\n\nlab = florian()\nlab")
    notebook = server.open(page, theme)
    if theme == "dark":
        jupyter.go_dark(page)
    page.keyboard.press("Control+b")  # no file list: the lab gets the width
    page.wait_for_function("() => document.querySelector('.stdplab').clientWidth > 900")
    board = BoardPage(page)
    board.drag(board.point("post", 75), board.point("post", 60), drop=False)
    notebook.assert_becomes("lab.experiment.protocol.post[1]", 60.0)
    board.assert_shows("STDP", notebook.ask("lab.results['STDP'].final"))
    page.locator(".jp-Cell").first.screenshot(path=FOLDER / f"lab-{theme}.png")
    page.mouse.up()
    notebook.close()


def main():
    """Both themes, at twice the density of an ordinary screen."""
    FOLDER.mkdir(exist_ok=True)
    with jupyter.serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(playwright), args=chromium.ARGUMENTS
        )
        for theme in ("light", "dark"):
            size = {"width": 1180, "height": 1000}
            page = browser.new_page(viewport=size, device_scale_factor=2)
            take(page, server, theme)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
