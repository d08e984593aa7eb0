/** Lines for the person who runs a launcher. */
export interface Progress {
  readonly say: (line: string) => void;
  /** Does one step and says how long it took. */
  readonly step: <T>(what: string, work: () => Promise<T>) => Promise<T>;
}

export function openProgress(write: (text: string) => void): Progress {
  const say = (line: string): void => write(`${line}\n`);
  return {
    say,
    async step(what, work) {
      const began = performance.now();
      const result = await work();
      say(`  ${what} … ${((performance.now() - began) / 1000).toFixed(1)} 秒`);
      return result;
    },
  };
}
