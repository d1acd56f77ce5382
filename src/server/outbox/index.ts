export { drain } from './drain';
export { drainSends, startDueSends, startSends } from './sends';
export { checkTarget, enqueueFlag, enqueueMove, enqueueMoveToRole, enqueueRemove } from './enqueue';
export {
  enqueueCreateFolder,
  enqueueEmptyFolder,
  enqueueReadFolder,
  enqueueRemoveFolder,
  enqueueRenameFolder,
} from './enqueueFolder';
export { enqueueSend } from './enqueueSend';
export { discard, retrySend } from './resume';
export { registerOutbox } from './register';
export { viewOperation } from './view';
export { asSend, type SendOperation } from './payload';
