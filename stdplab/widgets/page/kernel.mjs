/** When the kernel behind a view has gone, as far as a front end lets a view know. */

const ENDS = ["restarting", "autorestarting", "terminating", "dead"]; // as JupyterLab calls them

/**
 * @param gone called when the kernel goes, or at once where there was none
 * @returns a function that stops watching
 */
export function watchKernel(model, el, gone) {
  // At a restart ipywidgets tells each model, and marks each view; saved views start out marked.
  const look = () => el.closest(".jupyter-widgets-disconnected") && gone();
  model.on("comm_live_update", look);
  // It tells nobody of a kernel that died by itself or was shut down: JupyterLab's session does.
  const session = model.widget_manager?.context?.sessionContext;
  const heard = (_session, status) => ENDS.includes(status) && gone();
  session?.statusChanged.connect(heard);
  look();
  return () => {
    model.off("comm_live_update", look);
    session?.statusChanged.disconnect(heard);
  };
}
