import type { DigestSection } from '../../domain/digest.js';
import type { Rule } from '../../domain/rule.js';
import type { LetterSection } from '../letter.js';
import { assignmentSection, unacknowledgedSection } from './assignment.js';
import { dateChangedSection } from './dates.js';
import { disputeAnsweredSection, disputedSection, reassignedSection } from './divisions.js';
import {
  cancelledSection,
  cancelRefusedSection,
  cancelRequestedSection,
  carriedSection,
  closedSection,
} from './end.js';
import { extensionConsentedSection, extensionDecidedSection, extensionRequestedSection } from './extension.js';
import type { SectionContext } from './facts.js';
import { escalationSection, overdueSection } from './late.js';
import { orderRepliedSection, orderSection, orderUnansweredSection, orderWithdrawnSection } from './order.js';
import { behindPaceSection } from './pace.js';
import { frozenSection, resumedSection } from './pause.js';
import { acceptedSection, reopenedSection, returnedSection, reviewDueSection } from './review.js';
import { confirmationSection, declinedSection } from './signature.js';
import { instructionSection, nudgeSection } from './spoken.js';
import { undeliveredSection } from './undelivered.js';
import { openingSection, reminderSection } from './upcoming.js';

const sections: Record<Rule, (section: DigestSection, context: SectionContext) => LetterSection> = {
  assignment: assignmentSection,
  unacknowledged: unacknowledgedSection,
  disputed: disputedSection,
  disputeAnswered: disputeAnsweredSection,
  opening: openingSection,
  reminder: reminderSection,
  overdue: overdueSection,
  escalation: escalationSection,
  order: orderSection,
  orderReplied: orderRepliedSection,
  orderUnanswered: orderUnansweredSection,
  orderWithdrawn: orderWithdrawnSection,
  confirmation: confirmationSection,
  declined: declinedSection,
  reviewDue: reviewDueSection,
  returned: returnedSection,
  accepted: acceptedSection,
  behindPace: behindPaceSection,
  extensionRequested: extensionRequestedSection,
  extensionConsented: extensionConsentedSection,
  extensionDecided: extensionDecidedSection,
  dateChanged: dateChangedSection,
  nudge: nudgeSection,
  instruction: instructionSection,
  reassigned: reassignedSection,
  undelivered: undeliveredSection,
  frozen: frozenSection,
  resumed: resumedSection,
  cancelRequested: cancelRequestedSection,
  cancelRefused: cancelRefusedSection,
  cancelled: cancelledSection,
  carried: carriedSection,
  closed: closedSection,
  reopened: reopenedSection,
};

export function letterSection(section: DigestSection, context: SectionContext): LetterSection {
  return sections[section.rule](section, context);
}
