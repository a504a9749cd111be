// What is asked of one place of a document, with the words that explain it. Loaded when it is asked for the first time.
export { complete } from './completion/completion.ts';
export { hover } from './hover.ts';
export { timeline } from './timelineRequest.ts';
