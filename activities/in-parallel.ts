/**
 * Does `work` for each of a list, so many at once, in its order. Tells after each how many from the start on are all done: who
 * is killed goes on from there. After a failure it begins nothing more, lets what it has begun end, and fails.
 */
export async function inParallel<T>(
  list: readonly T[],
  atOnce: number,
  { work, done }: { work: (item: T, index: number) => Promise<void>; done: (count: number) => void },
): Promise<void> {
  const ended = new Set<number>();
  const failures: unknown[] = [];
  let next = 0;
  let count = 0;

  async function lane(): Promise<void> {
    while (next < list.length && failures.length === 0) {
      const index = next;
      next += 1;
      try {
        await work(list[index] as T, index);
      } catch (error) {
        failures.push(error);
        return;
      }
      ended.add(index);
      while (ended.delete(count)) count += 1;
      done(count);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane));
  if (failures.length > 0) throw failures[0];
}
