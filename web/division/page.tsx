import { checkpointLit, latenessText } from '../../client/lit.js';
import { chineseDate, chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { checkpointStatusNames } from '../../domain/light.js';
import { LightMark } from '../views/lights.js';
import { sizeText } from '../views/submissions.js';
import { Timeline } from '../views/timeline.js';
import { AcknowledgeForm, ExtensionForm, ReplyForm, ReportForm, type FormProps } from './forms.js';
import type { Said } from './said.js';
import { canDo, type Standing } from './standing.js';
import { askLine, DivisionLayout, SaidPanel } from './views.js';
import { Fact } from '../views/fact.js';

/** What is asked and why, what its reader can do, and what has happened since. */
export function DivisionPage({ said, ...props }: FormProps & { said: Said | null }) {
  const { standing } = props;
  const { item, link, contacts, draft, sent, story, reader } = standing;
  const labels = new Map(item.checkpoints.map(({ n, label }) => [n, label]));
  const posts = new Map(item.posts.map(({ id, name }) => [id, name]));
  const reports = canDo(standing, 'submit') || canDo(standing, 'contribute');
  return (
    <DivisionLayout title={`事项 ${item.code}`}>
      {said !== null && <SaidPanel {...said} />}
      <h1>
        <span class="code">{item.code}</span> {item.title || item.heading}
      </h1>
      <Asked standing={standing} />
      <Waiting standing={standing} />
      {canDo(standing, 'replyOrder') && <ReplyForm {...props} />}
      {canDo(standing, 'acknowledge') && <AcknowledgeForm {...props} />}
      {reports && <ReportForm {...props} />}
      {canDo(standing, 'requestExtension') && <ExtensionForm {...props} />}
      {sent.length > 0 && !(canDo(standing, 'submit') && draft === null) && <Sent standing={standing} />}
      <section>
        <h2>办理情况</h2>
        <Timeline entries={story} labels={labels} posts={posts} reader={reader} />
      </section>
      <p class="note">
        {askLine(contacts)}本页面仅供{link.postName}（{link.personName}）办理本事项，请勿转发邮件中的链接。
      </p>
    </DivisionLayout>
  );
}

/** What its reader need not do now, and why. */
function Waiting({ standing }: { standing: Standing }) {
  const { waiting, pending, item, reader, deeds } = standing;
  const lines = waiting.map(
    ({ at, id }) => `${chineseDateTime(at, reader)}的提交已收到，系统正在办理（编号${id.slice(-8)}）。`,
  );
  if (pending === 'head') lines.push('材料已提交，待本处室负责人审签；审签前可以更换材料重新报送。');
  if (pending === 'dispute') lines.push('已申请调整责任单位，待督查室答复；答复前仍按原期限办理。');
  if (item.status === 'frozen') lines.push('本事项已冻结，恢复前不再催报；已有材料的，仍可报送。');
  const why = deeds.get('submit') ?? deeds.get('contribute') ?? null;
  if (why !== null && waiting.length === 0) lines.push(why);
  if (lines.length === 0) return <></>;
  return (
    <section class="panel">
      {lines.map((line) => (
        <p>{line}</p>
      ))}
    </section>
  );
}

/** What the division has handed in, for it to be sure of it. */
function Sent({ standing: { sent, item, reader } }: { standing: Standing }) {
  return (
    <section class="panel">
      <h2>已报送的内容</h2>
      {sent.map(({ at, text, figures, files }) => (
        <div class="sent">
          <p class="minor">{chineseDateTime(at, reader)}</p>
          {text !== '' && <p class="words">{text}</p>}
          {figures.map(({ target, value }) => (
            <p>
              {item.targets[target]?.text}：已完成{value}
              {item.targets[target]?.unit}
            </p>
          ))}
          {files.map(({ name, size }) => (
            <p>
              {name} <span class="minor">{sizeText(size)}</span>
            </p>
          ))}
        </div>
      ))}
    </section>
  );
}

function Asked({ standing: { item, campaign, checkpoint, reader, link, story } }: { standing: Standing }) {
  const context = { ...reader, status: item.status };
  const named = (role: string): string =>
    item.posts
      .filter((post) => post.role === role)
      .map(({ name }) => name)
      .join('、');
  const late = checkpoint === null ? null : latenessText(checkpoint, context);
  const returned = story.findLast(
    (entry) =>
      entry.kind === 'event' &&
      ['returned', 'declined'].includes(entry.event) &&
      entry.checkpoint === link.checkpoint &&
      checkpoint?.submittedAt === null,
  );
  const reason = returned?.kind === 'event' ? returned.detail['reason'] : undefined;
  return (
    <section class="panel">
      <dl>
        {checkpoint !== null && (
          <>
            <Fact name="报送期限">
              <span class="due">{chineseDateTime(checkpoint.due, reader)}</span>（“{checkpoint.label}”节点）
              {checkpoint.requestedDue !== null && (
                <p class="minor">已申请延期至{chineseDate(checkpoint.requestedDue, reader)}，待审批。</p>
              )}
            </Fact>
            <Fact name="目前状态">
              <LightMark {...checkpointLit(checkpoint, context)} />　{checkpointStatusNames[checkpoint.status]}
              {late !== null && <span class="late">　{late}</span>}
            </Fact>
            {typeof reason === 'string' && <Fact name="退回理由">{reason}</Fact>}
            <Lines name="应报内容" lines={checkpoint.contents} />
          </>
        )}
        {link.checkpoint === 0 && (
          <Lines
            name="报送节点"
            lines={
              item.checkpoints.length === 0
                ? ['由督查室另行确定。']
                : item.checkpoints.map(({ label, due }) => `${label}：${chineseDateTime(due, reader)}`)
            }
          />
        )}
      </dl>
      <details open={link.checkpoint === 0}>
        <summary>事项内容和责任分工</summary>
        <dl>
          <Fact name="交办依据">
            {campaign.title}（{campaign.span}）
          </Fact>
          {item.title !== '' && item.heading !== item.title && <Fact name="责任事项">{item.heading}</Fact>}
          <Fact name="牵头">{named('lead') || '—'}</Fact>
          {named('supporting') !== '' && <Fact name="配合">{named('supporting')}</Fact>}
          {named('leader') !== '' && <Fact name="分管负责人">{named('leader')}</Fact>}
          <Lines name="工作内容" lines={item.contents} />
          <Lines name="工作措施" lines={item.measures} />
        </dl>
      </details>
    </section>
  );
}

function Lines({ name, lines }: { name: string; lines: string[] }) {
  if (lines.length === 0) return <></>;
  return (
    <Fact name={name}>
      {lines.map((line) => (
        <p>{line}</p>
      ))}
    </Fact>
  );
}
