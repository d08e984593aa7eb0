/** Widths in characters: digits take half. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 0x80 ? 0.5 : 1), 0);
}

/**
 * How far from the right edge, in characters, issuer and date end: the date four, the issuer centred over it; a long issuer two, the
 * date centred under it.
 */
export function signatureEdges({ issuer, date }: { issuer: string; date: string }): { issuer: number; date: number } {
  const [above, below] = [widthOf(issuer), widthOf(date)];
  const middle = Math.max(4 + below / 2, 2 + above / 2);
  return { issuer: middle - above / 2, date: middle - below / 2 };
}
