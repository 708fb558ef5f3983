/** Notices when the kernel behind a view has stopped, as far as the front end lets a view know. */

const STOPPED_STATUSES = ["restarting", "autorestarting", "terminating", "dead"]; // as JupyterLab calls them

/**
 * Watch the kernel of a model.
 *
 * @param {import("../types.d.ts").Model} model
 * @param {Element} el the element of the view
 * @param {() => void} onStopped called when the kernel stops, or at once if there was none
 * @returns {() => void} stops watching
 */
export function watchKernel(model, el, onStopped) {
  // The views of a saved notebook's widgets have this class from the start.
  if (el.closest(".jupyter-widgets-disconnected")) onStopped();
  // A model gets this event when a restart closes its channel; the channel never opens again.
  model.on("comm_live_update", onStopped);
  // It gets no event from a kernel that died by itself or was shut down: JupyterLab's session does.
  const session = model.widget_manager?.context?.sessionContext;
  const onStatus = (/** @type {object} */ _session, /** @type {string} */ status) => STOPPED_STATUSES.includes(status) && onStopped();
  session?.statusChanged.connect(onStatus);
  return () => {
    model.off("comm_live_update", onStopped);
    session?.statusChanged.disconnect(onStatus);
  };
}
