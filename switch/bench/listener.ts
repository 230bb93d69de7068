import { listenForDatagrams } from './plain-datagrams.ts';
import { listenAsSwitch } from './switch-over-loopback.ts';

// The other side of loopback.ts, in a process of its own.
process.send?.(process.argv[2] === 'switch' ? await listenAsSwitch() : await listenForDatagrams());
process.on('disconnect', () => process.exit(0));
