import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';

/** Copies the picture that the viewer shows: the main process is told where it stands, and the page's own decoder gives it. */
export function copyPicture(): void {
  const picture = document.querySelector('.yarl__slide_current img.yarl__slide_image');
  if (picture === null) return;
  const { left, top, width, height } = picture.getBoundingClientRect();
  const at = { xPx: Math.max(0, left + width / 2), yPx: Math.max(0, top + height / 2) };
  void bridge.copyPicture(at).then((answer) => tell(answer.ok ? 'viewer.copied' : 'problem.ours'));
}
