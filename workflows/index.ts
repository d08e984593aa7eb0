// Temporal finds workflows by the names exported here.
export { bulletin } from './bulletin.js';
export { campaign } from './campaign.js';
export { dispatch } from './dispatch.js';
export { item } from './item.js';
