import { describeWorlds } from '../group-worlds.ts';

describeWorlds('even');
