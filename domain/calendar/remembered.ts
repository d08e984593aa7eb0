/** So many answers are remembered; then all are forgotten, so that a worker that runs for years stays as small as it was. */
const MOST = 20_000;

/** What a pure function gave for a key. Schedules of many items ask for the same few days again and again. */
export class Remembered<K, V> {
  private readonly known = new Map<K, V>();

  get(key: K, make: () => V): V {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (this.known.size >= MOST) this.known.clear();
    this.known.set(key, made);
    return made;
  }
}
