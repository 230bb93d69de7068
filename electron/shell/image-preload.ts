import { ipcRenderer } from 'electron';

/** All the decoder's page gets from outside: one port, by which the main process sends pictures and hears answers. */
ipcRenderer.on('hashline:decoder', (event) => {
  window.postMessage('decoder', window.location.href, event.ports);
});
