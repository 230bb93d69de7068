import { describeWorlds } from '../group-worlds.ts';

describeWorlds('odd');
