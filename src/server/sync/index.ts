export { pull, type PullResult } from './pull';
export { SyncMemory, type PullOptions } from './session';
export { fetchBody } from './bodies/body';
export { rereadBody } from './bodies/rereadBody';
