import { chineseDateTime, type DateReader } from '../../domain/calendar/chinese-date.js';
import type { ItemRow } from '../../register/queries/items.js';
import { postNames } from './register-table.js';

export function ItemFacts({ item, reader }: { item: ItemRow; reader: DateReader }) {
  return (
    <section class="panel">
      <dl>
        <Fact name="责任事项">{item.heading}</Fact>
        <Fact name="牵头">
          <Acknowledged item={item} role="lead" reader={reader} />
        </Fact>
        <Fact name="配合">
          <Acknowledged item={item} role="supporting" reader={reader} />
        </Fact>
        <Fact name="分管负责人">{postNames(item, 'leader') || '—'}</Fact>
        <Fact name="总责任人">{postNames(item, 'principal') || '—'}</Fact>
        <Fact name="完成时限">{item.deadlineText || '—'}</Fact>
        {item.targets.length > 0 && <Fact name="量化指标">{item.targets.map((target) => target.text).join('；')}</Fact>}
        <Fact name="具体工作内容">
          <Lines lines={item.contents} />
        </Fact>
        <Fact name="工作措施">
          <Lines lines={item.measures} />
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children?: unknown }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Acknowledged({ item, role, reader }: { item: ItemRow; role: string; reader: DateReader }) {
  const posts = item.posts.filter((post) => post.role === role);
  if (posts.length === 0) return <>—</>;
  return (
    <>
      {posts.map((post) => (
        <span class="post">
          {post.name}
          <span class="minor">
            （{post.acknowledgedAt === null ? '未签收' : `${chineseDateTime(post.acknowledgedAt, reader)}签收`}）
          </span>
        </span>
      ))}
    </>
  );
}

function Lines({ lines }: { lines: string[] }) {
  if (lines.length === 0) return <>—</>;
  return (
    <>
      {lines.map((line) => (
        <p>{line}</p>
      ))}
    </>
  );
}
