/** What all views of one board in a page have in common beside the model: where one looks. */

const boards = new WeakMap(); // by the layout, a model that all views of a board have from it

const fresh = () => ({
  hover: null, // the moment under a pointer or at the focus
  pinned: null, // the one that play, keys or a click have chosen
  rule: 0, // whose steps are explained: the one clicked last
  span: null, // [from, to] in ms of what is shown, or null for the whole run
  kept: [], // earlier runs
  views: new Set(),
});

/** What `view` shares with the other views of its board; `tell` calls a method of each of them. */
export function sharing(model, view) {
  const layout = model.get("layout");
  const key = Object(layout) === layout ? layout : model; // a page without a front end has no layout
  if (!boards.has(key)) boards.set(key, fresh());
  const all = boards.get(key);
  all.views.add(view);
  return {
    all,
    tell(what) {
      for (const other of all.views) other[what]();
    },
    close: () => all.views.delete(view),
  };
}
