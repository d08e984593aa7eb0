/** A mobile number of the mainland, however it is written: `138 0000 0001`, `+86-13800000001`. Null where it is none. */
export function mobileOf(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '').replace(/^(?:\+|00)?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null;
}

/** As it is shown: 138****0001. */
export function maskedMobile(number: string): string {
  return `${number.slice(0, 3)}****${number.slice(-4)}`;
}
