import { describeWorlds } from '../group-worlds.ts';

describeWorlds(2);
