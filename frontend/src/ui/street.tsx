/** An evening street: one roof is yours, and its window is lit once you have said you are well. */
import './css/street.css';

const roofs: readonly (readonly [x: number, base: number, size: number, lit: boolean])[] = [
  [18, 88, 30, true],
  [74, 92, 36, false],
  [222, 90, 34, true],
  [284, 94, 40, false],
  [338, 88, 30, true],
];

/** `lit`: my own window. Purely a picture; the words beside it say the same. */
export function Street({ lit }: { lit: boolean }) {
  return (
    <svg
      class={`street ${lit ? 'street-lit' : ''}`}
      viewBox="0 0 360 112"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
    >
      <path class="street-hill" d="M0 70Q60 40 130 62T262 52T360 66V112H0z" />
      {roofs.map(([x, base, size, on]) => (
        <g key={x}>
          <path
            class="street-roof"
            d={`M${x + size * 0.12} ${base - size} ${x - size * 0.8} ${base - size * 0.2}M${x - size * 0.05} ${base - size * 0.86} ${x + size * 0.85} ${base - size * 0.16}`}
          />
          <rect
            class={on ? 'street-on' : 'street-off'}
            x={x - size * 0.26}
            y={base - size * 0.16}
            width={size * 0.52}
            height={size * 0.52}
            rx={size * 0.09}
          />
        </g>
      ))}
      <path class="street-light" d="M134 104h40l46 8H88z" />
      <g transform="translate(114 30) scale(1.25)">
        <path class="street-mine" d="M36 10.5 10.5 36M31 15.6 53.5 37" />
        <rect class="street-window" x="24.5" y="35.5" width="18" height="18" rx="3.2" />
      </g>
      <path class="street-ground" d="M0 104H360V112H0z" />
    </svg>
  );
}
