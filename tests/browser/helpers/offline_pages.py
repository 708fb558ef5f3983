"""Boards as pages from disk, one after another in one tab, without network, kernel or error.

Another page in the same tab costs a machine less than half of what another tab does.
"""

from stdplab.labs import florian

from .gestures import BoardPage
from .watched_context import faults_of

SIZE = {"width": 1200, "height": 1300}
AS_USUAL = {
    "media": "null",
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
}
"""What a page is told of its reader, unless a test says more."""


class OfflinePages:
    """Exports experiments into a folder, each once, and opens them in a tab of its own."""

    def __init__(self, browser, folder, **options):
        self.context = browser.new_context(**options)
        self.context.set_offline(True)
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.faults = faults_of(self.context, silent=True)
        self.page = self.context.new_page()
        self.folder, self.files = folder, {}
        self.blank = folder / "blank.html"
        self.blank.write_text("<!doctype html><title>Between two boards</title>")

    def export(self, experiment="florian"):
        """The page of an experiment or preset on disk."""
        if experiment not in self.files:
            path = self.folder / f"lab{len(self.files)}.html"
            self.files[experiment] = florian(experiment).export(path)
        return self.files[experiment]

    def open(self, experiment="florian", viewport=SIZE, **media):
        """Open the experiment as for the first time, whatever the page before it left."""
        page = self.page
        page.mouse.up()
        page.mouse.move(0, 0)
        page.set_viewport_size(viewport)
        page.emulate_media(**{**AS_USUAL, **media})
        page.goto(self.blank.as_uri())
        page.evaluate("localStorage.clear()")
        page.goto(self.export(experiment).as_uri())
        return BoardPage(page)

    def close(self):
        """Close the tab."""
        self.context.close()
