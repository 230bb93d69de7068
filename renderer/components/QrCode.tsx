import encodeQr from 'qr';
import { memo } from 'react';
import styles from './QrCode.module.css';
import { drawModules } from './qr-drawing.ts';

interface QrCodeProps {
  readonly content: string;
  readonly label: string;
}

/** Widest a code is drawn, in CSS px: modules of a long invite stay above half a millimetre on a usual screen. */
const SIDE_PX_MAX = 360;

/** A QR code as one crisp shape on white paper, in dark windows too: most cameras do not read it inverted. */
export const QrCode = memo(function QrCode({ content, label }: QrCodeProps) {
  const drawing = drawModules(encodeQr(content, 'raw', { ecc: 'low', border: 1 }), 1);
  return (
    <svg
      style={{ inlineSize: sideOf(drawing.size) }}
      className={styles.code}
      viewBox={`0 0 ${drawing.size} ${drawing.size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={drawing.path} />
    </svg>
  );
});

/** Every module gets the same whole number of screen pixels: an uneven one is what a camera stumbles over. */
function sideOf(modules: number): number {
  const ratio = window.devicePixelRatio;
  return (Math.max(1, Math.floor((SIDE_PX_MAX * ratio) / modules)) * modules) / ratio;
}
