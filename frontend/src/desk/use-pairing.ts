/** Makes a code for a member and watches what becomes of it. */
import { useEffect, useState } from 'preact/hooks';

import { announce } from '../ui';
import { handedCodes, makeCode } from './client';
import { serverNow, useTicking } from './clock';
import type { HandedCode, PairingCode } from './contract';
import { failureText } from './failure';
import { type Standing, standingOf } from './pairing';
import { say } from './texts';

export const ASK_EVERY_MS = 3_000;

export interface Pairing {
  /** `asking`: an earlier code may still work, and making a new one would end it. */
  phase: 'loading' | 'asking' | 'making' | 'shown' | 'failed';
  code: PairingCode | null;
  standing: Standing | null;
  history: HandedCode[];
  problem: string;
  unsure: boolean;
  make: () => Promise<void>;
}

export function usePairing(memberId: string): Pairing {
  const [phase, setPhase] = useState<Pairing['phase']>('loading');
  const [code, setCode] = useState<PairingCode | null>(null);
  const [history, setHistory] = useState<HandedCode[]>([]);
  const [problem, setProblem] = useState('');
  const [unsure, setUnsure] = useState(false);
  useTicking();

  async function make() {
    setPhase('making');
    setProblem('');
    try {
      setCode(await makeCode(memberId));
      setPhase('shown');
    } catch (error) {
      setProblem(say('pair.failed', { detail: failureText(error) }));
      setPhase('failed');
    }
  }

  useEffect(() => {
    const start = async () => {
      const earlier = await handedCodes(memberId).catch((): HandedCode[] => []);
      setHistory(earlier);
      if (earlier.some((one) => one.state === 'open')) setPhase('asking');
      else await make();
    };
    void start();
  }, [memberId]);

  const handed = code === null ? undefined : history.find((one) => one.id === code.id);
  const standing = code === null ? null : standingOf(code, handed, serverNow.value);
  const waiting = standing?.state === 'open';

  useEffect(() => {
    if (!waiting) return;
    const ask = async () => {
      try {
        setHistory(await handedCodes(memberId));
        setUnsure(false);
      } catch {
        setUnsure(true);
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [waiting, memberId, code?.id]);

  const state = standing?.state;
  useEffect(() => {
    if (state !== undefined && state !== 'open') announce(say(`pair.${state}`));
  }, [state]);

  return { phase, code, standing, history, problem, unsure, make };
}
