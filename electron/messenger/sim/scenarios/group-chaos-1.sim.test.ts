import { describeWorlds } from '../group-worlds.ts';

describeWorlds(1);
