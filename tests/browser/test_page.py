"""The front end by itself, in a browser without Jupyter: what it takes down when it goes."""

import json

from stdplab import presets
from stdplab.widgets import export
from stdplab.widgets import page as front_end
from stdplab.widgets.board import Board

DRAW = """async ([script, state]) => {
  const source = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { default: widget } = await import(source);
  const handlers = new Set();
  const model = {
    get: (key) => state[key], set: () => {}, save_changes: () => {},
    on: (event, handler) => handlers.add(handler),
    off: (event, handler) => handlers.delete(handler),
  };
  const seen = [];
  const watch = window.ResizeObserver;
  window.ResizeObserver = class extends watch {
    observe(...args) { seen.push("observe"); super.observe(...args); }
    disconnect() { seen.push("disconnect"); super.disconnect(); }
  };
  const takeDown = widget.render({ model, el: document.body });
  const drawn = document.querySelectorAll(".curve").length;
  const listening = handlers.size;
  takeDown();
  return { drawn, listening, left: handlers.size, seen, children: document.body.children.length };
}"""


def test_closing_a_view_leaves_nothing_behind(browser):
    board = Board(presets.FLORIAN_2007, presets=presets.PRESETS)
    state = board.get_state(export.SYNCED) | {"message": "", "_series": {}, "_still": ""}
    page = browser.new_page()
    told = page.evaluate(DRAW, [front_end.script(), json.loads(json.dumps(state))])
    page.close()
    assert told["drawn"] == 7  # six curves and the reward
    assert told["listening"] > 2
    assert told["left"] == 0
    assert told["seen"] == ["observe", "disconnect"]
    assert told["children"] == 0
