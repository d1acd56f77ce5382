import { hostname } from 'node:os';

/** Name of this process, for people to read. */
export const NODE = `${hostname()}:${process.pid}`;
