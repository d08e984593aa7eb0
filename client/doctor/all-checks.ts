import { channelChecks } from './channel-checks.js';
import type { Check } from './check.js';
import { engineChecks } from './engine-checks.js';
import { evidenceChecks } from './evidence-checks.js';
import { machineChecks } from './machine-checks.js';
import { mailChecks } from './mail-checks.js';
import { registerChecks } from './register-checks.js';
import { rosterChecks } from './roster-checks.js';
import { workChecks } from './work-checks.js';

/** Every check there is, in the order in which they are told. */
export function allChecks({ deep, servers = 1 }: { deep: boolean; servers?: number }): Check[] {
  return [
    ...registerChecks,
    ...engineChecks,
    ...mailChecks(servers),
    ...channelChecks,
    ...evidenceChecks({ deep }),
    ...workChecks,
    ...rosterChecks,
    ...machineChecks,
  ];
}
