import { type PictureJob, processPicture } from './picture.ts';

/** The worker: takes jobs from its port one after another, as electron/shell/image-window.ts sends them, and answers each. */
addEventListener('message', (event: MessageEvent<unknown>) => {
  const [port] = event.ports;
  if (port === undefined) return;
  port.onmessage = async (message: MessageEvent<PictureJob>) => {
    port.postMessage(await processPicture(message.data));
  };
});
