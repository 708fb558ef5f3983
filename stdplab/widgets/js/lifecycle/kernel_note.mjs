/** A line that appears when the kernel has stopped: what to do with the widgets around it. */

import { html } from "../dom/elements.mjs";
import { watchKernel } from "./kernel_watch.mjs";

/** @param {{model: import("../types.d.ts").Model, el: Element}} view */
function render({ model, el }) {
  return watchKernel(model, el, () => el.replaceChildren(html("p", { role: "alert" }, model.get("words"))));
}

export default { render };
