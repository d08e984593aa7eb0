import type { CommandBody } from '../../domain/command.js';
import type { Day } from '../../domain/instant.js';
import type { Timekeeping } from '../../domain/schedule.js';
import type { ItemRow } from '../../register/queries/items.js';
import { accept, namesOf, Stage, type Deed } from './stage.js';

export type { Deed } from './stage.js';

/** What becomes of an item over the year. */
export type Manner = 'punctual' | 'extended' | 'returned' | 'late' | 'reassigned' | 'silent';

export const mannerNames: Record<Manner, string> = {
  punctual: '按时报送',
  extended: '第二个节点申请延期，获准后按新期限报送',
  returned: '完成数一度落后序时进度，第二次报送被退回一次后重报',
  late: '每次迟报四个工作日，补报；第二次被督查室签发督办通知单',
  reassigned: '年中调整责任单位，由新的处室接办并按时报送',
  silent: '始终未报，经领导批示、催办仍未报',
};

/** Gives each item a manner, in the order of the plan. */
export function castItems(items: ItemRow[]): Map<string, Manner> {
  const manners: Manner[] = ['extended', 'punctual', 'returned', 'late', 'late', 'reassigned', 'silent'];
  return new Map(items.map((item, index) => [item.id, manners[index % manners.length] ?? 'punctual']));
}

/** The divisions that answer for an item jointly, as one name. */
export function leadsOf(item: ItemRow): string {
  return namesOf(item, 'lead').join('、');
}

/** All deeds of the year, in order. Days are the campaign's; `assigned` is the day the assignments went out. */
export function script(items: ItemRow[], assigned: Day, t: Timekeeping): Deed[] {
  const cast = castItems(items);
  const divisions = items.flatMap((item) => item.posts.filter((post) => post.role === 'lead'));
  return items
    .flatMap((item) => {
      const stage = new Stage(item, t);
      const own = namesOf(item, 'lead');
      const other = divisions.find((post) => !own.includes(post.name));
      return scenes[cast.get(item.id) ?? 'punctual'](stage, { assigned, other });
    })
    .sort((a, b) => a.at - b.at);
}

interface Setting {
  assigned: Day;
  /** A division that answers for another item. */
  other: ItemRow['posts'][number] | undefined;
}

