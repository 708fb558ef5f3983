"""The front end's modules as one script: scopes of their own, in order, whole, without comments."""

import pytest

from stdplab.widgets.js import linker
from stdplab.widgets.js.comments import without_comments
from stdplab.widgets.js.es_modules import LinkError
from tests.helpers import node as nodes

SCRIPTS = {
    linker.BOARD: (linker.board_script, "initialize"),
    linker.STANDALONE: (linker.standalone_script, None),
    linker.PREDICTION: (linker.prediction_script, "render"),
    linker.HEATMAP: (linker.heatmap_script, "render"),
    linker.KERNEL_NOTE: (linker.kernel_note_script, "render"),
}
"""Entry module -> its script, and what the script exports for a front end to call."""


@pytest.fixture
def link(tmp_path):
    """Joins made-up modules; the first is the entry."""

    def link_texts(**texts):
        for name, text in texts.items():
            path = tmp_path / f"{name.replace('__', '/')}.mjs"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        return linker.join(next(iter(texts)), tmp_path)

    return link_texts


def test_every_module_is_part_of_a_script():
    files = {
        path.relative_to(linker.HERE).with_suffix("").as_posix()
        for path in linker.HERE.rglob("*.mjs")
    }
    assert files == {module.name for entry in SCRIPTS for module in linker.linked_modules(entry)}


@pytest.mark.parametrize(("script", "exported"), SCRIPTS.values(), ids=SCRIPTS)
def test_a_script_runs_by_itself_and_exports_what_a_front_end_calls(script, exported):
    page = "globalThis.document = { querySelectorAll: () => [] };\n"  # with no board in it
    told = script()
    if exported:
        told = told.replace("export default ", "const exported = ")
        told += f"console.log(typeof exported.{exported});"
    assert nodes.run(page + told) == ("function\n" if exported else "")


def test_modules_may_declare_the_same_name(link):
    script = link(
        entry='import { one } from "./a.mjs";\nimport { two } from "./b.mjs";\n'
        "const hidden = 3;\nconsole.log(one(), two, hidden);\n",
        a="const hidden = 1;\nexport function one() {\n  return hidden;\n}\n",
        b="const hidden = 2;\nexport const two = hidden;\n",
    )
    assert nodes.run(script) == "1 2 3\n"


def test_a_module_runs_once_and_after_those_that_it_imports(link):
    script = link(
        entry='import last from "./rooms/last.mjs";\nimport { first } from "./first.mjs";\n'
        "console.log(first, last.name);\n",
        rooms__last='import {\n  first,\n} from "../first.mjs";\nconsole.log("last");\n'
        "export default { name: first + 1 };\n",
        first='console.log("first");\nexport const first = 1;\n',
    )
    assert nodes.run(script) == "first\nlast\n1 2\n"


def test_a_name_that_was_not_imported_is_not_found(link):
    script = link(
        entry='import { a } from "./a.mjs";\ntry {\n  a();\n} catch (error) {\n'
        "  console.log(error.message);\n}\n",
        a='import { b } from "./b.mjs";\nexport const a = () => b + c;\n',
        b="export const b = 1;\nexport const c = 2;\n",
    )
    assert nodes.run(script) == "c is not defined\n"


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (
            {"entry": 'import { snap } from "./numbers.mjs";\n'},
            "entry.mjs imports numbers.mjs, but there is no such file.",
        ),
        (
            {
                "entry": 'import { snap } from "./numbers.mjs";\n',
                "numbers": "export const clamp = 1;\nconst snap = 2;\n",
            },
            "entry.mjs imports snap from numbers.mjs, which exports clamp.",
        ),
        (
            {"entry": 'import all from "./numbers.mjs";\n', "numbers": "const snap = 2;\n"},
            "entry.mjs imports default from numbers.mjs, which exports nothing.",
        ),
        (
            {
                "entry": 'import { a } from "./a.mjs";\n',
                "a": 'import { b } from "./b.mjs";\nexport const a = 1;\n',
                "b": 'import { a } from "./a.mjs";\nexport const b = 1;\n',
            },
            "in a circle: a.mjs imports b.mjs imports a.mjs.",
        ),
        (
            {"entry": 'import * as all from "./a.mjs";\n', "a": "export const a = 1;\n"},
            'entry.mjs has the line `import * as all from "./a.mjs";`, which the linker cannot',
        ),
        (
            {"entry": "export let count = 0;\n"},
            "entry.mjs has the line `export let count = 0;`, which the linker cannot read.",
        ),
    ],
)
def test_modules_that_do_not_fit_fail_with_a_sentence_that_names_them(link, texts, sentence):
    with pytest.raises(LinkError) as raised:
        link(**texts)
    assert sentence in str(raised.value)


@pytest.mark.parametrize(
    ("code", "left"),
    [
        ("/** What it does. */\nrun();\n", "run();\n"),
        ("  /*\n   * two\n   */\n  run();\n", "  run();\n"),
        ("run(); // now\nrun();\n", "run();\nrun();\n"),
        ("a /* one */ + b;\n", "a + b;\n"),
        ("// `one\nrun(); /* it's */ // two`\n", "run();\n"),
        ("\"// no\" + '/* no */'; // yes\n", "\"// no\" + '/* no */';\n"),
        (
            "`// no ${f(`/* ${'}'} */`, { a: 1 })} // no`; // yes\n",
            "`// no ${f(`/* ${'}'} */`, { a: 1 })} // no`;\n",
        ),
        ("`\n// no\n`; // yes\n", "`\n// no\n`;\n"),
        ("f(/[/*`\"]\\//, /'/); // yes\n", "f(/[/*`\"]\\//, /'/);\n"),
        ("half = width / 2; // `\nbig = a / b / c;\n", "half = width / 2;\nbig = a / b / c;\n"),
        ("return /`/.test(a); // yes", "return /`/.test(a);"),
    ],
)
def test_comments_go_and_what_looks_like_one_stays(code, left):
    kept = without_comments(code)
    assert [line.rstrip() for line in kept.splitlines()] == left.splitlines()
