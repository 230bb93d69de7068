import { useSyncExternalStore } from 'react';
import { nextMidnight } from './days.ts';

/** The page's wall clock, told to components once a day: "today" and "yesterday" must not stand there tomorrow. */
let todayMs = Date.now();

function subscribe(onChange: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const look = () => {
    todayMs = Date.now();
    onChange();
    timer = setTimeout(look, nextMidnight(todayMs) - todayMs);
  };
  timer = setTimeout(look, nextMidnight(todayMs) - todayMs);
  const onFocus = () => {
    clearTimeout(timer); // timers stand still while a computer sleeps
    look();
  };
  window.addEventListener('focus', onFocus);
  return () => {
    clearTimeout(timer);
    window.removeEventListener('focus', onFocus);
  };
}

/** An instant of today, in wall milliseconds. Changes at midnight and when the window is looked at again. */
export const useToday = (): number => useSyncExternalStore(subscribe, () => todayMs);
