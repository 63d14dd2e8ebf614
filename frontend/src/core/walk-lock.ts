/** One tab records a walk; a second one that goes on with it takes it over. */
const NAME = 'modu-walk';

/** Takes the walk from whoever has it. `taken` is called when another tab does the same; answers how to let go. */
export function holdWalk(taken: () => void): () => void {
  const locks = globalThis.navigator?.locks;
  if (!locks) return () => {};
  let release: () => void = () => {};
  let released = false;
  const until = new Promise<void>((done) => {
    release = () => {
      released = true;
      done();
    };
  });
  locks
    .request(NAME, { steal: true }, () => until)
    .catch(() => {
      if (!released) taken();
    });
  return release;
}
