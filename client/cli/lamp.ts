import type { Light } from '../../domain/light.js';

/** Lights without colours, so that they can be printed, copied and read aloud. */
export const lamps: Record<Light, string> = { green: '●', yellow: '◐', red: '✖', grey: '○', done: '✔' };
