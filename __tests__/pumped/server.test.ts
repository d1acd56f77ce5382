import { CALENDAR } from './calendar';
import { HEADERS } from './headers';
import { testGrowth } from './linear';
import { SERVER } from './server';

testGrowth([...SERVER, ...CALENDAR, ...HEADERS]);
