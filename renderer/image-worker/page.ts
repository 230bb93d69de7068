/**
 * The hidden page behind which strangers' pictures are decoded. It only hands the port it is given (by
 * electron/shell/image-preload.ts) on to a worker, so that it stays alive whatever a picture does there.
 */
addEventListener('message', (event: MessageEvent<unknown>) => {
  const [port] = event.ports;
  if (event.source !== window || event.data !== 'decoder' || port === undefined) return;
  const worker = new Worker(new URL('./decoder.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('error', () => port.close()); // the main process sees it close, and opens a new window
  worker.postMessage('port', [port]);
});
