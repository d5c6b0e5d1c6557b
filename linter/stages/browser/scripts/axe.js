// Runs after axe-core, in every document, in our world. As it comes, axe.run asks the frames by messages, which any script
// of the page hears and can answer in a frame's place. Here it examines its own document only, and whoever called it asks
// each frame in our world of it: for `kommunlint.begin` and `kommunlint.part`, and at last for `kommunlint.finish` here.
(() => {
  const { run, runPartial, finishRun } = axe;
  const FRAME_RULE = "frame-tested";
  let asked = {};
  let own = null;
  let frames = [];
  let begun = null;

  const hasFrames = () => kommunlint.elements().some((element) => element.matches("iframe, frame"));

  // What was found in this document; `frames` gets what axe is to be told of each frame in it.
  const examined = async (context) => {
    frames = hasFrames() ? axe.utils.getFrameContexts(context, asked) : [];
    const found = await runPartial(context, asked);
    // Scripts may have added one, or taken one away: then nobody knows which is which.
    return found.frames.length === frames.length ? found : { ...found, frames: [] };
  };
  const contexts = () => frames.map(({ frameContext }) => frameContext);

  // A part is made to be sent, each of its elements described. What stays here can wait until it is known who is told of.
  const inPlace = async (examine) => {
    const { nodeSerializer } = axe.utils; // not in every version
    nodeSerializer?.update({ toSpec: (element) => element });
    try {
      return await examine();
    } finally {
      nodeSerializer?.update({ toSpec: undefined });
    }
  };

  // The element of a frame by its number.
  kommunlint.frame = (number) => axe.utils.shadowSelect(frames[number].frameSelector);

  // Begin in a frame. Timers do not run in every frame, so nobody waits in it.
  kommunlint.begin = (context, options) => {
    asked = options;
    begun = { over: false };
    examined(context).then(
      (found) => {
        begun = { over: true, part: JSON.stringify(found), frames: contexts() };
      },
      () => {
        begun = { over: true, part: null, frames: [] };
      },
    );
  };
  kommunlint.part = () => begun;

  // The result of the page; `parts` are those of all frames as JSON, null for a frame without one: axe then says that it
  // remains to be tested.
  kommunlint.finish = async (parts) => {
    axe.setup(document); // to describe what was left undescribed
    try {
      return await finishRun([own, ...parts.map((part) => JSON.parse(part))], asked);
    } finally {
      axe.teardown();
    }
  };

  // axe-core before 4.3 knows no other way to its frames than messages: it looks at the page itself.
  const withoutFrames = (options) => {
    const given = { ...options, iframes: false, rules: { ...options.rules, [FRAME_RULE]: { enabled: false } } };
    if (options.runOnly) {
      const values = options.runOnly.values.filter((rule) => rule !== FRAME_RULE);
      given.runOnly = { ...options.runOnly, values };
    }
    return given;
  };

  axe.run = async (options) => {
    asked = runPartial ? options : withoutFrames(options);
    if (!runPartial || !hasFrames()) {
      return run(asked); // nobody to send messages to; a part takes twice the time of a run
    }
    own = await inPlace(() => examined(document));
    return own.frames.length ? { frames: contexts() } : kommunlint.finish([]);
  };

  // axe-core leaves it open whether sound that starts by itself is heard. It is certain of a medium without controls that
  // has sound, is longer than WCAG allows and is played as a whole, on a page with nothing that could stop it.
  const SOUND_RULE = "no-autoplay-audio";
  const ALLOWED_SECONDS = 3;
  const STOPS =
    "button, input:not([type=hidden]), summary, iframe, [role=button], [onclick], [tabindex], [controls], " +
    "a[href^='#'], a[href^='javascript:' i], a:not([href])";

  const hasSound = (medium) => {
    try {
      return medium instanceof HTMLAudioElement || medium.captureStream().getAudioTracks().length > 0;
    } catch {
      return false; // protected, or from another site
    }
  };
  const isHeard = ({ target }) => {
    const medium = target.length === 1 && typeof target[0] === "string" ? document.querySelector(target[0]) : null;
    return (
      medium instanceof HTMLMediaElement &&
      !medium.defaultMuted &&
      medium.duration > ALLOWED_SECONDS &&
      !medium.currentSrc.includes("#") &&
      hasSound(medium)
    );
  };
  const withSound = (violations, incomplete) => {
    const open = incomplete.find(({ id }) => id === SOUND_RULE);
    const heard = open && !kommunlint.elements().some((element) => element.matches(STOPS)) ? open.nodes.filter(isHeard) : [];
    if (!heard.length) {
      return { violations, incomplete };
    }
    const rest = open.nodes.filter((node) => !heard.includes(node));
    const others = incomplete.filter((entry) => entry !== open);
    return {
      violations: [...violations, { ...open, nodes: heard }],
      incomplete: rest.length ? [...others, { ...open, nodes: rest }] : others,
    };
  };

  // What is kept of a result, with the rules that have to be in it.
  const ids = (entries) => entries.map(({ id }) => id);
  kommunlint.account = ({ testEngine, violations, incomplete, passes, inapplicable }) => ({
    engine: testEngine || { name: "axe-core", version: axe.version },
    ...withSound(violations, incomplete),
    passes: ids(passes),
    inapplicable: ids(inapplicable),
    selected: ids(axe._audit.rules.filter((rule) => axe.utils.ruleShouldRun(rule, { page: true }, asked))),
    known: axe.getRules().length,
  });
})();
