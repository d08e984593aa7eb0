const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** What stands in every element of a name; of the flat answers of S3, in which none holds another of its name. */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^]*?)</${name}>`, 'g'))].map(([, inner = '']) => inner);
}

/** The text of the first element of a name; empty without one. */
export function textOf(xml: string, name: string): string {
  const [inner = ''] = elements(xml, name);
  return inner.replace(/&(#\d+|#x[\da-f]+|\w+);/gi, (all, code: string) => {
    if (!code.startsWith('#')) return entities[code] ?? all;
    return String.fromCodePoint(/^#x/i.test(code) ? parseInt(code.slice(2), 16) : Number(code.slice(1)));
  });
}
