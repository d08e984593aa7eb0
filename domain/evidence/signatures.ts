import type { EvidenceType } from './evidence-types.js';

/** What begins with bytes of its own. Executables and their like are named by what an officer would call them. */
export type Signed = { type: EvidenceType } | { program: string } | { container: 'zip' | 'ole' } | null;

const programs: [string, string][] = [
  ['MZ', 'Windows 程序（含自解压程序）'],
  ['\x7fELF', 'Linux 程序'],
  ['\xfe\xed\xfa', 'macOS 程序'],
  ['\xce\xfa\xed\xfe', 'macOS 程序'],
  ['\xcf\xfa\xed\xfe', 'macOS 程序'],
  ['\xca\xfe\xba\xbe', '程序'],
  ['\x4c\0\0\0\x01\x14\x02\0', '快捷方式，不是文件本身'],
  ['ITSF', '帮助文件（.chm），可带脚本'],
  ['MSCF', '安装包'],
  ['FWS', 'Flash 动画，可带脚本'],
  ['CWS', 'Flash 动画，可带脚本'],
  ['ZWS', 'Flash 动画，可带脚本'],
];

const types: [string, EvidenceType][] = [
  ['{\\rtf', 'rtf'],
  ['\xff\xd8\xff', 'jpg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['GIF87a', 'gif'],
  ['GIF89a', 'gif'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['AC10', 'dwg'],
  ['Rar!\x1a\x07', 'rar'],
  ['7z\xbc\xaf\x27\x1c', '7z'],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'wmv'],
  ['\x1a\x45\xdf\xa3', 'mkv'],
  ['FLV\x01', 'flv'],
  ['\0\0\x01\xba', 'mpg'],
  ['\0\0\x01\xb3', 'mpg'],
  ['ID3', 'mp3'],
  ['\xff\xfb', 'mp3'],
  ['\xff\xfa', 'mp3'],
  ['\xff\xf3', 'mp3'],
  ['\xff\xf2', 'mp3'],
  ['\xff\xf1', 'aac'],
  ['\xff\xf9', 'aac'],
  ['#!AMR', 'amr'],
  ['OggS', 'ogg'],
  ['fLaC', 'flac'],
];

const inRiff: Record<string, EvidenceType> = { WEBP: 'webp', 'AVI ': 'avi', WAVE: 'wav' };
/** Brands of still pictures; whatever else is in such boxes is sound or film. */
const STILL = /^(?:hei[cxms]|hev[cx]|mif1|msf1|avif|avis)/;

/** `head`: the first bytes of a file, as Latin-1; 1,024 are enough. */
export function signedAs(head: string): Signed {
  const program = programs.find(([start]) => head.startsWith(start));
  if (program !== undefined) return { program: program[1] };
  const found = types.find(([start]) => head.startsWith(start));
  if (found !== undefined) return { type: found[1] };
  if (/^PK(?:\x03\x04|\x05\x06)/.test(head)) return { container: 'zip' };
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return { container: 'ole' };
  const type = boxed(head);
  return type === null ? null : { type };
}

/** Kinds that stand behind a length, or some bytes that do not count. */
function boxed(head: string): EvidenceType | null {
  const fourth = head.slice(4, 8);
  if (head.startsWith('RIFF')) return inRiff[head.slice(8, 12)] ?? null;
  if (fourth === 'ftyp') {
    const brand = head.slice(8, 12);
    return STILL.test(brand) ? 'heic' : brand === 'qt  ' ? 'mov' : 'mp4';
  }
  if (/^(?:moov|mdat|wide)$/.test(fourth)) return 'mov';
  // Two reserved words after the size are always zero.
  if (head.startsWith('BM') && head.slice(6, 10) === '\0\0\0\0') return 'bmp';
  // Some mail gateways leave a few bytes before it.
  return head.slice(0, 1024).includes('%PDF-') && !isMarkup(head) ? 'pdf' : null;
}

/** What a browser would run: a page, a drawing with scripts, XML that refers to either. Told from the first bytes, as Latin-1. */
export function isMarkup(head: string): boolean {
  const wide = /^(?:\xff\xfe|\xfe\xff)/.test(head);
  const text = (wide ? head.slice(2).replaceAll('\0', '') : head.replace(/^\xef\xbb\xbf/, '')).trimStart();
  return /^<[!?a-z]/i.test(text) || /^MIME-Version:/i.test(text);
}
