/** Something a person asked for that the server must confirm: busy until it did, the trouble in words, nothing assumed. */
import { useState } from 'preact/hooks';

import { failureText } from './failure';
import { say } from './texts';

export interface Deed {
  busy: boolean;
  problem: string;
  complain: (problem: string) => void;
  /** Answers whether it was done; pressing again meanwhile does nothing. */
  run: (work: () => Promise<unknown>) => Promise<boolean>;
}

export function useDeed(): Deed {
  const [busy, setBusy] = useState(false);
  const [problem, complain] = useState('');
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    complain('');
    try {
      await work();
      return true;
    } catch (error) {
      complain(say('deed.failed', { detail: failureText(error) }));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, complain, run };
}
