/**
 * What a kernel's boards show in other frames and tabs. Colab, for example, gives each cell a frame.
 *
 * frame -> frames   {kernel, asks: true}      by a new view
 *                   {kernel, view, shows}     the answer, and news after an edit: its experiment as JSON
 *                   {kernel, view, shows: ""} the view is closed
 */

const CHANNEL = "stdplab boards";

/**
 * The place of one view among those of other frames.
 *
 * @param {string} kernel that its board belongs to; "" for none, and then it tells nobody
 * @param {() => string} shows the experiment that the view shows, as JSON
 * @param {() => void} onNews called when another frame has told something
 * @returns {{areShowing(experiment: string): boolean, tell(): void, close(): void}}
 */
export function joinFrames(kernel, shows, onNews) {
  /** @type {Map<string, string>} */
  const shown = new Map(); // view -> what it shows
  const view = Math.random().toString(36).slice(2);
  const channel = kernel ? new BroadcastChannel(CHANNEL) : null;
  const tell = () => channel?.postMessage({ kernel, view, shows: shows() });
  const leave = () => channel?.postMessage({ kernel, view, shows: "" });

  channel?.addEventListener("message", ({ data }) => {
    if (data.kernel !== kernel) return;
    if (data.asks) {
      tell();
      return;
    }
    shown.set(data.view, data.shows);
    onNews();
  });
  addEventListener("pagehide", leave);
  channel?.postMessage({ kernel, asks: true });
  return {
    areShowing: (experiment) => [...shown.values()].includes(experiment),
    tell,
    close() {
      leave();
      channel?.close();
      removeEventListener("pagehide", leave);
    },
  };
}
