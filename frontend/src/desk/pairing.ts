/** What state a pairing code is in, from the server's list and the clock. */
import type { CodeState, HandedCode, PairingCode } from './contract';

export interface Standing {
  state: CodeState;
  deviceName: string | null;
  secondsLeft: number;
}

/** `handed` is the server's newest word, if there is one; the clock decides expiry meanwhile. */
export function standingOf(code: PairingCode, handed: HandedCode | undefined, nowMs: number): Standing {
  const secondsLeft = Math.max(0, Math.ceil((Date.parse(code.expires_at) - nowMs) / 1000));
  const said = handed?.state ?? 'open';
  const state = said === 'open' && secondsLeft === 0 ? 'expired' : said;
  return { state, deviceName: handed?.device_name ?? null, secondsLeft: state === 'open' ? secondsLeft : 0 };
}

/** `4821-903516` as two groups; anything else stays whole. */
export function groupsOf(code: string): string[] {
  return code.split(/[-\s]+/).filter((group) => group !== '');
}

/** Digits apart, so that a screen reader reads them one by one. */
export function spoken(code: string): string {
  return groupsOf(code)
    .map((group) => [...group].join(' '))
    .join(', ');
}
