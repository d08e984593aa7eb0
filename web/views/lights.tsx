import type { Light } from '../../domain/light.js';
import { lightNames } from '../../domain/light.js';

/** What needs attention comes first. */
export const lightOrder = ['red', 'yellow', 'green', 'grey', 'done'] as const satisfies Light[];

export type LightCounts = Record<Light, number>;

export function countLights(lights: Light[]): LightCounts {
  const counts: LightCounts = { red: 0, yellow: 0, green: 0, grey: 0, done: 0 };
  for (const light of lights) counts[light] += 1;
  return counts;
}

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
export function LightSummary({ counts }: { counts: LightCounts }) {
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
          <li class={counts[light] === 0 ? 'none' : undefined}>
            <LightMark light={light} /> <b>{counts[light]}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
