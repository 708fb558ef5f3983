"""A notebook output as VS Code shows it: its own widget manager, and this process as the kernel."""

import json

from stdplab.widgets.board.assets import board_assets

from .sphinx_page import ANYWIDGET, BUNDLES, NODE_MODULES

SITE = "http://vscode.test"
MANAGER = NODE_MODULES / "@vscode" / "jupyter-ipywidgets8" / "dist" / "ipywidgets.js"
THEMES = {
    "light": "--vscode-foreground: #3b3b3b; --vscode-editor-background: #ffffff;",
    "dark": "--vscode-foreground: #cccccc; --vscode-editor-background: #1f1f1f;",
}
PAGE = """<!doctype html>
<html style="{variables}">
<style>
body {{ color: var(--vscode-foreground); background: var(--vscode-editor-background); }}
</style>
<body class="vscode-{theme}" data-vscode-theme-kind="vscode-{theme}">
<div class="output"></div>
<script src="/require.js"></script>
<script type="module">
import {{ activate }} from "/manager.js";

activate();
window.vscIPyWidgets8.load();
const signal = () => ({{ connect() {{}}, disconnect() {{}} }});
const silent = new Proxy({{}}, {{ get: (made, name) => (made[name] ??= signal()) }});
let open;
const comms = new Map();
const kernel = {{
  id: "kernel", name: "python3", status: "idle", model: {{ id: "kernel", name: "python3" }},
  statusChanged: silent.a, connectionStatusChanged: silent.b, iopubMessage: silent.c,
  unhandledMessage: silent.d, anyMessage: silent.e, disposed: silent.f, isDisposed: false,
  handleComms: true,
  registerCommTarget: (_name, handler) => {{ open = handler; }},
  removeCommTarget() {{}},
  requestCommInfo: async () => ({{ content: {{ comms: {{}} }} }}),
}};
function makeComm(id) {{
  const comm = {{
    commId: id,
    targetName: "jupyter.widget",
    send(data) {{
      const header = {{ msg_id: String(Math.random()) }};
      const future = {{ msg: {{ header }} }};
      tell(id, data).then((state) => {{
        const update = {{ method: "update", state, buffer_paths: [] }};
        comm.onMsg?.({{ content: {{ data: update }}, parent_header: {{}}, buffers: [] }});
        const idle = {{ header: {{ msg_type: "status" }}, content: {{ execution_state: "idle" }} }};
        future.onIOPub?.({{ ...idle, parent_header: header }});
      }});
      return future;
    }},
  }};
  comms.set(id, comm);
  return comm;
}}
const loader = {{
  widgetsRegisteredInRequireJs: new Set(),
  loadWidgetScript: async () => requirejs.config({{ paths: {{ anywidget: "/anywidget" }} }}),
  successHandler() {{}},
  errorHandler: (...why) => {{ throw new Error(why.join()); }},
}};
const output = document.querySelector(".output");
const manager = new window.vscIPyWidgets.WidgetManager(kernel, output, loader, () => {{}});
for (const [id, state] of await widgets())
  await open(makeComm(id), {{
    content: {{ comm_id: id, data: {{ state, buffer_paths: [] }} }},
    metadata: {{ version: "2.1.0" }},
    buffers: [],
  }});
const model = await manager.get_model([...comms.keys()].at(-1));
await manager.display_view(undefined, await manager.create_view(model), {{ node: output }});
</script>"""


def open_page(context, board, theme):
    """Open a page with a board of this process, in VS Code's theme "light" or "dark"."""
    made = {one.model_id: one for one in (board.layout, board_assets().layout, board_assets())}
    made[board.model_id] = board  # the last one is shown

    def state_of(widget):
        return json.loads(json.dumps(widget.get_state()))

    def widgets():
        return [(name, state_of(one)) for name, one in made.items()]

    def tell(name, data):
        """Handle a message, and answer with what the page does not have."""
        widget = made[name]
        known = state_of(widget) | data.get("state", {})
        if data["method"] == "custom":
            widget._handle_custom_msg(data["content"], [])
        else:
            widget.set_state(data["state"])
        return {key: value for key, value in state_of(widget).items() if value != known[key]}

    def serve(route):
        path = route.request.url.removeprefix(SITE)
        scripts = {"/require.js": BUNDLES["require.js"], "/manager.js": MANAGER}
        scripts["/anywidget.js"] = ANYWIDGET
        if path in scripts:
            route.fulfill(path=scripts[path], content_type="text/javascript")
        else:
            page = PAGE.format(theme=theme, variables=THEMES[theme])
            route.fulfill(body=page, content_type="text/html")

    context.expose_function("widgets", widgets)
    context.expose_function("tell", tell)
    context.route(f"{SITE}/**", serve)
    page = context.new_page()
    page.goto(SITE)
    return page
