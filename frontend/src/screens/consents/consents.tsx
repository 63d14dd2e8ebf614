/** One question per screen: what may be used, and whether to notify. Every answer is its own. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import type { ConsentKind, ConsentState } from '../../api/types';
import { t } from '../../core/i18n';
import { me, setConsent } from '../../core/session';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Icon, type IconName } from '../../ui/icon';
import { Notice } from '../../ui/surface';
import { Screen } from '../shell/screen';
import { PushQuestion } from './push-question';
import './consents.css';

/** Walking together asks its own question when somebody first joins one. */
const QUESTIONS: readonly (readonly [Exclude<ConsentKind, 'company'>, IconName])[] = [
  ['location', 'pin'],
  ['alerts', 'bell'],
  ['home_disclosure', 'home'],
  ['photos', 'camera'],
];
const TOTAL = QUESTIONS.length + 1;

/** Answers that could not be saved yet; going back and forth keeps them. */
type Answers = { [K in ConsentKind]?: ConsentState };

export default function Consents() {
  const { route } = useLocation();
  const [step, setStep] = useState(0);
  const [answers, setAnswers] = useState<Answers>({});
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  const question = QUESTIONS[step];
  const given = (kind: ConsentKind) =>
    answers[kind] ?? me.value?.consents.find((consent) => consent.kind === kind)?.state ?? null;
  const answer = async (kind: ConsentKind, state: ConsentState) => {
    setAnswers({ ...answers, [kind]: state });
    setBusy(true);
    setFailed(false);
    try {
      await setConsent(kind, state);
      setStep(step + 1);
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  const back = step > 0 && (
    <button type="button" class="backlink" onClick={() => setStep(step - 1)}>
      <Icon name="back" size="s" />
      {t('common.back')}
    </button>
  );
  const progress = (
    <p class="consent-progress muted num">
      <span aria-hidden="true">
        {Array.from({ length: TOTAL }, (_, index) => (
          <i key={index} class={index <= step ? 'lit' : ''} />
        ))}
      </span>
      {tm('consent.progress', { count: step + 1, total: TOTAL })}
    </p>
  );
  if (!question) {
    return (
      <div key="push">
        {back}
        {progress}
        <PushQuestion onDone={() => route('/', true)} />
      </div>
    );
  }
  const [kind, icon] = question;
  const chosen = given(kind);
  return (
    <div key={kind}>
      {back}
      {progress}
      <Screen title={tm(`consent.${kind}`)}>
        <ul class="consent-points">
          <li>{tm(`consent.${kind}.1`)}</li>
          <li>{tm(`consent.${kind}.2`)}</li>
          <li>{tm(`consent.${kind}.3`)}</li>
        </ul>
        {failed && (
          <Notice tone="warn" icon="offline" role="alert">
            <p>{tm('consent.failed')}</p>
          </Notice>
        )}
        <div class="stack">
          <Button
            kind="primary"
            size="l"
            block
            icon={chosen === 'granted' ? 'check' : icon}
            busy={busy}
            onClick={() => void answer(kind, 'granted')}
          >
            {tm('consent.yes')}
          </Button>
          <Button
            size="l"
            block
            {...(chosen && chosen !== 'granted' && { icon: 'check' as const })}
            busy={busy}
            onClick={() => void answer(kind, 'withdrawn')}
          >
            {tm('consent.no')}
          </Button>
        </div>
        <p class="small muted">{tm('consent.later')}</p>
      </Screen>
    </div>
  );
}
