import { testGrowth } from './linear';
import { CLIENT } from './client';

testGrowth(CLIENT);
