import { formStyle } from './form-style.js';
import type { Form, FormBlock } from './form.js';
import { barsFigure } from './page-bars.js';
import { pageTable, slipPage } from './page-table.js';
import { pageText } from './page-text.js';

/**
 * The form as a page to be read and printed, whole in one file: no script, no address, no style but its one sheet, which
 * `formPolicy` allows by its hash.
 */
export function formPage({ title, orientation = 'portrait', blocks }: Form): string {
  return [
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${pageText(title)}</title><style>${formStyle}</style></head>`,
    // Wide tables scroll within it on a narrow screen, by the keyboard too.
    `<body><main class="${orientation}" tabindex="0">`,
    ...blocks.map(blockPage),
    '</main></body></html>\n',
  ].join('\n');
}

function blockPage(block: FormBlock): string {
  switch (block.kind) {
    case 'issuingHead':
      return issuingHead(block);
    case 'title':
      return `<h1>${pageText(block.text)}</h1>`;
    case 'documentNumber':
      return `<p class="number">${pageText(block.text)}</p>`;
    case 'addressee':
      return `<p>${pageText(block.text)}</p>`;
    case 'paragraph':
      return paragraphs(block);
    case 'heading': {
      const tag = block.level === 1 ? 'h2' : 'h3';
      return `<${tag}>${pageText(block.text)}</${tag}>`;
    }
    case 'table':
      return pageTable(block);
    case 'bars':
      return barsFigure(block);
    case 'signature':
      return `<div class="sign"><div><p>${pageText(block.issuer)}</p><p>${pageText(block.date)}</p></div></div>`;
    case 'attachments':
      return `<div class="annex">${block.names.map((name, index) => attachment(name, { index, of: block.names.length })).join('')}</div>`;
    case 'note':
      return `<p class="note">${pageText(block.text)}</p>`;
    case 'replySlip':
      return slipPage(block);
    case 'pageBreak':
      return '<div class="turn"></div>';
  }
}

function paragraphs({ text: whole, lead, indent = true }: FormBlock & { kind: 'paragraph' }): string {
  return whole
    .split('\n')
    .map((each, index) => {
      const opening = index === 0 && lead !== undefined ? `<span class="lead">${pageText(lead)}</span>` : '';
      return `<p${indent ? ' class="in"' : ''}>${opening}${pageText(each)}</p>`;
    })
    .join('\n');
}

function issuingHead({ issuer, number = '', signatory }: FormBlock & { kind: 'issuingHead' }): string {
  const two = signatory === undefined ? '' : `<span>签发人：${pageText(signatory)}</span>`;
  return (
    `<p class="issuer${issuer.length > 9 ? ' long' : ''}">${pageText(issuer)}</p>` +
    `<p class="under${two === '' ? '' : ' two'}"><span>${pageText(number)}</span>${two}</p>`
  );
}

function attachment(name: string, { index, of }: { index: number; of: number }): string {
  return `<p>${index === 0 ? '附件：' : ''}${of === 1 ? '' : `${index + 1}. `}${pageText(name)}</p>`;
}
