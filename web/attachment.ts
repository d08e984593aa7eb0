/**
 * A file to be saved under its own name, whatever signs it has (RFC 6266), without what would be a path, a line of its own, or
 * a trick of direction where it is saved.
 */
export function attachment(name: string): string {
  const safe = name.toWellFormed().replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\\/]/gu, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
