import { campaignCalendar } from '../../domain/calendar/pinned-calendar.js';
import { dayOf } from '../../domain/calendar/zoned.js';
import { openYears, unreachablePosts } from '../../register/doctor/ailments.js';
import { installedCalendar } from '../../register/holiday-notices.js';
import type { Check } from './check.js';

export const rosterChecks: Check[] = [
  {
    id: 'posts',
    name: '岗位邮箱',
    needs: 'schema',
    async run({ duban }) {
      const posts = await unreachablePosts(duban.db);
      if (posts.length === 0) return { level: 'ok', text: '在办事项的岗位都有收件人' };
      const names = `${posts.slice(0, 5).join('、')}${posts.length > 5 ? `等${posts.length}个岗位` : ''}`;
      return { level: 'bad', text: `${names}没有收件人，通知无法送达`, todo: '请用 duban post 登记' };
    },
  },
  {
    id: 'holidays',
    name: '放假安排',
    needs: 'schema',
    async run({ duban, now, settings: { zone = 'Asia/Shanghai' } }) {
      const installed = await installedCalendar(duban.db, duban.calendar);
      const open = await openYears(duban.db);
      const unknown = open.filter(({ calendar, year }) => !campaignCalendar(calendar, installed).isPublished(year));
      const [behind, unpublished] = [true, false].map((is) =>
        unknown.filter(({ year }) => installed.isPublished(year) === is),
      );
      const first = behind?.[0];
      if (first !== undefined) {
        const text = `《${first.title}》的日期未按已有的${first.year}年放假安排推算`;
        return { level: 'warn', text, todo: '请用 duban replan 查看并应用' };
      }
      const years = [...new Set(unpublished?.map(({ year }) => year))];
      if (years.length === 0) return { level: 'ok', text: '在办节点所在年度的放假安排齐全' };
      const checkpoints = unpublished?.reduce((sum, row) => sum + row.checkpoints, 0) ?? 0;
      const text = `${years.join('、')}年放假安排尚未录入，${checkpoints}个在办节点暂按周末推算`;
      // The State Council announces a year in the autumn before it.
      const day = dayOf(now, zone);
      const late = years.some((year) => day >= `${year - 1}-11-15`);
      if (!late) return { level: 'ok', text };
      return { level: 'warn', text, todo: '国务院办公厅通知公布后，请用 duban replan --holidays 录入' };
    },
  },
];