const scenes: Record<Manner, (stage: Stage, setting: Setting) => Deed[]> = {
  punctual: (stage, { assigned }) => [
    ...stage.acknowledged(assigned),
    ...stage.tracked.flatMap((checkpoint) => stage.reported(checkpoint)),
    ...stage.closed(),
  ],

  extended: (stage, { assigned }) => {
    const asked = stage.tracked[1] ?? stage.tracked[0];
    return [
      ...stage.acknowledged(assigned),
      ...stage.tracked.flatMap((checkpoint) => {
        if (checkpoint !== asked) return stage.reported(checkpoint);
        const later = stage.day(checkpoint, 10);
        const request: CommandBody = {
          kind: 'requestExtension',
          checkpoint: checkpoint.n,
          due: later,
          reason: '文件需再次征求各区意见，按原期限难以完成',
        };
        const grant: CommandBody = {
          kind: 'decideExtension',
          checkpoint: checkpoint.n,
          grant: true,
          due: null,
          reason: '同意延期，请抓紧办理',
        };
        return [
          stage.deed({ day: stage.day(checkpoint, -4), time: '15:00', body: request }),
          stage.deed({ day: stage.day(checkpoint, -2), time: '10:00', body: grant }, stage.office),
          ...stage.reported({ ...checkpoint, due: stage.instant(later, '17:30') }),
        ];
      }),
      ...stage.closed(asked === undefined ? 1 : 12),
    ];
  },

  // Sent back once in the year: at the second report, when the office knows what it wants to see.
  returned: (stage, { assigned }) => {
    const sentBack = stage.tracked[1] ?? stage.tracked[0];
    return [
      ...stage.acknowledged(assigned),
      ...stage.tracked.flatMap((checkpoint, index) => {
        const last = index === stage.tracked.length - 1;
        const shares = [0.1, 0.45, 0.7, 0.9];
        const figures = stage.figures(last ? 1 : (shares[index] ?? 0.5));
        if (checkpoint !== sentBack) return stage.reported(checkpoint, { figures });
        const { n, label } = checkpoint;
        const back: CommandBody = { kind: 'return', checkpoint: n, reason: '缺少分项完成数，请补充后重报' };
        const first = stage.submit(n, `${label}工作已完成`);
        const again = stage.submit(n, `${label}工作已完成，分项完成数已补充`, figures);
        return [
          stage.deed({ day: stage.day(checkpoint, -3), time: '15:00', body: first }),
          stage.deed({ day: stage.day(checkpoint, -2), time: '10:00', body: back }, stage.office),
          stage.deed({ day: stage.day(checkpoint, 0), time: '11:00', body: again }),
          stage.deed({ day: stage.day(checkpoint, 1), time: '16:00', body: accept(n) }, stage.office),
        ];
      }),
      ...stage.closed(),
    ];
  },

  // The order is drafted on the third working day; it is signed, answered, and discharged by the report of the fourth.
  late: (stage, { assigned }) => {
    const ordered = stage.tracked[1] ?? stage.tracked[0];
    return [
      ...stage.acknowledged(assigned),
      ...stage.tracked.flatMap((checkpoint) => {
        const report = stage.reported(checkpoint, { days: 4, time: '10:00' });
        if (checkpoint !== ordered) return report;
        const { n } = checkpoint;
        const [third, fourth] = [stage.day(checkpoint, 3), stage.day(checkpoint, 4)];
        const issue: CommandBody = { kind: 'issueOrder', checkpoint: n, signatory: stage.principal, due: null };
        const plan = '已组织专班整理材料，明日报送';
        const reply: CommandBody = { kind: 'replyOrder', checkpoint: n, plan, due: fourth, person: '承办人' };
        return [
          stage.deed({ day: third, time: '10:00', body: issue }, stage.office),
          stage.deed({ day: third, time: '15:00', body: reply }),
          ...report,
        ];
      }),
      ...stage.closed(5),
    ];
  },

  reassigned: (stage, { assigned, other }) => {
    const half = Math.ceil(stage.tracked.length / 2);
    const [before, after] = [stage.tracked.slice(0, half), stage.tracked.slice(half)];
    const turning = before.at(-1);
    if (turning === undefined || other === undefined) return scenes.punctual(stage, { assigned, other });
    const leader = stage.item.posts.find((post) => post.role === 'leader')?.id ?? null;
    const body: CommandBody = {
      kind: 'reassign',
      posts: { leads: [other.id], supporting: [], leader, heads: {} },
      from: null,
      reason: '处室职能调整',
    };
    return [
      ...stage.acknowledged(assigned),
      ...before.flatMap((checkpoint) => stage.reported(checkpoint)),
      stage.deed({ day: stage.day(turning, 4), time: '10:00', body }, stage.office),
      stage.deed({ day: stage.day(turning, 5), time: '10:00', body: { kind: 'acknowledge' } }, other.name),
      ...after.flatMap((checkpoint) => stage.reported(checkpoint, { as: other.name })),
      ...stage.closed(),
    ];
  },

  silent: (stage) => {
    const [first, second] = stage.tracked;
    const words = '请承办处室高度重视，倒排工期，月底前务必见成效。';
    return [
      ...(first === undefined
        ? []
        : [stage.deed({ day: stage.day(first, 6), time: '15:00', body: { kind: 'instruct', words } }, stage.leader)]),
      ...(second === undefined
        ? []
        : [
            stage.deed(
              {
                day: stage.day(second, 2),
                time: '10:00',
                body: { kind: 'nudge', checkpoint: second.n, words: '该节点已逾期，请今日内报送办理情况。' },
              },
              stage.office,
            ),
          ]),
    ];
  },
};
