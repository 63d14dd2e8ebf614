/** Drills at the desk: start one with those who take part, and see what earlier ones came to. */
import { LinkButton, Notice } from '../../ui';
import { alertPath, BOARD_PATH } from '../addresses';
import { Answered } from '../answered';
import { DeskFrame } from '../desk-frame';
import { canChange } from '../neighbourhood';
import { RoomHead } from '../room-head';
import { useAnswer } from '../use-answer';
import { DrillForm } from './drill-form';
import { DrillResults } from './drill-results';
import { type Drills, getDrills, isGoingOn } from './drills';
import { loadWords, tell } from './words';

export default function DrillsScreen() {
  return (
    <DeskFrame page="drills" words={loadWords}>
      <DrillsRoom />
    </DeskFrame>
  );
}

export function DrillsRoom() {
  const held = useAnswer('drills', getDrills);
  return (
    <>
      <RoomHead title={tell('drills.title')} intro={tell('drills.intro')} />
      <Answered held={held} here={held.answer !== null}>
        {held.answer !== null && (
          <>
            {canChange.value && <Start drills={held.answer} />}
            <DrillResults drills={held.answer.drills} />
          </>
        )}
      </Answered>
    </>
  );
}

/** The form, or in words what keeps a drill from starting now. */
function Start({ drills }: { drills: Drills }) {
  const running = drills.drills.find(isGoingOn);
  if (drills.hindered_by !== null) {
    return (
      <Notice tone={drills.hindered_by === 'drill' ? 'info' : 'warn'} icon="bell">
        <p>{tell(`drills.busy.${drills.hindered_by}`)}</p>
        <p>
          {drills.hindered_by === 'drill' && running ? (
            <LinkButton href={alertPath(running.id)}>{tell('drills.toRunning')}</LinkButton>
          ) : (
            <LinkButton href={BOARD_PATH}>{tell('drills.toBoard')}</LinkButton>
          )}
        </p>
      </Notice>
    );
  }
  if (drills.group.length === 0) {
    return (
      <Notice tone="info" icon="people" title={tell('drills.nobody')}>
        <p>{tell('drills.nobodyDo')}</p>
      </Notice>
    );
  }
  return <DrillForm group={drills.group} mayBeAsked={drills.may_be_asked} />;
}
