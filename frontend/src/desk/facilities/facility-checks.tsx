/** Who looked at a facility, when, and whether it worked. */
import { Button, Dialog, Tag } from '../../ui';
import { Answered } from '../answered';
import { serverNow } from '../clock';
import { Nothing } from '../nothing';
import { Photos } from '../photos';
import { useReturnFocus } from '../return-focus';
import { say, sayName, sayTime } from '../texts';
import { useAnswer } from '../use-answer';
import { checksOf, type Facility } from './facilities';
import { tell } from './words';

export function FacilityChecks({ facility, onClose }: { facility: Facility; onClose: () => void }) {
  useReturnFocus();
  const held = useAnswer(facility.id, () => checksOf(facility.id));
  return (
    <Dialog open title={tell('checks.title', { name: facility.label })} onClose={onClose}>
      <div class="stack">
        <Answered held={held} here={held.answer !== null}>
          {held.answer?.length === 0 && (
            <Nothing title={tell('checks.empty')} more={tell('checks.emptyMore')} />
          )}
          <ul class="desk-rows">
            {held.answer?.map((check) => (
              <li key={check.id} class="desk-row">
                <div class="grow">
                  <p class="desk-check-in-head">
                    <Tag icon={check.working ? 'check' : 'alert'} tone={check.working ? 'good' : 'danger'}>
                      {tell(check.working ? 'checks.working' : 'checks.broken')}
                    </Tag>
                    <span>{sayName(check.by.name)}</span>
                  </p>
                  {check.note !== '' && <p class="desk-note small">{check.note}</p>}
                  <Photos ids={check.photo_ids} name={check.by.name} />
                </div>
                <time class="small muted num" dateTime={check.at}>
                  {sayTime(check.at, serverNow.value)}
                </time>
              </li>
            ))}
          </ul>
        </Answered>
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
