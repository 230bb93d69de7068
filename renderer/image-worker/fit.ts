export interface PixelSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The same shape with no edge longer than `maxEdgePx`; never larger than it was, never thinner than a pixel. */
export function fitWithin(source: { readonly width: number; readonly height: number }, maxEdgePx: number): PixelSize {
  const scale = Math.min(1, maxEdgePx / Math.max(source.width, source.height));
  return {
    widthPx: Math.max(1, Math.round(source.width * scale)),
    heightPx: Math.max(1, Math.round(source.height * scale)),
  };
}
