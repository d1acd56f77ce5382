export * from './names';
export * from './query';
export * from './types';
export * from './accounts';
export * from './settings';
export * from './errors';
export * from './package';
export * from './powerShell';
