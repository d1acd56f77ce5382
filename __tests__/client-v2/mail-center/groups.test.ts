import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { GroupView } from '../../../src/common';
import { faultsIn } from '../browser/axe';
import { MailCenterStage, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
let groups: GroupView[];
const dialog = () => stage.page.getByRole('dialog');
const button = (name: string) => dialog().getByRole('button', { name });
const listed = () => dialog().locator('.ant-list-item-meta-title').allInnerTexts();
const ADA = { name: 'Ada', address: 'ada@x.org' };

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  groups = [{ id: '1', name: 'Board', members: [ADA] }];
  stage.answers = {
    'mailGroups:list': () => groups,
    'mailGroups:update': (values, query) => {
      groups = groups.map((group) =>
        group.id === query.get('filterByTk') ? { ...group, ...(values as object) } : group,
      );
      return groups[0];
    },
    'mailGroups:destroy': (_values, query) => {
      groups = groups.filter(({ id }) => id !== query.get('filterByTk'));
      return {};
    },
  };
});

async function manage() {
  await stage.page.getByTestId('mail-account-menu').click();
  await stage.page.getByRole('menuitem', { name: 'Groups…' }).click();
  await button('New group').waitFor();
}

it('are listed, changed and deleted', async () => {
  await manage();
  await dialog().getByText('Ada', { exact: true }).waitFor();
  expect(await faultsIn(stage.page, '.ant-modal')).toEqual([]);
  await button('Edit Board').click();
  await dialog().getByLabel('Group name').fill('Directors');
  await button('Save').click();
  await expect.poll(listed).toEqual(['Directors']);
  await button('Delete Directors').click();
  await stage.page.getByRole('button', { name: 'Delete', exact: true }).click();
  await dialog().getByText('There are no groups yet.').waitFor();
  expect(groups).toEqual([]);
});

it('ask before what was typed is lost, and say why they are not saved', async () => {
  stage.answers['mailGroups:create'] = () => refusal(429, 'groups-full');
  await manage();
  await button('New group').click();
  await dialog().getByLabel('Group name').fill('Team');
  await dialog().getByLabel('People, one on each line').fill('ada@x.org');
  await button('Save').click();
  await dialog().getByText('Refused: groups-full').waitFor();
  await button('Cancel').click();
  await stage.page.getByRole('button', { name: 'Discard', exact: true }).click();
  await expect.poll(listed).toEqual(['Board']);
});

it('are loaded again after a failure', async () => {
  const answer = stage.answers['mailGroups:list'];
  stage.answers['mailGroups:list'] = () => refusal(503, 'internal');
  await manage();
  stage.answers['mailGroups:list'] = answer;
  await button('Try again').click();
  await expect.poll(listed).toEqual(['Board']);
});
