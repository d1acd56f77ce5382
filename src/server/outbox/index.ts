export { drain } from './drain';
export { drainSends, startDueSends, startSends } from './sends';
export { checkTarget, enqueueFlag, enqueueMove, enqueueRemove } from './enqueue';
export { enqueueSend } from './enqueueSend';
export { discard, retrySend } from './resume';
export { registerOutbox } from './register';
export { viewOperation } from './view';
export { asSend, type SendOperation } from './payload';
