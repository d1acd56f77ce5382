export { drain } from './drain';
export { drainSends, startDueSends, startSends } from './send/sends';
export {
  checkTarget,
  enqueueFlag,
  enqueueMove,
  enqueueMoveToRole,
  enqueueRemove,
  enqueueReturn,
} from './enqueue/enqueueMessages';
export {
  enqueueCreateFolder,
  enqueueEmptyFolder,
  enqueueReadFolder,
  enqueueRemoveFolder,
  enqueueRenameFolder,
} from './enqueue/enqueueFolder';
export { fileDraft, fileDueDrafts } from './enqueue/enqueueDraft';
export { digestOf } from '../store/outbox/digest';
export { enqueueSend, findSend, type SendRequest } from './send/enqueueSend';
export { discard, recall, retrySend, withdrawSend } from './send/resume';
export { registerOutbox } from './register';
export { viewOperation, viewUpload, viewWhole } from './view';
export { asSend, type SendOperation, type SendPayload } from './send/payload';
