import { childNamed, childrenNamed, elementsIn, parseXml, type MarkupElement } from '../markup.js';
import type { DocxStyles } from './docx-styles.js';
import { formatNumber } from '../number-format.js';

/** The numbers that Word gives to paragraphs by itself, in the order in which it is asked for them. */
export interface AutomaticNumbers {
  /** The number before this paragraph as Word shows it, `（一）`, and what divides the two; `null` when it has none. */
  next(paragraph: MarkupElement): string | null;
}

interface Level {
  start: number;
  format: string;
  /** `%1.%2`: what stands between the numbers of the levels. */
  text: string;
  /** `tab`, `space` or `nothing`. */
  suffix: string;
  /** Begins again after this level (1-based) or one above it; 0: never; else after any above. */
  restart: number | undefined;
  /** All numbers in digits, whatever the format of their levels. */
  legal: boolean;
  style: string | undefined;
}

interface Definition {
  id: string;
  levels: Map<number, Level>;
  /** Numbering by a list style: the definition is that of the style's own number. */
  styleLink: string | undefined;
}

interface List {
  definition: string;
  overrides: Map<number, { start: number | undefined; level: Level | undefined }>;
}

const DEEPEST = 8;

export function automaticNumbers(numberingXml: string, styles: DocxStyles): AutomaticNumbers {
  const { definitions, lists } = readLists(numberingXml);
  /** Lists of one definition count on together, so it is the definition that has the counters. */
  const counters = new Map<string, (number | undefined)[]>();
  const begun = new Set<string>();

  const definitionOf = (numId: string, seen = new Set<string>()): Definition | undefined => {
    const definition = definitions.get(lists.get(numId)?.definition ?? '');
    if (definition?.styleLink === undefined || seen.has(numId)) return definition;
    const linked = styles.chain(definition.styleLink)[0]?.numId;
    return linked === undefined ? definition : definitionOf(linked, seen.add(numId));
  };

  return {
    next(paragraph) {
      const place = listPlace(paragraph, styles);
      const list = place && lists.get(place.numId);
      const definition = place && definitionOf(place.numId);
      if (!place || !list || !definition) return null;
      const depth = Math.min(DEEPEST, Math.max(0, place.ilvl ?? levelOfStyle(definition, place.style) ?? 0));
      const levelAt = (index: number) => levelOf(list, definition, index);
      const level = levelAt(depth);
      if (!level) return null;

      const counts = counters.get(definition.id) ?? [];
      counters.set(definition.id, counts);
      // 重新开始于: a list that says where it begins does so when it is first used, whatever was counted before it.
      if (!begun.has(place.numId)) {
        begun.add(place.numId);
        for (const [index, { start }] of list.overrides) if (start !== undefined) counts[index] = undefined;
      }
      counts[depth] = (counts[depth] ?? level.start - 1) + 1;
      for (let below = depth + 1; below <= DEEPEST; below += 1) {
        const restart = levelAt(below)?.restart;
        if (restart === undefined || (restart > 0 && depth < restart)) counts[below] = undefined;
      }
      // A level above that was never used shows the number it would begin with, and keeps it.
      for (let above = 0; above < depth; above += 1) counts[above] ??= levelAt(above)?.start ?? 1;
      return written(level, counts, levelAt);
    },
  };
}

function levelOf(list: List, definition: Definition, index: number): Level | undefined {
  const override = list.overrides.get(index);
  const level = override?.level ?? definition.levels.get(index);
  return level && override?.start !== undefined ? { ...level, start: override.start } : level;
}

function written(
  level: Level,
  counts: readonly (number | undefined)[],
  levelAt: (index: number) => Level | undefined,
): string | null {
  // A bullet is no number, and most are signs of a font that only Word has.
  if (level.format === 'bullet') return null;
  const text = level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    const format = level.legal ? 'decimal' : (levelAt(index)?.format ?? 'decimal');
    return formatNumber(counts[index] ?? 1, format);
  });
  if (text.trim() === '') return null;
  return level.suffix === 'nothing' || /[、）)】〕：，]$/.test(text) ? text : `${text} `;
}

