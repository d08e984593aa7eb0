/** Where content is kept, in a folder and in a bucket alike: `ab/cd/<sha256>`, so that either can be copied into the other. */
export function placeOf(sha256: string): string {
  if (!isSha256(sha256)) throw new RangeError(`not a SHA-256: ${sha256}`);
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}

export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** The hash of the content kept at a place; `null` for a place where none is kept. */
export function contentAt(place: string): string | null {
  const name = place.slice(6);
  return isSha256(name) && placeOf(name) === place ? name : null;
}
