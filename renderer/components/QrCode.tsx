import encodeQr from 'qr';
import { memo } from 'react';
import styles from './QrCode.module.css';
import { drawModules } from './qr-drawing.ts';

interface QrCodeProps {
  readonly content: string;
  readonly label: string;
}

/** A QR code as one crisp shape on white paper, in dark windows too: most cameras do not read it inverted. */
export const QrCode = memo(function QrCode({ content, label }: QrCodeProps) {
  const drawing = drawModules(encodeQr(content, 'raw', { ecc: 'low', border: 1 }), 1);
  return (
    <svg
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
