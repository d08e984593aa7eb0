import { chineseDateTime, type DateReader } from '../../domain/calendar/chinese-date.js';
import { originNames } from '../../client/item-words.js';
import type { ItemRow } from '../../register/queries/items.js';
import { countedIn, percent } from '../../client/figures.js';
import { postNames } from './register-table.js';
import { Fact } from './fact.js';

interface Props {
  item: ItemRow;
  /** The item of the year before that it goes on with. */
  old: ItemRow | null;
  /** By the place of the target. */
  reached: Map<number, number>;
  reader: DateReader;
}

export function ItemFacts({ item, old, reached, reader }: Props) {
  return (
    <section class="panel">
      <dl>
        {item.origin !== 'document' && (
          <Fact name="来源">
            {originNames[item.origin]}
            {old !== null && (
              <>
                ，结转前为 <a href={`/items/${old.id}`}>{`${old.code} ${old.title}`}</a>
              </>
            )}
          </Fact>
        )}
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
        {item.targets.length > 0 && (
          <Fact name="量化指标">
            {item.targets.map(({ text, quantity, unit }, index) => (
              <p>
                {index + 1}. {text}
                {countedIn({ text, quantity, unit })}
                <Reached value={reached.get(index)} quantity={quantity} unit={unit} />
              </p>
            ))}
          </Fact>
        )}
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

function Reached({ value, quantity, unit }: { value: number | undefined; quantity: number; unit: string }) {
  if (value === undefined) return null;
  const share = quantity > 0 ? `，${percent(value / quantity)}` : '';
  return <span class="minor">{`（已报完成${value}${unit}${share}）`}</span>;
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
