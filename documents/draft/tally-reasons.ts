import type { Block, Paragraph, Table } from '../blocks/block.js';
import { isFurniture } from '../blocks/furniture.js';
import { encloses, numberingOf, type NumberingLevel } from '../blocks/numbering.js';
import { backgroundReason, isTimeOnly } from '../recognisers/outline/background-section.js';
import type { PlanFront } from '../recognisers/recogniser.js';
import { annexLines } from '../front/annexes.js';
import { signature } from '../front/front-issuer.js';
import { isAboutDocument, isBreadcrumb, lineOf, workBegins } from '../front/front-lines.js';
import { isOfTitle } from '../front/front-title.js';
import { columnsOf } from './work-like.js';

/** Why a block that no item was made of was left out, as an officer understands it. */
export interface Reason {
  why: string;
  /** Of a kind that is never work, so that nobody need be warned of it. */
  harmless: boolean;
}

const ANNEX = /^附\s?[件表录]?\s?[\d一二三四五六七八九十]{0,2}\s?[:：.、]|^附\s?件\s?\d{0,2}$/u;
const COPIES =
  /^(?:抄\s?[送报]|主\s?送|主题词|此件|[(（](?:此件|联系人|联系电话|公开))|^.{2,20}办公室\s*(?:19|20)\d\d年\d{1,2}月\d{1,2}日印发$/u;
const PRINCIPAL = /^(?:总责任人|总负责人|第一责任人|填[报表](?:单位|人))\s*[:：]/u;
const ADDRESSEES = /^(?:各|.{0,30}(?:局|处|室|办|委|校|园|单位|部门|政府))/u;

/** The reason for every unclaimed block, by where it stands: head, sections, foot. */
export function reasonsOf(blocks: readonly Block[], claimed: ReadonlySet<Block>, front: PlanFront): Map<Block, Reason> {
  const begins = Math.min(
    indexOr(blocks, workBegins(blocks)),
    indexOr(
      blocks,
      blocks.find((block) => claimed.has(block)),
    ),
  );
  const ends = blocks.findLastIndex((block) => claimed.has(block));
  const signed = signature(blocks);
  const sections = new Sections(claimed);
  const reasons = new Map<Block, Reason>();
  const footer = footerOf(blocks, ends);
  const annexes = new Set<Block>(annexLines(blocks));
  blocks.forEach((block, index) => {
    const section = sections.enter(blocks, index);
    if (claimed.has(block)) return;
    if (block.kind === 'table') {
      reasons.set(block, tableReason(block, index < begins));
      return;
    }
    const isSigned = signed !== null && block.line >= signed.first && block.line <= signed.last;
    const found =
      (isSigned ? harmless('落款') : null) ??
      (annexes.has(block) ? harmless('附件说明') : null) ??
      (index < begins ? headReason(block, front) : null) ??
      formReason(block) ??
      (index >= footer ? harmless('网页菜单和页脚') : null) ??
      section;
    reasons.set(block, found ?? { why: '未列入事项的文字', harmless: false });
  });
  return reasons;
}

/** Where the foot of the page begins: from there on nothing is left but debris and short lines between it. */
function footerOf(blocks: readonly Block[], ends: number): number {
  let footer = blocks.length;
  for (let index = blocks.length - 1; index > ends; index -= 1) {
    const block = blocks[index] as Block;
    if (block.kind === 'table') break;
    if (isFurniture(block.text)) footer = index;
    else if (block.text.length > 40 || numberingOf(block.text) !== null || /[。；]$/u.test(block.text)) break;
  }
  return footer;
}

/** What a line is by its form, wherever it stands. */
function formReason({ text, line }: Paragraph): Reason | null {
  const { kind } = lineOf(text, line);
  if (ANNEX.test(text)) return harmless('附件说明');
  if (COPIES.test(text) || PRINCIPAL.test(text)) return harmless('发文信息');
  if (kind === 'furniture' || isFurniture(text) || isBreadcrumb(text)) return harmless('网页菜单和页脚');
  return kind === 'number' || kind === 'letterhead' ? harmless('发文信息') : null;
}

/** What stands before the work: the title, wherever the page repeats it, and whom the document addresses and why. */
function headReason({ text, line }: Paragraph, front: PlanFront): Reason | null {
  if (isOfTitle(text, front.title)) return harmless('标题');
  switch (lineOf(text, line).kind) {
    case 'fields':
    case 'date':
      return harmless('发文信息');
    case 'salutation':
      return harmless(ADDRESSEES.test(text) ? '称谓' : '前言');
    case 'prose':
      return harmless('前言');
    case 'text':
      return line < (front.titleLine ?? 0) ? harmless('网页菜单和页脚') : null;
    default:
      return null;
  }
}

/** Which section a block stands in, while the document is walked through from its start. */
class Sections {
  private open: { level: NumberingLevel; reason: string | null }[] = [];
  /** A heading without a number: 指导思想, by itself on its line. */
  private plain: string | null = null;

  constructor(private readonly claimed: ReadonlySet<Block>) {}

  /** The reason that the block's section gives, or that it is a heading over what was read. */
  enter(blocks: readonly Block[], index: number): Reason | null {
    const block = blocks[index] as Block;
    if (this.claimed.has(block)) this.plain = null;
    if (block.kind === 'table') return null;
    // An annex ends the section it stands after.
    if (ANNEX.test(block.text)) {
      this.open = [];
      this.plain = null;
      return null;
    }
    const number = numberingOf(block.text);
    const title = (number?.rest ?? block.text).split(/[。：:]/u)[0] ?? '';
    const next = blocks[index + 1];
    const below = next?.kind === 'paragraph' ? next.text : '';
    const body = (number?.rest ?? '').slice(title.length + 1) || below;
    const reason =
      backgroundReason(title) ??
      (number && isTimeOnly(title, body) ? `时间和范围（“${title}”一节，不是工作任务）` : null);
    if (number) {
      this.plain = null;
      this.open = this.open.filter(({ level }) => encloses(level, number.level));
      this.open.push({ level: number.level, reason });
    } else if (reason !== null && block.text.length <= 20) this.plain = reason;
    const why = this.open.map((one) => one.reason).find((one) => one !== null) ?? this.plain;
    if (why !== null) return harmless(why);
    return this.isHeadingOfRead(blocks, index) ? harmless('小标题') : null;
  }

  /** A short line with nothing between it and what was read but further headings. */
  private isHeadingOfRead(blocks: readonly Block[], index: number): boolean {
    for (const block of blocks.slice(index, index + 5)) {
      if (this.claimed.has(block)) return true;
      if (block.kind === 'table' || block.text.length > 60 || /[。；;]$/u.test(block.text)) return false;
    }
    return false;
  }
}

/** Only over the work does a table of fields speak of the document; below it, it is an annex's. */
function tableReason(table: Table, isHead: boolean): Reason {
  if (isHead && isAboutDocument(table)) return harmless('发文信息');
  const columns = columnsOf(table);
  return { why: `未识别的表格（栏目：${columns.join('、') || '无'}）`, harmless: false };
}

function harmless(why: string): Reason {
  return { why, harmless: true };
}

function indexOr(blocks: readonly Block[], block: Block | undefined): number {
  return block ? blocks.indexOf(block) : blocks.length;
}
