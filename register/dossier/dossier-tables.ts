import type { Register } from '../schema.js';

type Table = keyof Register;

/** How a table's rows belong to a campaign, and their order in a dossier: such that nothing refers to what comes later. */
interface DossierTable {
  name: Table;
  /** The office's own, whole: names that ids stand for. `campaign`: by its column. `item`: those of its items, item by item. */
  of: 'office' | 'campaign' | 'item' | 'mail';
  order: string;
}

export const DOSSIER_TABLES: readonly DossierTable[] = [
  { name: 'person', of: 'office', order: 'id' },
  { name: 'post', of: 'office', order: 'id' },
  { name: 'holding', of: 'office', order: 'post_id, contact' },
  { name: 'delegation', of: 'office', order: 'id' },
  { name: 'holiday_notice', of: 'office', order: 'year' },
  { name: 'order_counter', of: 'office', order: 'office_id, year' },
  { name: 'campaign', of: 'campaign', order: 'id' },
  { name: 'plan_version', of: 'campaign', order: 'n' },
  { name: 'bulk', of: 'campaign', order: 'at, id' },
  { name: 'bulletin', of: 'campaign', order: 'period' },
  { name: 'bulletin_row', of: 'campaign', order: 'period, position' },
  { name: 'audit_anchor', of: 'campaign', order: 'n' },
  { name: 'item', of: 'item', order: 'id' },
  { name: 'item_post', of: 'item', order: 'position, post_id' },
  { name: 'checkpoint', of: 'item', order: 'n' },
  { name: 'command', of: 'item', order: 'at, id' },
  { name: 'submission', of: 'item', order: 'at, id' },
  { name: 'evidence', of: 'item', order: 'submission_id, position' },
  { name: 'mail', of: 'mail', order: 'copy_of is not null, created_at, id' },
  { name: 'attachment', of: 'mail', order: 'mail_id, position' },
  { name: 'mail_decision', of: 'mail', order: 'mail_id, at' },
  { name: 'notice', of: 'item', order: 'staged_at, id' },
  { name: 'supervision_order', of: 'item', order: 'drafted_at, id' },
  { name: 'audit', of: 'item', order: 'seq' },
  { name: 'anchored_head', of: 'item', order: 'seq' },
];

/** The installation's own, links that have ended with their items, and what was never handed in: a dossier says nothing of these. */
export const NOT_IN_DOSSIER: readonly Table[] = [
  'dispatch_wake',
  'at_rest',
  'restoration',
  'preference',
  'received_mail',
  'link',
  'draft',
  'draft_file',
  'short_due',
  'short_message',
  'short_notice',
  'short_decision',
  'mobile',
];
