import type { Instant } from '../instant.js';
import type { MomentEvent } from '../item-event.js';
import type { ItemState } from '../item-state.js';
import { momentEvent } from '../make-event.js';
import type { Timekeeping } from '../schedule.js';

/** The moments of a campaign. Without a handover, what one means does not depend on the item. */
export class Moments {
  private readonly known = new Map<Instant, MomentEvent>();

  constructor(private readonly t: Timekeeping) {}

  event(moment: Instant, fired: { now: Instant; state: ItemState }): MomentEvent {
    if (fired.now !== moment || fired.state.handover !== null) return momentEvent(moment, fired, this.t);
    const known = this.known.get(moment);
    if (known !== undefined) return known;
    const made = momentEvent(moment, fired, this.t);
    this.known.set(moment, made);
    return made;
  }
}
