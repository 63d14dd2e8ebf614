/** The app's own line icons on a 24-unit grid. */
import type { morePaths } from './icon-more';

const paths = {
  back: 'M14.5 5 8 12l6.5 7',
  next: 'M9.5 5 16 12l-6.5 7',
  check: 'M4.5 12.8 9.6 18 19.5 6.8',
  home: 'M13 3.8 3.5 13M11.2 5.6 20.5 14.4M8.6 13.5h6.8v6.8H8.6z',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.6 1.5H4.4zM10 21h4',
  settings: 'M4 7h8.5M17.5 7H20M4 17h2.5M11.5 17H20M15 4.6v4.8M9 14.6v4.8',
  desk: 'M4 5h16v11H4zM9 20h6M12 16v4',
  phone:
    'M6.6 3.8h3l1.6 4.4-2.1 1.6a11 11 0 0 0 5.1 5.1l1.6-2.1 4.4 1.6v3a2 2 0 0 1-2.2 2C10.9 18.8 5.2 13.1 4.6 6a2 2 0 0 1 2-2.2z',
  device:
    'M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM11 18h2',
  send: 'M12 20V5M5.5 11.5 12 5l6.5 6.5',
  walk: 'M13.5 4.5h.01M9 21l2.2-6.2L8.5 12l1-4.5 3.5.6 2 3.1 3 .8M13.2 14.8 15.5 21M9.5 7.5 6.5 9.5 6 12.5',
  alert: 'M12 3.5 2.5 20h19zM12 10v4.5M12 17.3h.01',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.6h.01',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5.3l3.3 2',
  offline:
    'M3 3l18 18M7 18.5a4 4 0 0 1-.6-8c.2-1 .7-1.9 1.3-2.6M10.5 6.6a5.6 5.6 0 0 1 6.8 3 4.5 4.5 0 0 1 2.7 7',
  lock: 'M5.5 10.5h13V20h-13zM8.5 10.5V7.3a3.5 3.5 0 0 1 7 0v3.2',
  refresh: 'M19.5 8A8 8 0 0 0 5 8.5M4.5 16A8 8 0 0 0 19 15.5M19.8 3.8V8.3H15.3M4.2 20.2V15.7H8.7',
  battery: 'M3 8h15v8H3zM18 10.5h2.5v3H18M6 10.7v2.6',
  route:
    'M6 20.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM18 8a2.2 2.2 0 1 0 0-4.4A2.2 2.2 0 0 0 18 8zM8.3 18.3H15a3.5 3.5 0 0 0 0-7H9A3 3 0 0 1 9 5.4h6.7',
} as const;

export type IconName = keyof typeof paths | keyof typeof morePaths;

/** All that are here by now. */
const known: Partial<Record<IconName, string>> = { ...paths };

/** Fetches the others; call before a screen that shows them. */
export async function loadMoreIcons(): Promise<void> {
  Object.assign(known, (await import('./icon-more')).morePaths);
}

interface IconProps {
  name: IconName;
  /** In rem, so that icons grow with the letters. */
  size?: 's' | 'm' | 'l';
}

/** Always beside a word, so it is hidden from screen readers. */
export function Icon({ name, size = 'm' }: IconProps) {
  return (
    <svg
      class={`icon icon-${size}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2.1"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={known[name] ?? ''} />
    </svg>
  );
}
