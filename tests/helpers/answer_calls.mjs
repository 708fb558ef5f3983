/** Call functions of modules: each line of the input is a call, each line of the output its answer. */

import { createInterface } from "node:readline";

const toJson = (answer) => JSON.stringify(answer, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value));

async function answerTo({ module, name, args }) {
  try {
    const functions = await import(module);
    return { value: (await functions[name](...args)) ?? null };
  } catch (error) {
    return { error: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${toJson(await answerTo(JSON.parse(line)))}\n`);
