import type { DigestSection } from '../../domain/digest.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Fact, LetterSection } from '../letter.js';
import { oneLine } from '../plain.js';
import { answerableFacts, readerOf } from './facts.js';
import type { SectionContext } from './facts.js';
import { worded } from './wording.js';

/** 落后序时进度: to the division and its leader, each target with its two shares. */
export function behindPaceSection(section: DigestSection, context: SectionContext): LetterSection {
  return worded(section, context, {
    title: '落后序时进度',
    tone: 'attention',
    cause: `以下事项报送的完成数低于序时进度，相差${Math.round(context.policy.paceMargin * 100)}个百分点以上。`,
    facts: (notice) => [
      ...(notice.checkpoint ? [{ label: '检查节点', text: oneLine(notice.checkpoint.label) }] : []),
      ...targetFacts(notice),
      ...answerableFacts(notice),
    ],
    request: (notice) =>
      readerOf(notice) === 'above'
        ? '请督促责任处室加快推进，并协调解决存在的困难。'
        : '请查明原因，加快推进，并在下一次报送时说明整改情况。',
    next: '本次报送仍照常审核；事项亮黄灯，至报送的完成数赶上序时进度为止。',
  });
}

function targetFacts({ said, item }: ReleasedNotice): Fact[] {
  return (said.behind ?? []).map(({ target, reached, elapsed }) => ({
    label: `落后指标${target + 1}`,
    text: `${oneLine(item.targets[target]?.text ?? '') || `第${target + 1}项指标`}：已完成${percent(reached)}，序时进度${percent(elapsed)}`,
    strong: true,
  }));
}

/** `40%`; what is not reached is never rounded up to the whole. */
function percent(share: number): string {
  return `${share < 1 ? Math.min(99, Math.round(share * 100)) : Math.floor(share * 100 + 1e-9)}%`;
}
