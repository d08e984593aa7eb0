// `node bench/rehearsal.mjs`: how long a year of many items takes to be rehearsed. Compared with the bare rules: the very events
// of the rehearsal, made beforehand, given to `decide` once more. Both are measured in turn, in one process, in processor time.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ITEMS = Number(process.argv[2] ?? 10_000);
const RUNS = 3;
const YEAR = 2017;
const MOST_SECONDS = 10;
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const BUILT = process.env.DUBAN_BUILT ?? path.join(ROOT, 'dist');

if (process.env.DUBAN_BUILT === undefined) {
  execFileSync(process.execPath, [path.join(ROOT, 'embedded', 'bootstrap.mjs'), 'build'], { stdio: 'inherit' });
}
const from = (file) => import(path.join(BUILT, file));
const { rehearse } = await from('domain/rehearsal.js');
const { Moments } = await from('domain/rehearsal/moments.js');
const { playItem } = await from('domain/rehearsal/play-item.js');
const { plannedItem, rehearsedPost } = await from('domain/rehearsal/posts.js');
const { resolveDeeds } = await from('domain/rehearsal/resolve-deeds.js');
const { decide } = await from('domain/lifecycle.js');
const { defaultPolicy } = await from('domain/policy.js');
const { stateCouncilCalendar } = await from('domain/calendar/state-council.js');
const { instantOf } = await from('domain/calendar/zoned.js');
const { nextRelease } = await from('domain/schedule.js');
const { calendarYear } = await from('domain/plan-span.js');

const t = { policy: defaultPolicy, calendar: stateCouncilCalendar };
const at = instantOf(`${YEAR}-01-01`, '08:00', t.policy.zone);
const launch = { at, release: nextRelease(at, t) };
const plan = yearOfItems(ITEMS);

console.log(`${ITEMS} items, four checkpoints each, ${YEAR}; medians of ${RUNS} runs, processor time\n`);
console.log('| behaviour | notices | mails | rehearsal, s | notices a second | bare decide, s | ratio |');
console.log('|---|---|---|---|---|---|---|');
for (const standard of ['silent', 'punctual']) {
  const behaviour = { default: standard, deeds: [] };
  const events = eventsOf(behaviour);
  const [whole, bare] = [[], []];
  let found = { notices: [], mails: [] };
  for (let run = 0; run < RUNS; run += 1) {
    whole.push(seconds(() => (found = rehearse(plan, t, { launch, behaviour }))));
    bare.push(seconds(() => events.forEach(replay)));
  }
  const [spent, base] = [median(whole), median(bare)];
  const { notices, mails } = found;
  const cells = [notices.length, mails.length, spent.toFixed(2), Math.round(notices.length / spent), base.toFixed(2)];
  console.log(`| ${standard} | ${cells.join(' | ')} | ${(spent / base).toFixed(2)} |`);
  if (spent > MOST_SECONDS) process.exitCode = 1;
}

/** Three hundred divisions, thirty leaders; due dates on the quarter ends, as most are, and on other days. */
function yearOfItems(count) {
  const due = [
    ['03-31', '06-30', '09-30', '12-29'],
    ['04-28', '07-31', '10-31', '12-29'],
    ['02-28', '05-31', '08-31', '11-30'],
  ];
  const items = Array.from({ length: count }, (_, index) => {
    const days = due[index % 3].map((day) => `${YEAR}-${day}`);
    return {
      code: `${1 + (index % 40)}.${1 + Math.floor(index / 40)}`,
      leader: `负责人${index % 30}`,
      divisions: [
        { name: `处室${index % 300}`, role: 'lead' },
        { name: `处室${(index + 7) % 300}`, role: 'supporting' },
      ],
      targets: [],
      checkpoints: days.map((day, n) => ({
        label: `${Number(day.slice(5, 7))}月`,
        from: n === 0 ? `${YEAR}-01-01` : days[n - 1],
        due: day,
        why: '',
        contents: [],
      })),
    };
  });
  return { draft: { title: '方案', span: calendarYear(YEAR), principal: '总责任人', items }, roster: [] };
}

/** Each item's events, as the rehearsal makes them. */
function eventsOf(behaviour) {
  const deeds = grouped(resolve(behaviour));
  const moments = new Moments(t);
  const until = instantOf(`${YEAR + 2}-12-31`, '00:00', t.policy.zone);
  return plan.draft.items.map((item) => {
    const events = [];
    const told = (event) => void events.push(event);
    const own = deeds.get(item.code) ?? [];
    const planned = plannedItem(item, plan, rehearsedPost);
    playItem({ item: planned, deeds: own }, { launch, until, postOf: rehearsedPost, moments, told }, t);
    return events;
  });
}

function resolve(behaviour) {
  return resolveDeeds(plan, { behaviour, launch, postOf: rehearsedPost }, t);
}

function grouped(deeds) {
  const found = new Map();
  for (const deed of deeds) found.set(deed.itemCode, [...(found.get(deed.itemCode) ?? []), deed]);
  return found;
}

function replay(events) {
  let state = null;
  for (const event of events) {
    const decision = decide(state, event);
    if (!('refusal' in decision)) state = decision.state;
  }
}

function seconds(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
