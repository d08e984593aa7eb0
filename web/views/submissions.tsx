import type { EvidenceFile } from '../../domain/command.js';
import { chineseDateTime, type DateReader } from '../../domain/calendar/chinese-date.js';
import { headName } from '../../client/event-text.js';
import type { Target } from '../../domain/plan.js';
import type { SubmissionRow } from '../../register/queries/timeline.js';
import type { Standing } from '../../register/standing-of.js';

interface Props {
  submissions: SubmissionRow[];
  /** Those that wait for the signature of the division's head. */
  drafts: Standing['drafts'];
  /** The item's, for the units of figures. */
  targets: Target[];
  labels: Map<number, string>;
  reader: DateReader;
}

/** What was sent back, or replaced by a later one, is on record and waits no more. */
function kindName({ kind, checkpoint, actor, at }: SubmissionRow, drafts: Standing['drafts']): string {
  if (kind !== 'draft') return '补充材料';
  const waits = drafts.some((one) => one.checkpoint === checkpoint && one.division.name === actor && one.at === at);
  return waits ? '待审签' : '未经审签';
}

export function Submissions({ submissions, drafts, targets, labels, reader }: Props) {
  if (submissions.length === 0) return <p class="empty">尚无报送。</p>;
  return (
    <table class="stacking">
      <thead>
        <tr>
          <th>节点</th>
          <th>报送时间</th>
          <th>报送单位</th>
          <th>报送内容</th>
          <th>佐证材料</th>
        </tr>
      </thead>
      <tbody>
        {submissions.map((submission) => (
          <tr>
            <td data-label="节点" class="nowrap">
              {labels.get(submission.checkpoint) ?? submission.checkpoint}
              {submission.kind !== 'report' && <div class="minor">{kindName(submission, drafts)}</div>}
            </td>
            <td data-label="报送时间">
              {chineseDateTime(submission.at, reader)}
              {submission.late && <div class="late">逾期补报</div>}
            </td>
            <td data-label="报送单位">
              <span>{submission.actor}</span>
              {submission.confirmedBy !== null && submission.confirmedAt !== null && (
                <div class="minor">
                  {headName(submission.confirmedBy)}
                  {chineseDateTime(submission.confirmedAt, reader)}审签
                </div>
              )}
            </td>
            <td data-label="报送内容">
              <span>{submission.text || (submission.figures.length === 0 ? '—' : '')}</span>
              {submission.figures.map(({ target, value }) => (
                <div class="minor">
                  指标{target + 1}完成{value}
                  {targets[target]?.unit ?? ''}
                </div>
              ))}
            </td>
            <td data-label="佐证材料">
              {submission.files.length === 0 ? '—' : submission.files.map((file) => <File {...file} />)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function File({ sha256, name, size }: EvidenceFile) {
  return (
    <p class="file">
      <a href={`/evidence/${sha256}/${encodeURIComponent(name)}`}>{name}</a> <span class="minor">{sizeText(size)}</span>
    </p>
  );
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
