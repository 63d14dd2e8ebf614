/** The calls as they are now: asked again whenever something happens in the neighbourhood. */
import { useEffect } from 'preact/hooks';

import { board } from '../live-board';
import { useAnswer, type Held } from '../use-answer';
import { type DeskMissing, getMissing } from './missing';

const AGAIN_MS = 60_000;

export function useMissing(): Held<DeskMissing[]> {
  const held = useAnswer('missing', getMissing);
  const { again } = held;
  const event = board.value?.event_id;
  useEffect(() => {
    if (event !== undefined) void again();
  }, [event, again]);
  useEffect(() => {
    const timer = setInterval(() => void again(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [again]);
  return held;
}
