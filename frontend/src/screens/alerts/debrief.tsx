/** One question after a visit, and somebody to talk to with every answer. Not answering is fine. */
import { useRoute } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import type { ItemBodies } from '../../api/types';
import { t } from '../../core/i18n';
import { enqueue } from '../../core/outbox';
import { me } from '../../core/session';
import { td } from '../../locales/debrief';
import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import { CallLink } from '../../ui/emergency';
import { FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Skeleton } from '../../ui/surface';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { useAlert } from './use-alert';
import './debrief.css';

type Answer = ItemBodies['alert.debrief']['answer'];
const ANSWERS: readonly Answer[] = ['fine', 'lingers', 'talk'];
type After = Answer | 'answered' | 'talked' | 'notAsked';

export default function Debrief() {
  const { id = '' } = useRoute().params;
  const { data, error, reload } = useAlert(id);
  const [said, setSaid] = useState<Answer | null>(null);
  const [failed, setFailed] = useState(false);
  const [saving, setSaving] = useState(false);
  const say = async (answer: Answer) => {
    setSaving(true);
    setFailed(false);
    try {
      await enqueue('alert.debrief', { alert_id: id, answer });
      setSaid(answer);
      announce(td(`debrief.${answer}Title`));
    } catch {
      setFailed(true);
    } finally {
      setSaving(false);
    }
  };
  if (!data && error && error.status !== 404) return <LoadFailed error={error} retry={reload} />;
  if (!data && !error) return <Skeleton label={t('common.loading')} lines={4} />;
  const known = data?.alert.my_response?.debrief ?? null;
  if (!said && known === 'asked') {
    return (
      <Screen key="question" title={td('debrief.title')}>
        <div class="stack">
          {ANSWERS.map((answer) => (
            <Button
              key={answer}
              size="l"
              block
              busy={saving}
              onClick={() => void say(answer)}
              data-testid={`debrief-${answer}`}
            >
              {td(`debrief.${answer}`)}
            </Button>
          ))}
        </div>
        {failed && <FieldError id="debrief-error">{td('debrief.failed')}</FieldError>}
        <p class="muted">{td('debrief.private')}</p>
        <p class="muted">{td('debrief.skip')}</p>
      </Screen>
    );
  }
  // What was said on this phone is known here alone; the server only tells that there was an answer.
  const after: After =
    said ?? (known === 'talk' ? 'talk' : known === 'talked' ? 'talked' : known ? 'answered' : 'notAsked');
  const mayAsk = after === 'fine' || after === 'lingers' || after === 'answered';
  return (
    <Screen key={after} title={td(after === 'notAsked' ? 'debrief.notAsked' : `debrief.${after}Title`)}>
      <p class="lead" data-testid="debrief-after" data-after={after}>
        {td(after === 'notAsked' ? 'debrief.notAskedText' : `debrief.${after}Text`)}
      </p>
      <Contacts />
      {mayAsk && (
        <Button block busy={saving} onClick={() => void say('talk')} data-testid="debrief-talk">
          {td('debrief.talk')}
        </Button>
      )}
      {failed && <FieldError id="debrief-error">{td('debrief.failed')}</FieldError>}
      <LinkButton kind="primary" size="l" block href="/">
        {tm('more.toHome')}
      </LinkButton>
    </Screen>
  );
}

/** The neighbourhood's own coordinator first, then the two national lines. */
function Contacts() {
  const desk = me.value?.neighbourhood.desk_phone;
  return (
    <section class="stack-s care" aria-labelledby="care">
      <h2 id="care">{td('debrief.contacts')}</h2>
      {desk && <CallLink number={desk.replace(/[^+\d]/g, '')} shown={desk} text={td('debrief.desk')} />}
      <CallLink number="15770199" shown="1577-0199" text={td('debrief.1577')} />
      <CallLink number="109" text={td('debrief.109')} />
    </section>
  );
}
