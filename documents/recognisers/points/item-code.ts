/** Gives codes that no item of a recogniser has yet. */
export class Codes {
  readonly #used = new Set<string>();
  /** The last number tried for a code, for a document may repeat one thousands of times. */
  readonly #last = new Map<string, number>();

  /** The code itself, or when it is taken the first of 2.1-2, 2.1-3 … that is free. */
  next(code: string): string {
    let free = code;
    if (this.#used.has(code)) {
      let n = this.#last.get(code) ?? 1;
      do free = `${code}-${(n += 1)}`;
      while (this.#used.has(free));
      this.#last.set(code, n);
    }
    this.#used.add(free);
    return free;
  }
}
