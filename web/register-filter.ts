import type { Context } from 'hono';
import type { Instant } from '../domain/instant.js';
import type { Light } from '../domain/light.js';
import type { ItemFilter } from '../register/queries/items.js';
import { lightOrder } from './views/lights.js';

/** Which items of the register a reader wants to see, as the address has it. */
export interface RegisterFilter {
  light?: Light;
  division?: string;
  leader?: string;
}

/** What is no light is as good as none; names that nobody has find nothing. */
export function registerFilter(c: Context): RegisterFilter {
  const light = lightOrder.find((known) => known === c.req.query('light'));
  const division = c.req.query('division')?.trim() ?? '';
  const leader = c.req.query('leader')?.trim() ?? '';
  return {
    ...(light === undefined ? {} : { light }),
    ...(division === '' ? {} : { division }),
    ...(leader === '' ? {} : { leader }),
  };
}

export function itemFilter({ light, ...rest }: RegisterFilter, now: Instant): ItemFilter {
  return { ...rest, ...(light === undefined ? {} : { light: { is: light, now } }) };
}
