import { DubanError } from '../../domain/errors.js';
import type { MailDecision } from '../../register/schema.js';

export interface Decided {
  sent?: true;
  again?: true;
}

/** What a person says of something in doubt. Throws `which-decision` unless it is one thing. */
export function decisionOf({ sent, again }: Decided): MailDecision {
  if ((sent === true) === (again === true)) {
    throw new DubanError('which-decision', '请写明 --sent（经核实已经送达）或 --again（重发），二者取一。');
  }
  return sent === true ? 'sent' : 'again';
}
