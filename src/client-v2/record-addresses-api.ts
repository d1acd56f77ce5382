import type { RecordAddressesView, RecordRef } from '../common';
import type { Get } from './call';

/** The calls about the people of a record. */
export const recordAddressCalls = (get: Get) => ({
  /** Whose messages belong to a record, as far as the user may view it; found in these fields, if there are any. */
  addressesOf: ({ collection, id }: RecordRef, fields: readonly string[], domains: boolean) =>
    get<RecordAddressesView>('mailAddresses:ofRecord', {
      ...{ collection, recordId: id, domains },
      ...(fields.length > 0 ? { fields: fields.join() } : {}),
    }),
});
