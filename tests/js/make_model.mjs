/** A widget's model for tests: it holds a state, tells who listens, and keeps the messages that were sent. */

export function makeModel(state) {
  const handlers = new Map();
  const messages = [];
  return {
    messages,
    state,
    saved: [],
    get: (name) => state[name],
    set(name, value) {
      this.receive({ [name]: value });
    },
    /** A message of the kernel: it sets its traits first, then tells who listens. */
    receive(changes) {
      Object.assign(state, changes);
      for (const name of Object.keys(changes)) for (const handler of handlers.get(`change:${name}`) ?? []) handler();
    },
    save_changes() {
      this.saved.push({ ...state });
    },
    send: (message) => messages.push(message),
    on: (event, handler) => handlers.set(event, [...(handlers.get(event) ?? []), handler]),
    off: (event, handler) => handlers.set(event, (handlers.get(event) ?? []).filter((other) => other !== handler)),
  };
}
