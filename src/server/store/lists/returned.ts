import { Op } from 'sequelize';
import { isByDate, type Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import { apartIn, type PageRequest } from './findHits';
import { pageWhere } from './pageWhere';

/** Whether a list begins with the messages that have just come back after they were snoozed. */
export const beginsWithReturned = (request: PageRequest): boolean =>
  apartIn(request) === 'awake' && request.folderIds !== null && isByDate(request.sort ?? 'newest');

/** A request whose pages leave out the messages that {@link findReturned} puts above the first one. */
export const dated = (request: PageRequest): PageRequest => ({
  ...request,
  apart: beginsWithReturned(request) ? 'dated' : apartIn(request),
});

/** The messages that have come back and wait to be read, the last one first; they come before a list's first page. */
export async function findReturned(ctx: MailContext, request: PageRequest): Promise<Id[]> {
  const { accountIds, folderIds, before } = request;
  if (before !== null || !beginsWithReturned(request)) return [];
  const rows = await table(ctx, 'mailMessages').findAll({
    where: {
      [Op.and]: [
        { accountId: { [Op.in]: [...accountIds] }, snoozedUntil: { [Op.ne]: null } },
        { folderId: { [Op.in]: [...(folderIds ?? [])] }, returnedAt: { [Op.ne]: null } },
        ...pageWhere(request),
      ],
    },
    attributes: ['id'],
    order: [
      ['returnedAt', 'DESC'],
      ['id', 'DESC'],
    ],
    raw: true,
  });
  return rowsAs<{ id: Id }>(rows).map(({ id }) => id);
}
