// Runs after axe-core, in every document, in our world. As it comes, axe.run asks the frames by messages, which any script
// of the page hears and can answer in a frame's place; here each frame is asked in our own world of it.
(() => {
  const FRAME_SECONDS = 10;
  const { run, runPartial, finishRun } = axe;
  const noTime = () => new Promise((done) => setTimeout(done, FRAME_SECONDS * 1000, [null]));

  // The results of a frame and of those in it; null for one that has none: axe then says that it remains to be tested.
  const inFrame = async (element, context, options) => {
    try {
      const view = element.contentWindow;
      if (!Object.hasOwn(view, "axe") || view.kommunlint.displaced()) {
        return [null];
      }
      const parts = await Promise.race([view.kommunlint.parts(context, options), noTime()]);
      return JSON.parse(JSON.stringify(view.kommunlint.displaced() ? [null] : parts));
    } catch {
      return [null]; // it went away, or stands in another process
    }
  };

  // The results of this document, then those of its frames, as axe.finishRun takes them.
  kommunlint.parts = async (context, options) => {
    const hasFrames = kommunlint.elements().some((element) => element.matches("iframe, frame"));
    const contexts = hasFrames ? axe.utils.getFrameContexts(context, options) : [];
    const own = await runPartial(context, options);
    const parts = [own];
    const isSame = contexts.length === own.frames.length; // scripts may have added one, or taken one away
    for (const number of own.frames.keys()) {
      const { frameSelector, frameContext } = isSame ? contexts[number] : {};
      parts.push(...(isSame ? await inFrame(axe.utils.shadowSelect(frameSelector), frameContext, options) : [null]));
    }
    return parts;
  };

  const FRAME_RULE = "frame-tested"; // asks by messages too
  // axe-core before 4.3 knows no other way to its frames: it looks at the page itself.
  const withoutFrames = (options) => {
    const given = { ...options, iframes: false, rules: { ...options.rules, [FRAME_RULE]: { enabled: false } } };
    if (options.runOnly) {
      const values = options.runOnly.values.filter((rule) => rule !== FRAME_RULE);
      given.runOnly = { ...options.runOnly, values };
    }
    return given;
  };

  let asked = {};
  axe.run = async (options) => {
    asked = runPartial ? options : withoutFrames(options);
    return runPartial ? finishRun(await kommunlint.parts(document, asked), asked) : run(asked);
  };

  // What is kept of a result, with the rules that have to be in it.
  const ids = (entries) => entries.map(({ id }) => id);
  kommunlint.account = ({ testEngine, violations, incomplete, passes, inapplicable }) => ({
    engine: testEngine || { name: "axe-core", version: axe.version },
    violations,
    incomplete,
    passes: ids(passes),
    inapplicable: ids(inapplicable),
    selected: ids(axe._audit.rules.filter((rule) => axe.utils.ruleShouldRun(rule, { page: true }, asked))),
    known: axe.getRules().length,
  });
})();
