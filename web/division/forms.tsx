import type { PropsWithChildren } from 'hono/jsx';
import { countedIn } from '../../client/figures.js';
import { addDays } from '../../domain/calendar/civil-day.js';
import { dayOf } from '../../domain/calendar/zoned.js';
import { chineseDate, chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { defaultEvidenceLimits, type EvidenceLimits } from '../../domain/evidence/evidence-limits.js';
import { sizeText } from '../views/submissions.js';
import type { Fields } from './read-form.js';
import { markOf } from './act.js';
import { canDo, type Standing } from './standing.js';

export interface FormProps {
  standing: Standing;
  /** Hidden in every form: that it is ours, and what makes a double click one deed. */
  marks: { token: string; nonce: string };
  /** What was typed and not taken. */
  typed: Fields;
  limits?: EvidenceLimits | undefined;
}

function Form({ marks, children }: PropsWithChildren<Pick<FormProps, 'marks'>>) {
  return (
    <form method="post" enctype="multipart/form-data">
      <input type="hidden" name="token" value={marks.token} />
      <input type="hidden" name="nonce" value={marks.nonce} />
      {children}
    </form>
  );
}

function Do({ deed, text, main }: { deed: string; text: string; main?: true }) {
  return (
    <button name="do" value={deed} class={main && 'main'}>
      {text}
    </button>
  );
}

/** 签收, and what to do where the item is not theirs. */
export function AcknowledgeForm({ standing, marks, typed }: FormProps) {
  return (
    <section class="panel" id="acknowledge">
      <h2>签收</h2>
      <p>
        {standing.link.postName}已收到本事项，按要求办理的，请签收。
        {canDo(standing, 'submit') && '报送材料即视为签收。'}
        {standing.pending === 'dispute' && '签收即撤回调整申请。'}
      </p>
      <Form marks={marks}>
        <div class="buttons">
          <Do deed="acknowledge" text="签收" main />
        </div>
      </Form>
      {canDo(standing, 'dispute') && (
        <details open={typed['do'] === 'dispute'}>
          <summary>不属于本处室职责？申请调整</summary>
          <Form marks={marks}>
            <label for="dispute-reason">申请调整的理由</label>
            <textarea id="dispute-reason" name="reason" class="short" required>
              {typed['do'] === 'dispute' ? typed['reason'] : ''}
            </textarea>
            <div class="buttons">
              <Do deed="dispute" text="提交申请" />
            </div>
          </Form>
        </details>
      )}
    </section>
  );
}

/** 报送, or 补充材料 of a supporting division: text, figures and files, kept as a draft until they are handed in. */
export function ReportForm({ standing, marks, typed, limits = defaultEvidenceLimits }: FormProps) {
  const { draft, sent, item, reader } = standing;
  const reports = canDo(standing, 'submit');
  // What came back is mended, not written anew.
  const before = draft === null && reports ? sent.at(-1) : undefined;
  const { text, figures, files } = draft ?? before ?? { text: '', figures: [], files: [] };
  const known = new Map(figures.map(({ target, value }) => [target, String(value)]));
  const verb = reports ? '报送' : '提交补充材料';
  return (
    <section class="panel" id="report">
      <h2>{reports ? '报送' : '补充材料'}</h2>
      {draft !== null && (
        <p class="note">
          草稿：{draft.savedBy}于{chineseDateTime(draft.savedAt, reader)}
          {draft.savedVia === 'mail' ? '以邮件回复' : '保存'}，尚未{verb}。
        </p>
      )}
      {before !== undefined && <p class="note">以下为上次报送的内容，请修改后重新报送。</p>}
      <Form marks={marks}>
        <input type="hidden" name="before" value={markOf(draft?.text ?? '')} />
        {before !== undefined && <input type="hidden" name="from" value="sent" />}
        <button name="do" value="save" class="enter" tabindex={-1} aria-hidden="true">
          保存草稿
        </button>
        <label for="text">{reports ? '完成情况' : '说明'}</label>
        <textarea id="text" name="text">
          {`\n${text}`}
        </textarea>
        {reports &&
          item.targets.map((target, i) => (
            <>
              <label for={`figure-${String(i)}`}>
                {target.text}：截至目前完成数{target.unit === '' ? '' : `（${target.unit}）`}
                {countedIn(target)}
              </label>
              <input
                id={`figure-${String(i)}`}
                name={`figure-${String(i)}`}
                inputmode="decimal"
                autocomplete="off"
                value={typed[`figure-${String(i)}`] ?? known.get(i) ?? ''}
              />
            </>
          ))}
        <label for="files">佐证材料</label>
        {files.length > 0 && (
          <ul class="kept">
            {files.map(({ sha256, name, size }) => (
              <li>
                <span>
                  {name} <span class="minor">{sizeText(size)}</span>
                </span>
                <button name="do" value={`remove:${sha256}`} class="small" aria-label={`移除${name}`}>
                  移除
                </button>
              </li>
            ))}
          </ul>
        )}
        <input id="files" type="file" name="files" multiple />
        <p class="note">
          可一次选择多个文件，也可拖到框内；共不超过{limits.files}个，每个不超过{Math.floor(limits.size / 1024 / 1024)}{' '}
          MB。
        </p>
        <div class="buttons">
          <Do deed={reports ? 'submit' : 'contribute'} text={verb} main />
          <Do deed="save" text="保存草稿" />
        </div>
      </Form>
    </section>
  );
}

export function ExtensionForm({ standing, marks, typed }: FormProps) {
  const { checkpoint, reader } = standing;
  if (checkpoint === null) return null;
  const again = typed['do'] === 'requestExtension';
  return (
    <section class="panel" id="extension">
      <details open={again}>
        <summary>不能按期完成？申请延期</summary>
        <p class="note">须在{chineseDateTime(checkpoint.due, reader)}前提出，由督查室审定；批准前仍按原期限办理。</p>
        <Form marks={marks}>
          <label for="due">延期至</label>
          <input
            id="due"
            name="due"
            type="date"
            required
            min={addDays(dayOf(checkpoint.due, reader.zone), 1)}
            value={again ? typed['due'] : ''}
          />
          <label for="reason">理由</label>
          <textarea id="reason" name="reason" class="short" required>
            {again ? typed['reason'] : ''}
          </textarea>
          <div class="buttons">
            <Do deed="requestExtension" text="提交申请" />
          </div>
        </Form>
      </details>
    </section>
  );
}

/** 回执 to a supervision order. */
export function ReplyForm({ standing, marks, typed }: FormProps) {
  const { order, reader } = standing;
  if (order === null) return null;
  const again = typed['do'] === 'replyOrder';
  return (
    <section class="panel" id="reply">
      <h2>督办通知单回执</h2>
      <p>
        {order.number ?? ''}
        {order.replyBy !== null && `，请于${chineseDate(order.replyBy, reader)}前回执。`}
      </p>
      <Form marks={marks}>
        <label for="plan">办理措施</label>
        <textarea id="plan" name="plan" class="short" required>
          {again ? typed['plan'] : ''}
        </textarea>
        <label for="done-by">完成日期</label>
        <input id="done-by" name="due" type="date" required value={again ? typed['due'] : ''} />
        <label for="person">责任人</label>
        <input id="person" name="person" required autocomplete="off" value={again ? typed['person'] : ''} />
        <div class="buttons">
          <Do deed="replyOrder" text="提交回执" main />
        </div>
      </Form>
    </section>
  );
}
