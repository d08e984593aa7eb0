import { shortDate, type DateReader } from '../domain/calendar/chinese-date.js';
import type { DivisionStanding } from '../domain/division-standing.js';
import type { Letter } from './letter.js';
import { oneLine } from './plain.js';

/** So many divisions; a leader with more reads on in the console. */
const SHOWN = 15;

/** 各处室情况: a leader's divisions at a glance, above all else; nothing where there is nothing to say. */
export function glanceOf(standings: DivisionStanding[], reader: DateReader): Letter['glance'] {
  if (standings.length === 0) return null;
  const rows = standings
    .slice(0, SHOWN)
    .map(({ division, ...of }) => [
      oneLine(division),
      ...[of.overdue, of.dueThisWeek, of.inReview, of.asked].map(String),
    ]);
  const more = standings.length > SHOWN ? `，共${standings.length}个处室，列前${SHOWN}个` : '';
  const heads = ['处室', '逾期', '本周到期', '待审核', '待批延期'];
  const widths = [28, 14, 22, 17, 22];
  return {
    title: `各处室情况（单位：节点，截至${shortDate(reader.now, reader)}${more}）`,
    table: { columns: heads.map((head, i) => ({ head, width: widths[i]! })), rows },
  };
}
