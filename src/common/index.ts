export * from './names';
export * from './types';
export * from './errors';
export * from './package';
