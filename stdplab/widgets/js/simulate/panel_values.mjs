/** What the panels show of results: values in the display convention, and limits that hold them. */

const MANTISSAS = [1, 1.5, 2, 3, 4, 5, 7.5, 10];

/**
 * The next number of the form 1, 1.5, 2, 3, 4, 5 or 7.5 times a power of ten.
 *
 * @param {number} value above zero
 * @returns {number} not below `value`
 */
export function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const mantissa = MANTISSAS.find((m) => value <= m * power * (1 + 1e-9)) ?? 10;
  return Number((mantissa * power).toPrecision(6));
}

/**
 * Limits that also hold `low` and `high`; symmetric ones stay symmetric.
 *
 * @param {number[]} limits
 * @param {number} low
 * @param {number} high
 */
function expandLimits(limits, low, high) {
  const [bottom, top] = limits;
  if (bottom === -top) {
    const size = Math.max(top, roundUp(Math.max(Math.abs(low), Math.abs(high), top)));
    return [-size, size];
  }
  return [low >= bottom ? bottom : low < 0 ? -roundUp(-low) : 0, high <= top ? top : high > 0 ? roundUp(high) : 0];
}

/**
 * The values and the limits of panels.
 *
 * @param {{curves: import("../types.d.ts").Curve[], rest: number[]}[]} panels with the limits `rest` to start from
 * @param {import("../types.d.ts").Results} results
 * @param {Record<string, number | undefined>} gammas rule name -> its learning rate, if it has one
 * @param {string} convention "folded": traces and eligibility times gamma; "unit": as they are
 * @returns {Omit<import("../types.d.ts").PanelValues, "earlier">[]}
 */
export function panelValues(panels, results, gammas, convention) {
  return panels.map(({ rest, curves }) => {
    let limits = rest;
    const values = curves.map(({ rule, name, mirrored, folded }) => {
      const factor = (folded && convention === "folded" ? (gammas[rule] ?? 1) : 1) * (mirrored ? -1 : 1);
      const series = results[rule][name];
      const scaled = factor === 1 ? series : series.map((value) => factor * value);
      let [low, high] = [Infinity, -Infinity];
      for (const value of scaled) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
      limits = expandLimits(limits, low, high);
      return scaled;
    });
    return { limits, values };
  });
}
