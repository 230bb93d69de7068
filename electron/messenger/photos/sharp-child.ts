import { processWithSharp, type SharpRequest } from './sharp-process.ts';

/** Entry of the child process: a request in, an answer out, one at a time as the parent asks. */
process.on('message', (request: SharpRequest) => {
  processWithSharp(request).then(
    (result) => process.send?.({ id: request.id, result }),
    () => process.exit(1), // what threw past `processWithSharp` left sharp in a state we don't know
  );
});
process.on('disconnect', () => process.exit(0));
