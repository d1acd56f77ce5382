export { appendBodies, bodiesOf, indexBodies, indexMails, unindex } from './write';
export type { SearchText } from './text';
