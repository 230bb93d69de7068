import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url&inline';

/**
 * Reads QR codes in pictures, away from the page: whatever a picture does to the reader, it does it here, where there is
 * neither a bridge nor a network (its policy is in electron/shell/pages.ts). The program lies in this file, since a worker
 * that may fetch nothing can't load it.
 */
const OPTIONS: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  maxNumberOfSymbols: 1,
};

prepareZXingModule({ overrides: { wasmBinary: bytesOf(wasm) } });

addEventListener('message', ({ data, ports: [port] }: MessageEvent<ImageBitmap>) => {
  read(data).then(
    (text) => port?.postMessage(text),
    () => port?.postMessage(null), // nothing can be read in it
  );
});

/** What the code in the picture says; null if there is none. */
async function read(picture: ImageBitmap): Promise<string | null> {
  const { width, height } = picture;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (context === null) return null;
  context.fillStyle = 'white'; // see-through pictures are meant on paper
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0);
  picture.close();
  const [found] = await readBarcodes(context.getImageData(0, 0, width, height), OPTIONS);
  return found?.isValid === true ? found.text : null;
}

function bytesOf(dataUrl: string): ArrayBuffer {
  const text = atob(dataUrl.slice(dataUrl.indexOf(',') + 1));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0)).buffer;
}
