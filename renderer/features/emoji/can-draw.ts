const EDGE_PX = 24;

/** Asks the fonts of this computer: an emoji they know has colours, the box in its place has none. */
export function emojiDrawer(): (emoji: string) => boolean {
  const canvas = document.createElement('canvas');
  canvas.width = EDGE_PX * 2;
  canvas.height = EDGE_PX * 2;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return () => true;
  context.font = `${EDGE_PX}px ${getComputedStyle(document.body).fontFamily}`;
  context.textBaseline = 'top';
  return (emoji) => {
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.fillText(emoji, 0, 4);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] !== data[at + 1] || data[at + 1] !== data[at + 2]) return true;
    }
    return false;
  };
}
