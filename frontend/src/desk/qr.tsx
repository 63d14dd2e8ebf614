/** The QR of a pairing code: only its drawing is taken over from the server's SVG, nothing that could act. */
import { useMemo } from 'preact/hooks';

interface Drawing {
  viewBox: string;
  /** The dark modules only: the light ground is the page's own. */
  modules: { d: string; transform: string }[];
}

export function drawingFrom(svg: string): Drawing | null {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const size = `${root.getAttribute('width')} ${root.getAttribute('height')}`;
  const viewBox = root.getAttribute('viewBox') ?? `0 0 ${size}`;
  const modules = [...root.querySelectorAll('path[stroke]')].map((path) => ({
    d: path.getAttribute('d') ?? '',
    transform: path.getAttribute('transform') ?? path.parentElement?.getAttribute('transform') ?? '',
  }));
  return root.localName !== 'svg' || modules.length === 0 ? null : { viewBox, modules };
}

export function Qr({ svg, label }: { svg: string; label: string }) {
  const drawing = useMemo(() => drawingFrom(svg), [svg]);
  if (drawing === null) return null;
  return (
    <figure class="desk-qr" aria-label={label}>
      <svg viewBox={drawing.viewBox} shape-rendering="crispEdges" aria-hidden="true">
        {drawing.modules.map((path) => (
          <path key={path.d} d={path.d} transform={path.transform} stroke="#000" fill="none" />
        ))}
      </svg>
    </figure>
  );
}
