/** What an office hands in, by what it is looked at with. A file may be named with any extension of its family: WPS and old mail programs mix them freely. */
const families = {
  pdf: { label: 'PDF', extensions: ['pdf'] },
  ofd: { label: 'OFD 版式文件', extensions: ['ofd'] },
  word: { label: 'Word（WPS 文字）文档', extensions: ['doc', 'docx', 'wps', 'dot', 'dotx', 'wpt', 'rtf', 'odt'] },
  sheet: { label: 'Excel（WPS 表格）工作簿', extensions: ['xls', 'xlsx', 'et', 'xlt', 'xltx', 'ett', 'ods'] },
  slides: { label: 'PowerPoint（WPS 演示）', extensions: ['ppt', 'pptx', 'dps', 'pps', 'ppsx', 'pot', 'potx', 'odp'] },
  image: {
    label: '图片',
    extensions: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'heif', 'avif', 'tif', 'tiff', 'bmp'],
  },
  drawing: { label: 'CAD 图纸', extensions: ['dwg'] },
  video: {
    label: '音像文件',
    extensions: [
      ...['mp4', 'm4v', 'mov', '3gp', 'avi', 'wmv', 'mkv', 'webm', 'flv', 'mpg', 'mpeg', 'vob'],
      ...['mp3', 'm4a', 'aac', 'wav', 'wma', 'amr', 'ogg', 'flac'],
    ],
  },
  archive: { label: '压缩包', extensions: ['zip', 'rar', '7z'] },
  text: { label: '纯文本', extensions: ['txt', 'csv', 'tsv', 'log', 'md'] },
} as const;

type Family = keyof typeof families;

/** The types on the allow-list, told from a file's bytes. Old WPS files are `doc`, `xls` or `ppt` by their bytes. */
const familyOf = {
  pdf: 'pdf',
  ofd: 'ofd',
  doc: 'word',
  docx: 'word',
  rtf: 'word',
  odt: 'word',
  xls: 'sheet',
  xlsx: 'sheet',
  ods: 'sheet',
  ppt: 'slides',
  pptx: 'slides',
  odp: 'slides',
  jpg: 'image',
  png: 'image',
  gif: 'image',
  webp: 'image',
  heic: 'image',
  tiff: 'image',
  bmp: 'image',
  dwg: 'drawing',
  mp4: 'video',
  mov: 'video',
  avi: 'video',
  wmv: 'video',
  mkv: 'video',
  flv: 'video',
  mpg: 'video',
  mp3: 'video',
  aac: 'video',
  wav: 'video',
  amr: 'video',
  ogg: 'video',
  flac: 'video',
  zip: 'archive',
  rar: 'archive',
  '7z': 'archive',
  txt: 'text',
} as const satisfies Record<string, Family>;

export type EvidenceType = keyof typeof familyOf;

export function typeLabel(type: EvidenceType): string {
  return families[familyOf[type]].label;
}

/** Whether a file of that type may be named so; one without an extension may. `extension`: without the dot, as written. */
export function fitsName(type: EvidenceType, extension: string): boolean {
  const allowed: readonly string[] = families[familyOf[type]].extensions;
  return extension === '' || allowed.includes(extension.toLowerCase());
}

/** The extension of a file's name, without its dot; empty where it has none. */
export function extensionOf(name: string): string {
  return /.\.([^.\s]{1,8})$/u.exec(name)?.[1] ?? '';
}
