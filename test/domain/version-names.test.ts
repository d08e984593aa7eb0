import { describe, expect, it } from '@jest/globals';
import { noticesVersion } from '../../domain/calendar/notices.js';
import { defaultPolicy } from '../../domain/policy.js';
import { calendarName, policyName } from '../../domain/version-names.js';

describe('versions as an official reads them', () => {
  it('name the policy, and when it was changed', () => {
    expect(policyName(defaultPolicy.version)).toBe('默认第2版');
    expect(policyName('default-2+20270305T0900')).toBe('默认第2版·2027年3月5日09:00调整');
    expect(policyName('市局-1')).toBe('市局-1');
  });

  it('name the holiday notices, and the years entered by hand', () => {
    expect(calendarName(noticesVersion)).toBe('国务院办公厅2010—2026年放假安排');
    expect(calendarName(`${noticesVersion}+2027+2028.3`)).toBe(
      '国务院办公厅2010—2026年放假安排，另录入2027年、2028年第3次',
    );
    expect(calendarName('weekends')).toBe('weekends');
  });
});
