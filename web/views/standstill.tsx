import type { Child } from 'hono/jsx';
import { chineseDateTime, type DateReader } from '../../domain/calendar/chinese-date.js';
import { isAtRest } from '../../register/at-rest.js';
import type { Database } from '../../register/database.js';
import { openRestoration } from '../../register/restoration.js';

/** Why nothing is sent at present; null while notices go out. */
export async function standstill(db: Database, reader: DateReader): Promise<Child> {
  if (await isAtRest(db)) {
    return <p class="panel standstill">本台账由卷宗还原，仅供查阅，不办理事项、不发送通知。</p>;
  }
  const restoration = await openRestoration(db);
  if (restoration === null) return null;
  return (
    <p class="panel standstill">
      台账已由{chineseDateTime(restoration.backedUpAt, reader)}的备份恢复，尚未核对，现不发任何通知。请运行{' '}
      <code>duban reconcile</code> 核对，确认后加 <code>--apply</code> 恢复发送。
    </p>
  );
}
