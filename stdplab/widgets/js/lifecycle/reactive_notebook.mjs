/**
 * Lets a reactive notebook, such as marimo's, run the cells that use a board after it has changed.
 *
 * Such a notebook runs them when a trait comes from the page; it cannot know what a message means.
 * So the page sends one trait once an experiment has come to rest in the kernel and in the page.
 */

const QUIET_TIME = 200; // ms without another experiment

/**
 * Whether a model belongs to a reactive notebook: the managers of Jupyter's front ends make models.
 *
 * @param {import("../types.d.ts").Model} model
 */
function isReactive({ widget_manager: manager }) {
  return Boolean(manager && !manager.create_model);
}

/**
 * Tell the notebook of one view's board.
 *
 * @param {import("../types.d.ts").Model} model
 * @returns {{close(): void}}
 */
export function makeReactiveNotice(model) {
  let timer = 0;
  function tell() {
    model.set("_seen", model.get("_seen") + 1);
    model.save_changes();
  }
  function onExperiment() {
    clearTimeout(timer);
    timer = setTimeout(tell, QUIET_TIME);
  }
  if (isReactive(model)) model.on("change:_experiment", onExperiment);
  return {
    close() {
      clearTimeout(timer);
      model.off("change:_experiment", onExperiment);
    },
  };
}
