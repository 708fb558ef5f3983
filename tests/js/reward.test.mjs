/** The reward: a pulse after the last post spike, and switches that are added and removed. */

import assert from "node:assert/strict";
import test from "node:test";

import { expandControls } from "../../stdplab/widgets/js/experiment/reward_controls.mjs";
import { pulseOf, pulseRanges, pulseReward } from "../../stdplab/widgets/js/experiment/reward_pulse.mjs";
import { middleOfLongestSegment, withoutSwitch, withSwitch } from "../../stdplab/widgets/js/figure/reward_switches.mjs";

const PROTOCOL = { pre: [10], post: [15, 140], reward: [[0, 0], [150, 1], [160, 0]], duration: 200, dt: 1 };

test("zero, a level and zero again is a pulse; its delay counts from the last post spike", () => {
  assert.deepEqual(pulseOf(PROTOCOL), { delay: 10, width: 10 });
  assert.deepEqual(pulseOf({ ...PROTOCOL, post: [] }), { delay: 150, width: 10 });
  for (const reward of [[[0, 1]], [[0, 1], [150, 1], [160, 0]], [[0, 0], [150, 0], [160, 0]], [[0, 0], [150, 1], [160, 2]]])
    assert.equal(pulseOf({ ...PROTOCOL, reward }), null);
});

test("a pulse becomes the reward that it came from", () => {
  assert.deepEqual(pulseReward(PROTOCOL, pulseOf(PROTOCOL), 1), PROTOCOL.reward);
});

test("a pulse in its ranges stays whole; one outside is moved and shortened", () => {
  const { delay, width } = pulseRanges(PROTOCOL, { delay: 10, width: 10 });
  assert.deepEqual([delay, width], [[-139, 49], [1, 49]]);
  for (const pulse of [{ delay: 1000, width: 10 }, { delay: -1000, width: 10 }, { delay: 0, width: 1000 }]) {
    const [, [start], [end]] = pulseReward(PROTOCOL, pulse, 1);
    assert.ok(start >= 1 && end > start && end <= 199);
  }
});

test("a new switch turns the sign of the level before it", () => {
  assert.deepEqual(withSwitch([[0, 1]], 50.2, PROTOCOL), [[0, 1], [50, -1]]);
  assert.deepEqual(withSwitch([[0, 0]], 50, PROTOCOL), [[0, 0], [50, 1]]);
});

test("a new switch never takes the effect of the next one away", () => {
  assert.deepEqual(withSwitch([[0, 1], [80, -1]], 50, PROTOCOL), [[0, 1], [50, 0], [80, -1]]);
});

test("there is one switch at a time, none at the start and none at the end", () => {
  assert.equal(withSwitch([[0, 1], [50, -1]], 50, PROTOCOL), null);
  assert.deepEqual(withSwitch([[0, 1]], -10, PROTOCOL)[1], [1, -1]);
  assert.deepEqual(withSwitch([[0, 1]], 500, PROTOCOL)[1], [199, -1]);
});

test("without a switch the level before it goes on", () => {
  assert.deepEqual(withoutSwitch([[0, 1], [50, -1], [80, 2]], 1), [[0, 1], [80, 2]]);
  assert.equal(middleOfLongestSegment([[0, 1], [50, -1], [80, 2]], 200), 140);
});

test("templates become one control for each segment and each switch", () => {
  const templates = [
    { key: "reward[0]", label: "", paths: [["protocol", "reward", 0, 1]], segment: 0 },
    { key: "onset[1]", label: "", paths: [["protocol", "reward", 1, 0]], segment: 1 },
  ];
  const controls = expandControls([{ key: "w0", label: "Start" }, ...templates], PROTOCOL);
  assert.deepEqual(controls.map(({ key }) => key), ["w0", "reward[0]", "reward[1]", "onset[1]", "reward[2]", "onset[2]"]);
  assert.deepEqual(controls.map(({ label }) => label), ["Start", "Until 150 ms", "From 150 ms", "", "From 160 ms", ""]);
  const onset = controls.find(({ key }) => key === "onset[1]");
  assert.deepEqual([onset.low, onset.high, onset.paths], [1, 159, [["protocol", "reward", 1, 0]]]);
});
