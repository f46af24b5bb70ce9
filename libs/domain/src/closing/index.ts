export type { ClosedTo } from './closing-day.js';
export { closesOn, enclosing, makesGoodIn, periodsToClose } from './closing-day.js';
export type { ClosingAction, ClosingLink, ClosingPolicy, Colour } from './policy.js';
export {
  acts,
  closingActions,
  colourOf,
  colours,
  defaultClosingPolicy,
  linkOf,
  validateClosingPolicy,
} from './policy.js';
export type { CardDecision, OpenCard, Outcome } from './cards.js';
export { cardTerm, decideCard } from './cards.js';
