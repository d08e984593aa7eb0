import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LONGEST_CHAIN, standInOf, type Delegation } from '../../domain/delegation.js';

const leave = (person: string, standIn: string, from = '2017-03-06', to = '2017-03-10'): Delegation => ({
  ...{ person, standIn, from, to },
});

describe('a stand-in (代理)', () => {
  it('acts from the first day to the last, and on no other', () => {
    const on = (day: string): string => standInOf('甲', day, [leave('甲', '乙')]);
    expect(['2017-03-05', '2017-03-06', '2017-03-10', '2017-03-11'].map(on)).toEqual(['甲', '乙', '乙', '甲']);
  });

  it('who is away, too, is stood in for by his own', () => {
    const both = [leave('甲', '乙'), leave('乙', '丙', '2017-03-08', '2017-03-08')];
    expect(['2017-03-07', '2017-03-08'].map((day) => standInOf('甲', day, both))).toEqual(['乙', '丙']);
  });

  it('is followed five times and no further', () => {
    const people = ['甲', '乙', '丙', '丁', '戊', '己', '庚'];
    const chain = people.slice(1).map((standIn, i) => leave(people[i] as string, standIn));
    expect(standInOf('乙', '2017-03-06', chain)).toBe('庚');
    expect(standInOf('甲', '2017-03-06', chain)).toBe('甲');
  });

  it('is nobody where those who name each other are all away', () => {
    expect(standInOf('甲', '2017-03-06', [leave('甲', '乙'), leave('乙', '甲')])).toBe('甲');
    expect(standInOf('甲', '2017-03-06', [leave('甲', '乙'), leave('乙', '丙'), leave('丙', '乙')])).toBe('甲');
  });

  it('is the one named last where two were named', () => {
    expect(standInOf('甲', '2017-03-06', [leave('甲', '乙'), leave('甲', '丙')])).toBe('丙');
  });

  it('is there himself, or else it is the person; and who is there acts himself', () => {
    const name = fc.constantFrom('甲', '乙', '丙', '丁', '戊', '己', '庚', '辛');
    const day = fc.integer({ min: 1, max: 9 }).map((n) => `2017-03-0${n}`);
    const delegation = fc.record({ person: name, standIn: name, from: day, to: day });
    fc.assert(
      fc.property(name, day, fc.array(delegation, { maxLength: 12 }), (person, on, delegations) => {
        const away = (one: string): boolean =>
          delegations.some(({ person, from, to }) => person === one && from <= on && on <= to);
        const found = standInOf(person, on, delegations);
        expect(found === person || !away(found)).toBe(true);
        if (!away(person)) expect(found).toBe(person);
        // Somebody is found whenever a chain of those named last leads to him soon enough.
        const chain: string[] = [person];
        while (chain.length <= LONGEST_CHAIN && away(chain.at(-1) as string)) {
          const active = delegations.filter(
            ({ person, from, to }) => person === chain.at(-1) && from <= on && on <= to,
          );
          chain.push(active.at(-1)?.standIn as string);
        }
        const last = chain.at(-1) as string;
        expect(found).toBe(away(last) ? person : last);
      }),
    );
  });
});
