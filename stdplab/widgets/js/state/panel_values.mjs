/** What the panels show of results: values in the display convention, and limits that hold them. */

const MANTISSAS = [1, 1.5, 2, 3, 4, 5, 7.5, 10];

/** The next number of the form 1, 1.5, 2, 3, 4, 5, 7.5 times a power of ten. */
export function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const mantissa = MANTISSAS.find((m) => value <= m * power * (1 + 1e-9)) ?? 10;
  return Number((mantissa * power).toPrecision(6));
}

/** Limits that also hold `low` and `high`; symmetric ones stay symmetric. */
export function grown([bottom, top], low, high) {
  if (bottom === -top) {
    const reach = Math.max(top, roundUp(Math.max(Math.abs(low), Math.abs(high), top)));
    return [-reach, reach];
  }
  return [low >= bottom ? bottom : -roundUp(-low), high <= top ? top : roundUp(high)];
}

/**
 * The panels' values and limits.
 *
 * @param panels the view's panels
 * @param results rule name -> series name -> values over time
 * @param gammas rule name -> its learning rate, or undefined where it has none
 * @param convention "folded": traces and eligibility times gamma; "unit": as they are
 */
export function display(panels, results, gammas, convention) {
  return panels.map(({ rest, curves }) => {
    let limits = rest;
    const values = curves.map(({ rule, name, mirrored, folded }) => {
      const factor = (folded && convention === "folded" ? (gammas[rule] ?? 1) : 1) * (mirrored ? -1 : 1);
      const series = results[rule][name];
      const shown = factor === 1 ? series : series.map((value) => factor * value);
      let [low, high] = [Infinity, -Infinity];
      for (const value of shown) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
      limits = grown(limits, low, high);
      return shown;
    });
    return { limits, values };
  });
}
