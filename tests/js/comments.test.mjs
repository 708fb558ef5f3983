/** What Python takes out of the modules is comments, all of them, and nothing else: TypeScript says so. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import test from "node:test";

const ts = createRequire(new URL("../../.node/package.json", import.meta.url))("typescript");

const READ_MODULES = `
import json
from stdplab.widgets.js.comments import without_comments
from stdplab.widgets.js.linker import HERE

texts = {path.relative_to(HERE).as_posix(): path.read_text("utf-8") for path in HERE.rglob("*.mjs")}
print(json.dumps([[name, text, without_comments(text)] for name, text in texts.items()]))
`;

/** The code as TypeScript prints it. */
function printed(text, removeComments) {
  const compilerOptions = { removeComments, target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ES2022 };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

for (const [name, text, stripped] of JSON.parse(execFileSync("python", ["-c", READ_MODULES], { encoding: "utf-8" })))
  test(`${name} without its comments is the same code`, () => {
    assert.equal(printed(stripped, true), printed(text, true));
    assert.equal(printed(stripped, false), printed(text, true));
  });
