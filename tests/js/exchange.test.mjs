/** The page's side of the exchange: what is sent and when, and which answers settle an edit. */

import assert from "node:assert/strict";
import test from "node:test";

import { makeExchange } from "../../stdplab/widgets/js/state/exchange.mjs";

const INTERVAL = 200; // ms
const PATIENCE = 2000; // ms

/** A page with a clock that the test moves, and the kernel's side as far as it answers. */
function open(t, { needsAnswer = false } = {}) {
  if (!t.clocked) t.mock.timers.enable({ apis: ["setTimeout"] });
  t.clocked = true;
  const messages = [];
  const exchange = makeExchange(({ edit }) => messages.push(edit), () => needsAnswer);
  return {
    exchange,
    edit: (w0) => exchange.edit({ w0 }, "demo"),
    sent: () => messages.map(({ experiment }) => experiment.w0),
    answer: (i = messages.length - 1, refused = "") => exchange.settle({ page: messages[i].page, serial: messages[i].serial, refused }),
    wait: (ms) => t.mock.timers.tick(ms),
    messages,
  };
}

test("an edit is sent at once, with its page, its serial and its preset, and an answer settles it", (t) => {
  const { edit, messages, answer } = open(t);
  edit(1);
  const { page, ...content } = messages[0];
  assert.ok(page);
  assert.deepEqual(content, { serial: 1, experiment: { w0: 1 }, preset: "demo" });
  assert.equal(answer(), "accepted");
  edit(2);
  assert.equal(messages.length, 1); // within the pause after the first message
});

test("of many edits few are sent, and the last one always", (t) => {
  const { edit, sent, answer, wait } = open(t);
  for (let w0 = 1; w0 <= 30; w0 += 1) edit(w0);
  assert.deepEqual(sent(), [1]);
  answer();
  wait(INTERVAL - 1);
  assert.deepEqual(sent(), [1]);
  wait(1);
  assert.deepEqual(sent(), [1, 30]);
  assert.equal(answer(), "accepted");
  wait(10 * PATIENCE);
  assert.deepEqual(sent(), [1, 30]);
});

test("behind a busy kernel one edit is under way and one waits", (t) => {
  const { edit, sent, answer, wait } = open(t);
  for (let w0 = 1; w0 <= 9; w0 += 1) {
    edit(w0);
    wait(INTERVAL);
  }
  assert.deepEqual(sent(), [1]);
  assert.equal(answer(), ""); // what is shown is newer
  assert.deepEqual(sent(), [1, 9]);
});

test("the last edit of a gesture is sent at once, though another one is under way", (t) => {
  const { exchange, edit, sent, answer } = open(t);
  edit(1);
  edit(2);
  edit(3);
  exchange.endGesture();
  assert.deepEqual(sent(), [1, 3]);
  exchange.endGesture(); // nothing was edited since
  assert.deepEqual(sent(), [1, 3]);
  assert.equal(answer(0), "");
  assert.equal(answer(1), "accepted");
});

test("a stale answer settles nothing, nor does an answer twice or one to another page", (t) => {
  const { exchange, edit, answer, messages } = open(t);
  edit(1);
  edit(2);
  exchange.endGesture();
  assert.equal(answer(0), "");
  assert.equal(exchange.settle({ ...messages[1], page: "another", refused: "" }), "");
  assert.equal(exchange.settle(undefined), "");
  assert.equal(exchange.settle({}), "");
  assert.equal(answer(1), "accepted");
  assert.equal(answer(0), "");
  assert.equal(answer(1), "");
});

test("an answer that overtakes an older one settles the newest edit", (t) => {
  const { exchange, edit, answer } = open(t);
  edit(1);
  edit(2);
  exchange.endGesture();
  assert.equal(answer(1), "accepted");
  assert.equal(answer(0, "too late"), "");
});

test("a refused edit is told, unless a newer one stands", (t) => {
  const { exchange, edit, answer } = open(t);
  edit(1);
  edit(2);
  exchange.endGesture();
  assert.equal(answer(0, "why"), "");
  assert.equal(answer(1, "why"), "refused");
});

test("an edit without an answer is sent again, each time after twice as long, until it is answered", (t) => {
  const { edit, sent, messages, answer, wait } = open(t);
  edit(1);
  wait(PATIENCE - 1);
  assert.deepEqual(sent(), [1]);
  wait(1);
  assert.deepEqual(sent(), [1, 1]);
  wait(2 * PATIENCE - 1);
  assert.deepEqual(sent(), [1, 1]);
  wait(1);
  assert.deepEqual(sent(), [1, 1, 1]);
  assert.equal(new Set(messages.map(({ serial }) => serial)).size, 1);
  assert.equal(answer(), "accepted");
  wait(100 * PATIENCE);
  assert.deepEqual(sent(), [1, 1, 1]);
});

test("where a message was lost, the newest edit is sent in its place", (t) => {
  const { edit, sent, answer, wait } = open(t);
  edit(1);
  edit(2);
  wait(PATIENCE);
  assert.deepEqual(sent(), [1, 2]);
  assert.equal(answer(1), "accepted");
});

test("a message that cannot be sent counts as lost", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const tried = [];
  const exchange = makeExchange(({ edit }) => {
    tried.push(edit.serial);
    throw new Error("Kernel is dead");
  }, () => false);
  exchange.edit({ w0: 1 }, "demo");
  t.mock.timers.tick(PATIENCE);
  assert.deepEqual(tried, [1, 1]);
});

test("a page that waits for the kernel's results sends the next edit with each answer, without a pause", (t) => {
  const { edit, sent, answer } = open(t, { needsAnswer: true });
  edit(1);
  edit(2);
  edit(3);
  assert.deepEqual(sent(), [1]);
  answer();
  assert.deepEqual(sent(), [1, 3]);
});

test("a closed exchange sends no more", (t) => {
  const { exchange, edit, sent, wait } = open(t);
  edit(1);
  edit(2);
  exchange.close();
  wait(100 * PATIENCE);
  assert.deepEqual(sent(), [1]);
});

test("two pages that race end with the edit that the kernel took last", (t) => {
  const [one, other] = [open(t), open(t)];
  one.edit(1);
  other.edit(2);
  const answers = [one, other].map(({ messages: [{ page, serial }] }) => ({ page, serial, refused: "" }));
  const outcomes = answers.map((answer) => [one, other].map(({ exchange }) => exchange.settle(answer)));
  assert.deepEqual(outcomes, [["accepted", ""], ["", "accepted"]]); // each one until its own answer shows its own edit
});
