import { splitSubject, type Id } from '../../common';
import type { MailContext } from '../context';
import type { HostJob, HostNode, Instruction, Run } from '../host';
import { JOB } from '../host';
import { envelopeOf } from '../mime/recipients';
import type { SendPayload } from '../outbox';
import { ownAddresses } from '../store/accounts/identities';
import { unrestricted } from '../store/rowSecurity/rowSecurity';
import { waitingJob } from '../store/workflows/hostWorkflows';
import { createJob, finishJob } from '../store/workflows/jobs';
import { fetchBody } from '../sync/bodies/body';
import { allowedAccount, allowedMessage } from './allowed';
import { failed } from './failure';
import { sendJob } from './settle';
import { filled, htmlOf, peopleIn, subjectOf, writtenPeople, type Fill } from './values';

type Written = (ctx: MailContext, node: HostNode, run: Run) => Promise<{ userId: Id; compose: SendPayload }>;

/** "Send email". */
export const sendNode = (ctx: MailContext): Instruction => sending(ctx, writeNew);
/** "Reply to email". */
export const replyNode = (ctx: MailContext): Instruction => sending(ctx, writeReply);

/** A node that waits until its message has been sent. */
const sending = (ctx: MailContext, write: Written): Instruction => ({
  run: (node, previous, run) => unrestricted(() => begin(ctx, write, node, previous, run)),
  // The job is complete when it's handed back.
  resume: (_node, job) => job,
});

async function begin(
  ctx: MailContext,
  write: Written,
  node: HostNode,
  previous: HostJob | undefined,
  run: Run,
) {
  const goOn = node.config.ignoreFail === true;
  let written: Awaited<ReturnType<Written>>;
  try {
    written = await write(ctx, node, run);
  } catch (error) {
    return failed(ctx, error, goOn);
  }
  const { userId, compose } = written;
  const { id: jobId } = run.saveJob({
    ...{ status: JOB.waiting, nodeId: node.id, nodeKey: node.key, upstreamId: previous?.id ?? null },
  });
  const { execution } = run;
  await createJob(ctx, {
    ...{ jobId, userId, accountId: compose.accountId, workflowKey: execution.key, params: { goOn } },
    stack: [...(execution.stack ?? []), execution.id],
    payload: { ...compose },
  });
  // The host stores the job now. Before that, nobody could hand a result to it.
  await run.exit();
  // Somebody may have cancelled the run meanwhile, or it has taken too long.
  if (typeof (await waitingJob(ctx, jobId)) === 'string') await finishJob(ctx, jobId);
  else await sendJob(ctx, jobId);
  return null;
}

const filling =
  (node: HostNode, run: Run): Fill =>
  (value) =>
    run.getParsedValue(value, node.id);

const writeNew: Written = async (ctx, node, run) => {
  const { config } = node;
  const fill = filling(node, run);
  const account = await allowedAccount(ctx, config.accountId, run.execution.key, 'send');
  const people = (field: 'to' | 'cc' | 'bcc') => writtenPeople(config[field], field, fill);
  const [to, cc, bcc] = [people('to'), people('cc'), people('bcc')];
  envelopeOf(to, cc, bcc);
  const compose = {
    ...{ accountId: account.id, to, cc, bcc, subject: subjectOf(filled(config.subject, fill)) },
    autoSubmitted: 'auto-generated' as const,
  };
  return { userId: account.userId, compose: { ...compose, ...bodyOf(node, fill) } };
};

const writeReply: Written = async (ctx, node, run) => {
  const { config } = node;
  const { message, account } = await allowedMessage(ctx, node, run, 'send');
  const { from, replyTo, subject, folder } = message;
  const isOwn = folder.role === 'sent';
  const sender = replyTo.length > 0 ? replyTo : [from];
  const own = await ownAddresses(ctx, [account.id]);
  const others = config.all === true ? [...message.to, ...message.cc] : [];
  const to = peopleIn(isOwn ? message.to : sender, 'to');
  const cc = peopleIn(isOwn && config.all === true ? message.cc : others, 'cc').filter(
    ({ address }) => !own.includes(address.toLowerCase()) && !to.some((one) => one.address === address),
  );
  envelopeOf(to, cc);
  const quote = config.quote !== false;
  // The text to be quoted must be stored here.
  if (quote) await fetchBody(ctx, message.id);
  const compose = {
    ...{ accountId: account.id, to, cc, bcc: [], autoSubmitted: 'auto-replied' as const },
    subject: subjectOf(splitSubject(subject).first === 'answer' ? subject : `Re: ${subject}`),
    source: {
      messageId: message.id,
      kind: config.all === true ? ('replyAll' as const) : ('reply' as const),
      quote,
    },
  };
  return { userId: account.userId, compose: { ...compose, ...bodyOf(node, filling(node, run)) } };
};

const bodyOf = ({ config }: HostNode, fill: Fill) => ({
  html: htmlOf(config.body, config.format, fill),
  ...(config.format === 'html' ? {} : { plainText: true }),
  ...{ uploadIds: [], attachmentIds: [] },
});
