/** Has the second click of a form wait for the first, which it would else meet half done. */
export function turns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const done = (last.get(key) ?? Promise.resolve()).then(work);
    const over: Promise<unknown> = done.catch(() => undefined).then(() => last.get(key) === over && last.delete(key));
    last.set(key, over);
    return done;
  };
}
