/** A page's text: by its byte order mark, by what its head says of itself, else UTF-8 or GB18030, whichever fits. */
export function decodeHtml(bytes: Uint8Array): string {
  const marked = MARKS.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return new TextDecoder(marked.encoding).decode(bytes);

  const declared = declaredEncoding(bytes);
  const utf8 = strictly('utf-8', bytes);
  // A page saved anew may keep the old declaration. Chinese in another encoding is never UTF-8 for long.
  if (utf8 !== null && (declared === null || declared === 'utf-8' || /[^\0-\x7f]{20}/.test(utf8))) return utf8;
  if (declared !== null && declared !== 'utf-8') {
    // One bad byte, as sites that cut texts leave them, shows as a replacement sign and spoils no more than itself.
    return strictly(declared, bytes) ?? new TextDecoder(declared).decode(bytes);
  }
  const gb = strictly('gb18030', bytes);
  return gb ?? fewestReplaced(bytes);
}

const MARKS = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** Browsers too look for the declaration in the first bytes only. */
const HEAD = 4096;

function declaredEncoding(bytes: Uint8Array): 'utf-8' | 'gb18030' | 'big5' | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  const name = /<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([\w-]{2,20})/i.exec(
    head,
  )?.[1];
  if (name === undefined) return null;
  if (/^(?:gb2312|gbk|gb18030|x-gbk|gb_2312-80)$/i.test(name)) return 'gb18030';
  if (/^(?:big5|big5-hkscs|x-x-big5)$/i.test(name)) return 'big5';
  // Chinese pages that declare a western encoding carry the declaration of the tool that made them.
  return /^utf-?(?:8|16)/i.test(name) ? 'utf-8' : null;
}

function fewestReplaced(bytes: Uint8Array): string {
  const texts = ['utf-8', 'gb18030'].map((encoding) => new TextDecoder(encoding).decode(bytes));
  const [utf8 = '', gb = ''] = texts;
  return replaced(utf8) <= replaced(gb) ? utf8 : gb;
}

function replaced(text: string): number {
  return text.split('\ufffd').length - 1;
}

function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
