import type { DigestSection } from '../../domain/digest.js';
import type { Rule } from '../../domain/item-state.js';
import type { LetterSection } from '../letter.js';
import { acknowledgementSection, assignmentSection } from './assignment.js';
import type { SectionContext } from './facts.js';
import { escalationSection, overdueSection } from './late.js';
import { acceptanceSection, closingSection, returnSection, reviewSection } from './review.js';
import { openingSection, reminderSection } from './upcoming.js';

const templates: Record<Rule, (section: DigestSection, context: SectionContext) => LetterSection> = {
  escalation: escalationSection,
  overdue: overdueSection,
  return: returnSection,
  review: reviewSection,
  reminder: reminderSection,
  opening: openingSection,
  assignment: assignmentSection,
  acknowledgement: acknowledgementSection,
  acceptance: acceptanceSection,
  closing: closingSection,
};

export function letterSection(section: DigestSection, context: SectionContext): LetterSection {
  return templates[section.rule](section, context);
}
