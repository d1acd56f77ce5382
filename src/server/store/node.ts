import { hostname } from 'node:os';

/** This process, for people. */
export const NODE = `${hostname()}:${process.pid}`;
