import { expect, it } from 'vitest';
import { lowerAddresses } from '../../src/client-v2/models/address-filter';

it('lowers values that are compared with addresses, wherever they stand', () => {
  expect(
    lowerAddresses({
      $and: [
        { addresses: { address: { $eq: 'Maria@X.org' } } },
        { 'addresses.address': { $in: ['A@x.org', 'B@x.org'] } },
        { $or: [{ fromAddress: { $includes: ' C@X.ORG ' } }] },
      ],
    }),
  ).toEqual({
    $and: [
      { addresses: { address: { $eq: 'maria@x.org' } } },
      { 'addresses.address': { $in: ['a@x.org', 'b@x.org'] } },
      { $or: [{ fromAddress: { $includes: 'c@x.org' } }] },
    ],
  });
});

it('leaves all else as it is', () => {
  const now = new Date();
  const filter = {
    $and: [
      { subject: { $includes: 'Offer' } },
      { receivedAt: { $gt: now } },
      { seen: false },
      { size: null },
    ],
  };
  expect(lowerAddresses(filter)).toEqual(filter);
});