/** Which list the paragraph belongs to: by itself, or by its style or one that this is based on. List 0 is no list. */
function listPlace(paragraph: MarkupElement, styles: DocxStyles) {
  const properties = childNamed(paragraph, 'w:pPr');
  const own = childNamed(properties, 'w:numPr');
  const chain = styles.chain(childNamed(properties, 'w:pStyle')?.attribs['w:val']);
  const numbered = chain.find((style) => style.numId !== undefined);
  const ownId = childNamed(own, 'w:numId')?.attribs['w:val'];
  const numId = ownId ?? numbered?.numId;
  if (numId === undefined || numId === '0') return null;
  const ownLevel = childNamed(own, 'w:ilvl')?.attribs['w:val'];
  const level = ownLevel ?? (ownId === undefined ? chain.find((style) => style.ilvl !== undefined)?.ilvl : '0');
  // A list may name the style of each of its levels; the style itself then need not say which level is its own.
  const style = ownLevel === undefined && ownId === undefined ? numbered?.id : undefined;
  return { numId, ilvl: level === undefined ? undefined : whole(level), style };
}

function levelOfStyle(definition: Definition, style: string | undefined): number | undefined {
  if (style === undefined) return undefined;
  return [...definition.levels].find(([, level]) => level.style === style)?.[0];
}

function readLists(xml: string) {
  const definitions = new Map<string, Definition>();
  const lists = new Map<string, List>();
  for (const element of elementsIn(parseXml(xml))) {
    if (element.name === 'w:abstractNum') {
      const id = element.attribs['w:abstractNumId'] ?? '';
      const levels = new Map(childrenNamed(element, 'w:lvl').map((level) => [levelIndex(level), readLevel(level)]));
      definitions.set(id, { id, levels, styleLink: value(element, 'w:numStyleLink') });
    } else if (element.name === 'w:num') {
      const overrides: List['overrides'] = new Map();
      for (const override of childrenNamed(element, 'w:lvlOverride')) {
        const start = value(override, 'w:startOverride');
        const level = childNamed(override, 'w:lvl');
        overrides.set(levelIndex(override), {
          start: start === undefined ? undefined : whole(start),
          level: level && readLevel(level),
        });
      }
      lists.set(element.attribs['w:numId'] ?? '', { definition: value(element, 'w:abstractNumId') ?? '', overrides });
    }
  }
  return { definitions, lists };
}

function readLevel(element: MarkupElement): Level {
  // Newer formats stand in an AlternateContent, whose fallback every Word understands.
  const fallback = childNamed(childNamed(element, 'mc:AlternateContent'), 'mc:Fallback');
  const restart = value(element, 'w:lvlRestart');
  const legal = childNamed(element, 'w:isLgl');
  return {
    start: whole(value(element, 'w:start') ?? '1'),
    format: value(element, 'w:numFmt') ?? (fallback && value(fallback, 'w:numFmt')) ?? 'decimal',
    text: value(element, 'w:lvlText') ?? '',
    suffix: value(element, 'w:suff') ?? 'tab',
    restart: restart === undefined ? undefined : whole(restart),
    legal: legal !== undefined && !/^(?:0|false|off)$/.test(legal.attribs['w:val'] ?? ''),
    style: value(element, 'w:pStyle'),
  };
}

function levelIndex(element: MarkupElement): number {
  return whole(element.attribs['w:ilvl'] ?? '0');
}

function value(parent: MarkupElement, name: string): string | undefined {
  return childNamed(parent, name)?.attribs['w:val'];
}

function whole(text: string): number {
  const number = Number.parseInt(text, 10);
  return Number.isFinite(number) ? number : 0;
}
