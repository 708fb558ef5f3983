/** A widget's model for tests: it holds a state and tells who listens. */

export function makeModel(state) {
  const handlers = new Map();
  return {
    get: (name) => state[name],
    set(key, value) {
      const changes = typeof key === "string" ? { [key]: value } : key;
      Object.assign(state, changes);
      for (const name of Object.keys(changes)) for (const handler of handlers.get(`change:${name}`) ?? []) handler();
    },
    on: (event, handler) => handlers.set(event, [...(handlers.get(event) ?? []), handler]),
    off: (event, handler) => handlers.set(event, (handlers.get(event) ?? []).filter((other) => other !== handler)),
  };
}
