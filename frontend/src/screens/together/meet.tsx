/** At the meeting place: by being there, or by the four digits the host shows. */
import { useState } from 'preact/hooks';

import { formatDistance } from '../../core/i18n';
import { currentPosition } from '../../core/position';
import { meet, type TogetherWalk } from '../../core/together';
import { tt } from '../../locales/together';
import { Button } from '../../ui/button';
import { Field, FieldError } from '../../ui/form';
import { wayTo } from '../../ui/geometry';
import { announce } from '../../ui/live';
import { Card } from '../../ui/surface';
import { dismiss, type SaidItem } from './answers';

/** As the server judges it: nearer than this, by a position surer than that. */
const NEAR_M = 100;
const SURE_M = 60;

interface MeetProps {
  walk: TogetherWalk;
  said: SaidItem | null;
  onDone: () => void;
}

export function Meet({ walk, said, onDone }: MeetProps) {
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const refused = said?.said === 'meet' && said.phase === 'refused' ? said : null;
  const say = async (by: Parameters<typeof meet>[1]) => {
    if (refused) await dismiss(refused.itemId);
    try {
      await meet(walk.id, by);
      announce(tt('meet.saved'));
      onDone();
    } catch {
      setProblem(tt('join.failed'));
    }
  };
  const here = async () => {
    setBusy(true);
    setProblem(null);
    const at = await currentPosition(8000);
    setBusy(false);
    const place = walk.lat !== null && walk.lon !== null ? { lat: walk.lat, lon: walk.lon } : null;
    if (!at || !place) return setProblem(tt('meet.noPosition'));
    const away = wayTo(at, place).metres;
    // What cannot count is not sent either.
    if (at.accuracyM > SURE_M) return setProblem(tt('meet.unsure'));
    if (away > NEAR_M)
      return setProblem(tt('meet.far', { distance: formatDistance(Math.round(away / 10) * 10) }));
    return say({ lat: at.lat, lon: at.lon, accuracy_m: Math.round(at.accuracyM) });
  };
  const byCode = (event: Event) => {
    event.preventDefault();
    if (code.length !== 4) return setProblem(tt('meet.codeShort'));
    setProblem(null);
    return void say({ code });
  };
  const wrong = problem ?? (refused ? (refused.problem?.detail ?? tt('join.refused')) : null);
  const tries = walk.code_tries_left;
  return (
    <Card title={tt('meet.title')} class="meet">
      <p>{tt('meet.text')}</p>
      {wrong && <FieldError id="meet-error">{wrong}</FieldError>}
      {walk.lat !== null && (
        <Button
          kind="primary"
          size="l"
          block
          icon="pin"
          busy={busy}
          onClick={() => void here()}
          data-testid="meet-here"
        >
          {busy ? tt('meet.looking') : tt('meet.here')}
        </Button>
      )}
      <form class="stack-s" onSubmit={byCode}>
        <Field
          label={tt('meet.code')}
          value={code}
          onInput={(text) => setCode(text.normalize('NFKC').replace(/\D/g, '').slice(0, 4))}
          inputMode="numeric"
          autoComplete="off"
          {...(tries < 5 && { hint: tt('meet.tries', { count: tries }) })}
          data-testid="meet-code"
        />
        <Button
          block
          type="submit"
          {...(walk.lat === null && { kind: 'primary' as const, size: 'l' as const })}
        >
          {tt('meet.codeGo')}
        </Button>
      </form>
    </Card>
  );
}

/** The host's four digits, large enough to be read across a bench. */
export function CodeToShow({ code }: { code: string | null | undefined }) {
  if (!code) return <p class="muted centre">{tt('code.soon')}</p>;
  return (
    <section class="code-show">
      <h2>{tt('code.title')}</h2>
      <p class="code-digits num" role="img" aria-label={tt('code.label', { code: [...code].join(' ') })}>
        {[...code].map((digit, index) => (
          <b key={index} aria-hidden="true">
            {digit}
          </b>
        ))}
      </p>
      <p>{tt('code.text')}</p>
    </section>
  );
}
