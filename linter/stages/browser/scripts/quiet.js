// Waits for the load event, then until nothing has changed for a while. Arguments: seconds for the load, seconds of quiet,
// seconds to wait for it; answers {loaded, quiet}.
const [loadSeconds, quietSeconds, patience, done] = arguments;
const started = performance.now();
let loadedAt = null;
const look = () => {
  const now = performance.now();
  if (loadedAt === null && document.readyState === "complete") {
    loadedAt = now;
  }
  if (loadedAt === null) {
    if (now - started > loadSeconds * 1000) {
      done({ loaded: false, quiet: false });
      return;
    }
  } else if (now - kommunlint.changed >= quietSeconds * 1000) {
    done({ loaded: true, quiet: true });
    return;
  } else if (now - loadedAt > patience * 1000) {
    done({ loaded: true, quiet: false });
    return;
  }
  setTimeout(look, 20);
};
look();
