import { DubanError } from '../../domain/errors.js';
import type { Format } from './format.js';

type UnreadFormat = Exclude<Format, 'docx' | 'xlsx' | 'xls' | 'html' | 'csv' | 'text' | 'pdf' | 'unknown'>;

const DOCUMENT = '请用 Word 或 WPS 打开，另存为 .docx 后再读';
const WORKBOOK = '请用 Excel 或 WPS 打开，另存为 .xlsx 后再读';

/** What the file is, and what to do to have it read. */
const UNSUPPORTED: Partial<Record<UnreadFormat, [what: string, how: string]>> = {
  doc: ['旧版 Word 文档（.doc 或 .wps）', DOCUMENT],
  rtf: ['RTF 文档', DOCUMENT],
  mht: ['单个文件网页（.mht）', `${DOCUMENT}，或用浏览器另存为 .html`],
  ofd: ['OFD 版式文件', '请用阅读软件导出为 .docx 或带文字的 .pdf 后再读'],
  opendocument: [
    'OpenDocument 文件（.odt 或 .ods）',
    '请用 WPS 或 LibreOffice 打开，文档另存为 .docx，表格另存为 .xlsx 后再读',
  ],
  'word-xml': ['XML 格式的 Word 文档', DOCUMENT],
  xml: ['XML 文件', `${DOCUMENT}；表格请另存为 .xlsx`],
  ppt: ['演示文稿', '请把方案正文或任务分解表另存为 .docx 或 .xlsx 后再读'],
  image: ['图片', '请使用原来的 Word 或 Excel 文件，或先做文字识别（OCR）后另存为 .docx'],
  archive: ['压缩文件', '请解压后再读其中的文件'],
  'ole-unknown': ['未能识别的旧版 Office 文件', `${DOCUMENT}；表格${WORKBOOK}`],
};

/** The error for a format that is not read: how to convert it, in one line. */
export function formatRefusal(format: UnreadFormat, fileName: string): DubanError {
  const data = { fileName, format };
  if (format === 'ole-encrypted') {
    const message = `“${fileName}”设有打开密码；请用密码打开后另存为不加密的文件再读。`;
    return new DubanError('file-encrypted', message, data);
  }
  if (format === 'zip') {
    const message = `“${fileName}”是压缩文件，不是 Word 或 Excel 文件；请解压后再读其中的文件。`;
    return new DubanError('file-unreadable', message, data);
  }
  const known = UNSUPPORTED[format];
  if (known)
    return new DubanError('format-unsupported', `“${fileName}”是${known[0]}，不能直接读取；${known[1]}。`, data);
  const message = `无法读取文件“${fileName}”：文件已损坏或不完整。请重新下载，或用 Word、Excel、WPS 打开后另存为 .docx 或 .xlsx 再读。`;
  return new DubanError('file-unreadable', message, data);
}
