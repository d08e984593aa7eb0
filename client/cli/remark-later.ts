import { SECOND } from '../../domain/instant.js';

/** Work that takes longer is told to be on its way. */
const PATIENCE = 2 * SECOND;

/** Remarks `text` unless the function it returns is called before. */
export function remarkLater(text: string, remark: (text: string) => void): () => void {
  const timer = setTimeout(() => remark(text), PATIENCE);
  return () => clearTimeout(timer);
}
