// Runs in every document before the page's own scripts, and in their world: keeps away what would stop the browser.
// Nothing rests on it.
window.alert = () => undefined;
window.confirm = () => false;
window.prompt = () => null;
window.print = () => undefined;
window.close = () => undefined;
