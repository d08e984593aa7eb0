import { SECOND } from '../../domain/instant.js';

/** Says what is being done, once that takes longer than two seconds, and every few seconds from then on. */
export function progressTo(remark: (text: string) => void): (text: string) => void {
  let next = performance.now() + 2 * SECOND;
  return (text) => {
    if (performance.now() < next) return;
    next = performance.now() + 3 * SECOND;
    remark(text);
  };
}
