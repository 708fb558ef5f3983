"""A notebook page with one frame for each cell, as Colab's; this process is its kernel."""

import json

from stdplab import presets
from stdplab.widgets import Board
from stdplab.widgets.board.assets import board_assets
from stdplab.widgets.js import linker

SITE = "http://frames.test"
PAGE = "<!doctype html><title>A notebook</title><body></body>"
ADD_CELL = """cell => {
  const frame = document.createElement("iframe");
  frame.style = "width: 1150px; height: 900px; display: block";
  frame.dataset.cell = cell;
  frame.src = `/outputframe.html#${cell}`;
  document.body.append(frame);
}"""
FRAME = """<!doctype html>
<div class="view"></div>
<script type="module">
import widget from "/board.js";

const board = Number(location.hash.slice(1));
const state = await ask({ board });
const handlers = new Map();
const unsent = new Set();
function change(name, value) {
  state[name] = value;
  for (const handler of handlers.get(`change:${name}`) ?? []) handler();
}
async function tell(what) {
  for (const [name, value] of Object.entries(await ask({ board, ...what })))
    if (JSON.stringify(value) !== JSON.stringify(state[name])) change(name, value);
}
const model = {
  get: (name) => state[name],
  set(name, value) {
    unsent.add(name);
    change(name, value);
  },
  save_changes() {
    tell({ state: Object.fromEntries([...unsent].map((name) => [name, state[name]])) });
    unsent.clear();
  },
  send: (message) => tell({ message }),
  on: (event, handler) => handlers.set(event, [...(handlers.get(event) ?? []), handler]),
  off: (event, handler) => handlers.set(event, handlers.get(event).filter((h) => h !== handler)),
  widget_manager: { create_model() {} },
};
const { render } = widget.initialize({ model: { get: (name) => state.assets[name] } });
render({ model, el: document.querySelector(".view") });
</script>"""


class Notebook:
    """A notebook whose cells display boards, each in a frame of its own.

    Its frames have one address, whatever the notebook: they do not tell one from another.
    """

    def __init__(self, context):
        self.boards = []
        context.expose_function("ask", self._answer)
        context.route(f"{SITE}/**", self._serve)
        self.page = context.new_page()
        self.page.clock.install()
        self.open()

    def open(self):
        """Open the page, without any cell."""
        self.page.goto(f"{SITE}/notebook.html")

    def run(self, kernel, notebook):
        """Run a cell with a new board, made by a kernel for a notebook; gives its frame."""
        board = Board(presets.FLORIAN_2007, presets=presets.PRESETS)
        board._life, board._notebook = kernel, notebook
        self.boards.append(board)
        cell = len(self.boards) - 1
        self.page.evaluate(ADD_CELL, cell)
        return self.page.frame_locator(f'iframe[data-cell="{cell}"]').locator(".stdplab")

    def clear(self, cell):
        """Clear the output of a cell."""
        self.page.locator(f'iframe[data-cell="{cell}"]').evaluate("frame => frame.remove()")

    def _answer(self, asked):
        board = self.boards[asked["board"]]
        if "state" in asked:
            board.set_state(asked["state"])
        if "message" in asked:
            board._handle_custom_msg(asked["message"], [])
        assets = {"assets": {"_style": board_assets()._style}} if len(asked) == 1 else {}
        return json.loads(json.dumps(board.get_state() | assets))

    def _serve(self, route):
        path = route.request.url.removeprefix(SITE)
        kind = "text/javascript" if path == "/board.js" else "text/html"
        pages = {"/board.js": linker.board_script(), "/outputframe.html": FRAME}
        route.fulfill(body=pages.get(path, PAGE), content_type=kind)
