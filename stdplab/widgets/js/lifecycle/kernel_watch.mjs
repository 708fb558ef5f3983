/** When the kernel behind a view has gone, as far as a front end lets a view know. */

const ENDS = ["restarting", "autorestarting", "terminating", "dead"]; // as JupyterLab calls them

/**
 * @param gone called when the kernel goes, or at once where there was none
 * @returns a function that stops watching
 */
export function watchKernel(model, el, gone) {
  // The views of a saved notebook's widgets start out marked.
  if (el.closest(".jupyter-widgets-disconnected")) gone();
  // A model hears of its channel when a restart cuts it, and of nothing that would mend it.
  model.on("comm_live_update", gone);
  // It hears nothing of a kernel that died by itself or was shut down: JupyterLab's session does.
  const session = model.widget_manager?.context?.sessionContext;
  const heard = (_session, status) => ENDS.includes(status) && gone();
  session?.statusChanged.connect(heard);
  return () => {
    model.off("comm_live_update", gone);
    session?.statusChanged.disconnect(heard);
  };
}
