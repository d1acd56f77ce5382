import { testGrowth } from './linear';
import { HTML } from './html';

testGrowth(HTML);
