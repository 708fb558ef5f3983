/**
 * Which pairs of spikes caused a step of a weight.
 *
 * A pair's share is what it does alone: a run of both spikes, less the runs of either by itself.
 * Rules that pair all spikes with all are the sum of these shares, in any rule's own program.
 */

const LATEST = 12; // spikes on either side that are looked at: earlier ones have faded

/** @returns [{pre, post, share}], the largest first, or null for a rule that only the kernel runs */
export function pairsOf(board, index, k) {
  const experiment = board.experiment();
  const { protocol } = experiment;
  const time = k * protocol.dt;
  const duration = time; // what comes later cannot matter
  const reward = protocol.reward.filter(([onset]) => onset < duration);
  const alone = (pre, post) => {
    const series = board.simulate({ ...experiment, protocol: { ...protocol, pre, post, reward, duration } }, index);
    return series && series.w[k] - series.w[k - 1];
  };
  const none = alone([], []);
  if (none === null) return null;
  const near = (times) => times.filter((spike) => spike <= time).slice(-LATEST);
  const [pres, posts] = [near(protocol.pre), near(protocol.post)];
  const ofPost = posts.map((post) => alone([], [post]));
  const found = pres.flatMap((pre) => {
    const ofPre = alone([pre], []);
    return posts.map((post, j) => ({ pre, post, share: alone([pre], [post]) - ofPre - ofPost[j] + none }));
  });
  return found.sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
}

/** The pairs that matter: those with at least a tenth of the largest share. */
export function foremost(pairs) {
  const least = Math.abs(pairs[0]?.share ?? 0) / 10;
  return pairs.filter(({ share }) => share && Math.abs(share) >= least);
}
