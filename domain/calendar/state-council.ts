import { noticesVersion, stateCouncilNotices } from './notices.js';
import { calendarOf, type WorkingCalendar } from './working-calendar.js';

/** Working days as the State Council's yearly holiday notices (国务院办公厅关于部分节假日安排的通知) have them. */
export const stateCouncilCalendar: WorkingCalendar = calendarOf(noticesVersion, stateCouncilNotices);
