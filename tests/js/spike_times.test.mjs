/** Spike times: typed lists, and the free steps where a spike can go. */

import assert from "node:assert/strict";
import test from "node:test";

import { freeTime, middleOfWidestGap } from "../../stdplab/widgets/js/experiment/free_spike_times.mjs";
import { formatTimes, parseTimes, tooManySpikes } from "../../stdplab/widgets/js/experiment/parse_times.mjs";

const GRID = { dt: 1, duration: 200 };
const parse = (text, grid = GRID) => parseTimes(text, "Pre", grid, 2000);

for (const [text, times] of [
  ["20, 60", [20, 60]],
  ["60;20", [20, 60]],
  ["10,85,115", [10, 85, 115]],
  ["[10,85]", [10, 85]],
  ["10.4,85.2", [10, 85]],
  ["10,6; 85,2", [11, 85]],
  ["10,6\n85", [11, 85]],
  ["10,6\t85,2\n", [11, 85]],
  ["(60.4 20\n1e2)", [20, 60, 100]],
  ["[ 7.,\t+8 ]", [7, 8]],
  ["", []],
])
  test(`the list ${JSON.stringify(text)} is read`, () => {
    assert.deepEqual(parse(text), { times, why: "" });
    assert.deepEqual(parse(formatTimes(times)).times, times);
  });

test("times snap to the steps of the protocol", () => {
  assert.deepEqual(parse("0.34, 19.96", { dt: 0.1, duration: 20 }).times, [0.3, 20]);
});

for (const [text, ...parts] of [
  ["10, abc, 300", "“abc” is not a time", "numbers in ms"],
  ["10, 0x10", "“0x10” is not a time"],
  ["Infinity", "“Infinity” is not a time"],
  ["10, 300, abc", "“300” is outside the protocol", "from 1 to 200 ms"],
  ["0.4", "“0.4” is outside the protocol"],
  ["−5", "“−5” is outside the protocol"],
  ["1e999", "“1e999” is outside the protocol"],
  ["85, 10, 85.2", "“85.2”", "85 ms", "spike already", "Leave one of them out"],
  ["x".repeat(50), `“${"x".repeat(20)}…” is not a time`],
  ["12,5 30", "“12,5” can be 12.5, or 12 and 5", "Write a decimal point, or a blank after each comma"],
  ["12,5", "“12,5” can be 12.5, or 12 and 5"],
  ["10,5, 85,2", "“10,5” can be 10.5, or 10 and 5"],
  ["10,5; 85.2", "“10,5” can be 10.5, or 10 and 5"],
  ["5 ".repeat(2001), "2,001 spikes", "at most 2,000", "leave some out"],
])
  test(`the list ${text.slice(0, 20)} is refused in words`, () => {
    const { times, why } = parse(text);
    assert.equal(times, null);
    for (const part of ["Pre: ", ...parts]) assert.ok(why.includes(part), why);
  });

test("a full row is no refusal", () => {
  assert.equal(tooManySpikes("Pre", 2000, 2000), "");
});

test("a spike goes to the next free step in its direction, and nowhere at the end of the protocol", () => {
  assert.equal(freeTime([5, 6], 5, 1, 1, 10), 7);
  assert.equal(freeTime([5, 6], 6, -1, 1, 10), 4);
  assert.equal(freeTime([9, 10], 9, 1, 1, 10), null);
  assert.equal(freeTime([1], 0, -1, 1, 10), null);
});

test("a new spike goes into the middle of the longest interval, the first among equals", () => {
  assert.equal(middleOfWidestGap([20, 40, 100], 1, 110), 70);
  assert.equal(middleOfWidestGap([], 1, 100), 50);
  assert.equal(middleOfWidestGap([10, 20], 1, 30), 5);
  assert.equal(middleOfWidestGap([1, 2], 1, 2), null);
});
