import { CALENDAR } from './calendar';
import { testGrowth } from './linear';
import { SERVER } from './server';

testGrowth([...SERVER, ...CALENDAR]);
