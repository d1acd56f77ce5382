/**
 * The only way to NocoBase's internals: parts that it has no types for, and parts that it promises to nobody. Code that
 * needs such a part finds it, or adds it, here; `__tests__/layers` knows their names and refuses them elsewhere.
 * `selfCheck.ts` checks at startup that everything is there.
 */
export * from './assistant';
export * from './automation';
export * from './caches';
export * from './middleware';
export * from './people';
export * from './personSql';
export * from './plugins';
export * from './queries';
export * from './recordAddresses';
export * from './recordFiles';
export * from './recordForms';
export * from './records';
export * from './recordSearch';
export * from './request';
export * from './secrets';
export * from './serving';
export * from './workflows';
