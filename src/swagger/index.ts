import { apiDocument } from './document';

/** NocoBase looks for the API's description in this folder. */
export default apiDocument();
