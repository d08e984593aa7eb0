import { describe, expect, it } from '@jest/globals';
import { meaningOf } from '../../mail/smtp-reply.js';

describe('a mail server’s reply', () => {
  const codes = Array.from({ length: 500 }, (_, n) => 100 + n);
  const meaning = (what: ReturnType<typeof meaningOf>): number[] => codes.filter((code) => meaningOf(code) === what);

  it('is about the session, the mail for now, the mail for good, or no refusal: each code is one of these', () => {
    expect(meaning('session')).toEqual([421, 432, 454, 502, 503, 521, 530, 534, 535, 538]);
    expect(meaning('later')).toEqual(
      codes.filter((code) => code >= 400 && code < 500 && ![421, 432, 454].includes(code)),
    );
    expect(meaning('never')).toHaveLength(100 - 7);
    expect(meaning(null)).toEqual(codes.filter((code) => code < 400));
  });

  it.each([450, 451, 452])(
    'of %i, mailbox busy, local error or no room, is a refusal for now (RFC 5321, 4.2.2)',
    (code) => {
      expect(meaningOf(code)).toBe('later');
    },
  );

  it.each([500, 501, 550, 551, 552, 553, 554, 555, 556])(
    'of %i is a refusal for good (RFC 5321, 4.2.2; RFC 7504)',
    (code) => {
      expect(meaningOf(code)).toBe('never');
    },
  );
});
