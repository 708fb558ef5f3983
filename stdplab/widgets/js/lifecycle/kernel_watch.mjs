/** Notices whether a view has a kernel, and when that has stopped, as far as the front end lets a view know. */

/** @typedef {import("../types.d.ts").Model} Model */

const STOPPED_STATUSES = ["restarting", "autorestarting", "terminating", "dead"]; // as JupyterLab calls them

/**
 * Whether a view had no kernel from the start, as those of a saved notebook's widgets.
 *
 * @param {Element} el the element of a view
 */
const isDisconnected = (el) => el.closest(".jupyter-widgets-disconnected") !== null;

/**
 * The path of the notebook that a model's front end has open, if it is one for notebooks and tells.
 *
 * @param {Model} model
 * @returns {string | undefined}
 */
export function openNotebook({ widget_manager: manager }) {
  return manager?.context?.path ?? manager?.notebook?.notebook_path;
}

/**
 * Whether a view has a kernel, or had one. An exported page never has, nor a page of a documentation.
 *
 * @param {Model} model
 * @param {Element} el the element of the view
 * @returns {boolean}
 */
export function hasKernel(model, el) {
  return !model.standalone && (!isDisconnected(el) || openNotebook(model) !== undefined);
}

/**
 * Watch the kernel of a model.
 *
 * @param {Model} model
 * @param {Element} el the element of the view
 * @param {() => void} onStopped called when the kernel stops, or at once if there was none
 * @returns {() => void} stops watching
 */
export function watchKernel(model, el, onStopped) {
  if (isDisconnected(el)) onStopped();
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
