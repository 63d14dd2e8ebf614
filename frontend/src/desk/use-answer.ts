/** One answer of the server as a page holds it: what came last, whether a newer one is awaited, what went wrong. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { failureText } from './failure';

export interface Held<Answer> {
  /** Null until the first answer; an older one stays while a newer one is awaited. */
  answer: Answer | null;
  busy: boolean;
  /** What went wrong last, in words; empty when nothing did. */
  failure: string;
  /** Asks again; answers when that answer is shown. */
  again: () => Promise<void>;
  /** Shows something the server just answered elsewhere. */
  put: (change: (answer: Answer) => Answer) => void;
}

/** Asks anew whenever `key` changes; the answer to an older question is dropped. */
export function useAnswer<Answer>(key: string, ask: () => Promise<Answer>): Held<Answer> {
  const [held, setHeld] = useState<{ key: string; answer: Answer } | null>(null);
  const [busy, setBusy] = useState(true);
  const [failure, setFailure] = useState('');
  const asked = useRef(0);
  const question = useRef(ask);
  question.current = ask;
  const again = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    setBusy(true);
    try {
      const answer = await question.current();
      if (mine !== asked.current) return;
      setHeld({ key, answer });
      setFailure('');
    } catch (error) {
      if (mine === asked.current) setFailure(failureText(error));
    } finally {
      if (mine === asked.current) setBusy(false);
    }
  }, [key]);
  useEffect(() => {
    void again();
    return () => {
      asked.current += 1;
    };
  }, [again]);
  const put = useCallback(
    (change: (answer: Answer) => Answer) =>
      setHeld((now) => (now === null ? now : { ...now, answer: change(now.answer) })),
    [],
  );
  return { answer: held?.answer ?? null, busy, failure, again, put };
}
