"""A page that Sphinx and myst-nb make of a notebook: its cells are run, then no kernel is left."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[3]
NODE_MODULES = ROOT / ".node" / "node_modules"
ANYWIDGET = Path(sys.prefix) / "share" / "jupyter" / "nbextensions" / "anywidget" / "index.js"
BUNDLES = {
    "require.js": NODE_MODULES / "requirejs" / "require.js",
    "embed-amd.js": NODE_MODULES / "@jupyter-widgets" / "html-manager" / "dist" / "embed-amd.js",
}
"""What such a page otherwise loads from a content delivery network."""
CDN = "https://cdn.test/"
CONF = f"""extensions = ["myst_nb"]
html_theme = "{{theme}}"
html_static_path = ["scripts"]
nb_execution_mode = "force"
nb_ipywidgets_js = {{{{"require.js": {{{{}}}}, "embed-amd.js": {{{{"data-jupyter-widgets-cdn": "{CDN}"}}}}}}}}
"""  # noqa: E501 - a setting on a line
TEXT = """# A lesson

```{sidebar} A sidebar
of the page itself
```

Move a spike.
"""
CELLS = (
    "from stdplab.labs import florian\nflorian()",
    "from stdplab.course import ask\nask('00/spike')",
)


def build(folder, theme):
    """Build the page in a theme of Sphinx; gives its path."""
    source, built = folder / "source", folder / "built"
    (source / "scripts").mkdir(parents=True)
    for name, bundle in BUNDLES.items():
        shutil.copy(bundle, source / "scripts" / name)
    (source / "conf.py").write_text(CONF.format(theme=theme))
    cells = [nbformat.v4.new_code_cell(code) for code in CELLS]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(TEXT), *cells])
    nbformat.write(notebook, source / "index.ipynb")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(built)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    return built / "index.html"


def open_page(context, path):
    """Open the page; the network brings anywidget and nothing else."""
    context.route(lambda url: url.startswith("http"), _serve)
    page = context.new_page()
    page.goto(path.as_uri())
    return page


def _serve(route):
    if route.request.url.startswith(f"{CDN}anywidget@"):
        route.fulfill(path=ANYWIDGET, headers={"Access-Control-Allow-Origin": "*"})
    else:
        route.abort()
