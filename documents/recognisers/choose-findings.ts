import type { PlanWarning } from '../../domain/plan.js';
import type { FoundItem } from './found-item.js';
import { Codes } from './points/item-code.js';
import type { Finding } from './recogniser.js';

/**
 * Of findings that claim the same block the surest stands; of equally sure ones the earlier in the list. What is left
 * comes in the order of the document, its codes unique: the document's own numbers where these suffice.
 */
export function chooseFindings(findings: readonly Finding[]): Finding[] {
  const taken = new Set<unknown>();
  const chosen: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => b.sureness - a.sureness)) {
    if ([...finding.claimed].some((block) => taken.has(block))) continue;
    finding.claimed.forEach((block) => taken.add(block));
    chosen.push(finding);
  }
  return withCodes(chosen.toSorted((a, b) => firstLine(a) - firstLine(b)));
}

function firstLine({ claimed }: Finding): number {
  let first = Infinity;
  for (const { line } of claimed) first = Math.min(first, line);
  return first;
}

function withCodes(findings: Finding[]): Finding[] {
  const own = findings.flatMap(({ items }) => items.map((item) => item.ownNumber ?? item.code));
  const ownSuffice = new Set(own).size === own.length;
  const codes = new Codes();
  return findings.map((finding) => {
    const renamed = new Map<string, string>();
    const items = finding.items.map((item) => {
      const code = codes.next(ownSuffice ? (item.ownNumber ?? item.code) : item.code);
      renamed.set(item.code, code);
      return { ...item, code } satisfies FoundItem;
    });
    const warnings = finding.warnings.map((warning) => renamedIn(warning, renamed));
    return { ...finding, items, warnings };
  });
}

/** A warning speaks of its item by code, in its place and in its sentence. */
function renamedIn(warning: PlanWarning, renamed: ReadonlyMap<string, string>): PlanWarning {
  const { item } = warning.at;
  const code = item === undefined ? undefined : renamed.get(item);
  if (item === undefined || code === undefined || code === item) return warning;
  const message = warning.message.replaceAll(`事项${item}`, `事项${code}`);
  return { ...warning, message, at: { ...warning.at, item: code } };
}
