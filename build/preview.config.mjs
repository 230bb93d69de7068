import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { OUT, ROOT } from './places.mjs';

/**
 * The preview's pictures are painted in the page: there is no main process to ask.
 * @type {import('vite').Plugin}
 */
const paintedPhotos = {
  name: 'painted-photos',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('/media-url.ts') ? join(ROOT, 'renderer/testing/fake-media-url.ts') : null),
};

/**
 * The page with a bridge of its own (renderer/testing), for developing and for pictures; never part of the app:
 * `npx vite --config build/preview.config.mjs`, then open /testing/preview.html.
 */
export default defineConfig({
  root: join(ROOT, 'renderer'),
  base: './',
  plugins: [paintedPhotos, react()],
  build: {
    outDir: join(OUT, 'preview'),
    emptyOutDir: true,
    target: 'chrome114',
    assetsInlineLimit: 0,
    rolldownOptions: { input: join(ROOT, 'renderer/testing/preview.html') },
  },
});
