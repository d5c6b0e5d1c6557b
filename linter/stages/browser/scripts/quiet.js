// Waits for the load event, then until nothing has changed for a while. Arguments: seconds for the load, seconds of quiet,
// seconds to wait for it; answers {loaded, quiet}.
const [loadSeconds, quietSeconds, patience, done] = arguments;
const state = window.__kommunlint;
if (!state) {
  done({ loaded: true, quiet: true }); // a viewer of the browser's own, in which nothing of ours runs first
  return;
}
const started = state.now();
let loadedAt = null;
const look = () => {
  const now = state.now();
  if (loadedAt === null && document.readyState === "complete") {
    loadedAt = now;
  }
  if (loadedAt === null) {
    if (now - started > loadSeconds * 1000) {
      done({ loaded: false, quiet: false });
      return;
    }
  } else if (now - state.changed >= quietSeconds * 1000) {
    done({ loaded: true, quiet: true });
    return;
  } else if (now - loadedAt > patience * 1000) {
    done({ loaded: true, quiet: false });
    return;
  }
  state.later(look, 20);
};
look();
