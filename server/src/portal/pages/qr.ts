import QRCode from 'qrcode';
import { html, type Html } from '../html.ts';

/** White around the squares, which readers need (ISO/IEC 18004). */
const QUIET = 4;

/** An address as a picture that phones read. */
export function qrCode(address: string, label: string): Html {
  // As bytes under a given mask: looking for the shortest mixture and the fairest mask takes longer than the rest of the page, and phones read either.
  const { modules } = QRCode.create([{ data: Buffer.from(address), mode: 'byte' }], { errorCorrectionLevel: 'M', maskPattern: 0 });
  const { size, data } = modules;
  const path: string[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size;) {
      let end = x;
      while (end < size && data[y * size + end] === 1) end += 1;
      if (end > x) path.push(`M${x + QUIET} ${y + QUIET}h${end - x}v1h-${end - x}z`);
      x = end + 1;
    }
  }
  const side = size + 2 * QUIET;
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${path.join('')}"/></svg>`;
}
