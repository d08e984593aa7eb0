import type { Light } from '../../domain/light.js';
import { lightNames } from '../../domain/light.js';
import { restingCounts } from '../../client/lit.js';
import type { LightCounts } from '../../register/queries/lights.js';

/** What needs attention comes first. */
export const lightOrder = ['red', 'yellow', 'green', 'grey', 'done'] as const satisfies Light[];

/** Never colour alone: the dot always stands beside its word. */
export function LightMark({ light, word }: { light: Light; word?: string }) {
  return (
    <span class={`light ${light}`}>
      <i aria-hidden="true" />
      {word ?? lightNames[light]}
    </span>
  );
}

/** `逾期 1 · 正常 5` with a stacked bar of the same. */
export function LightSummary({ counts: of }: { counts: LightCounts }) {
  const counts = of.lights;
  const resting = restingCounts(of);
  const named = { ...counts, grey: counts.grey - resting.reduce((sum, { count }) => sum + count, 0) };
  const total = lightOrder.reduce((sum, light) => sum + counts[light], 0);
  let at = 0;
  const parts = lightOrder
    .filter((light) => counts[light] > 0)
    .map((light) => ({ light, x: (at += counts[light]) - counts[light], width: counts[light] }));
  return (
    <div class="lights">
      {/* Widths as attributes: the content security policy allows no inline style. */}
      {total > 0 && (
        <svg class="bar" viewBox={`0 0 ${total} 1`} preserveAspectRatio="none" aria-hidden="true">
          {parts.map(({ light, x, width }) => (
            <rect class={light} x={x} y="0" width={width} height="1" />
          ))}
        </svg>
      )}
      <ul>
        {lightOrder.map((light) => (
          <li class={named[light] === 0 ? 'none' : undefined}>
            <LightMark light={light} /> <b>{named[light]}</b>
          </li>
        ))}
        {resting.map(({ word, count }) => (
          <li>
            <LightMark light="grey" word={word} /> <b>{count}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
