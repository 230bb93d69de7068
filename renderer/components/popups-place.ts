/** Inside the open chat: what pops up over it is found there by those who go from landmark to landmark. */
export const POPUPS_ID = 'popups';

/** Where the menus of a chat are drawn. */
export const popupsPlace = (): HTMLElement | null => document.getElementById(POPUPS_ID);
