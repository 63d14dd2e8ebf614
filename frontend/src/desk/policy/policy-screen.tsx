/** The alert policy: every number with what it is for, what a change would do now, and what was changed before. */
import { Answered } from '../answered';
import { serverNow } from '../clock';
import { DeskFrame } from '../desk-frame';
import { RoomHead } from '../room-head';
import { sayTime } from '../texts';
import { useAnswer } from '../use-answer';
import { Editor } from './editor';
import { History, sayWho } from './history';
import { getPolicy } from './policy';
import { loadWords, tell } from './words';
import '../desk-policy.css';

export default function PolicyScreen() {
  return (
    <DeskFrame page="policy" words={loadWords}>
      <PolicyPage />
    </DeskFrame>
  );
}

export function PolicyPage() {
  const held = useAnswer('policy', getPolicy);
  const state = held.answer;
  return (
    <>
      <RoomHead title={tell('policy.title')} intro={tell('policy.intro')} />
      <Answered held={held} here={state !== null}>
        {state !== null && (
          <>
            <p class="small muted">
              {tell('policy.since', {
                time: sayTime(state.changed_at, serverNow.value),
                who: sayWho(state),
              })}
            </p>
            <Editor state={state} onState={(newer) => held.put(() => newer)} />
            <History newest={state.version} />
          </>
        )}
      </Answered>
    </>
  );
}
