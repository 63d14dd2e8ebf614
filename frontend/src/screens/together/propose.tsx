/** Proposing a walk: when, where, how long, at which pace, with dogs or not; then a last look. */
import { useLocation, useRoute } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { t } from '../../core/i18n';
import { togetherWalk, walkedWith } from '../../core/together';
import { zoneHere } from '../../core/zone';
import { tt } from '../../locales/together';
import { Icon } from '../../ui/icon';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import { emptyDraft, placeMissing, whenMissing, type Draft } from './draft';
import { mayPropose } from './may-propose';
import { CheckStep, type With } from './propose-check';
import { DogsStep, LongStep, PaceStep, WhenStep } from './propose-steps';
import { WhereStep } from './where-step';
import './together.css';

const STEPS = [
  ['new.when', WhenStep],
  ['new.where', WhereStep],
  ['new.long', LongStep],
  ['new.pace', PaceStep],
  ['new.dogs', DogsStep],
] as const;
const TOTAL = STEPS.length + 1;

/** Whom to ask again: one neighbour, or all I walked with on a walk that was. */
async function company(one: string | null, walkId: string | null, signal: AbortSignal): Promise<With> {
  const { data } = await walkedWith(signal);
  const names = walkId ? (await togetherWalk(walkId, signal)).data.names : [];
  const again = data.items.filter((who) => who.member_id === one || names.includes(who.name));
  return { ids: again.map((who) => who.member_id), names: again.map((who) => who.name) };
}

export default function Propose() {
  const { query } = useRoute();
  const { route } = useLocation();
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(Date.now(), zoneHere()));
  const [step, setStep] = useState(0);
  const [checking, setChecking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const one = query['with'] ?? null;
  const again = query['again'] ?? null;
  const found = useLoaded(one || again ? `again ${one} ${again}` : null, (signal) =>
    company(one, again, signal),
  );
  const change = (changed: Partial<Draft>) => {
    setDraft({ ...draft, ...changed });
    setError(null);
  };
  const goTo = (place: number) => {
    setError(null);
    setStep(place);
  };
  const next = (changed: Partial<Draft> = {}) => {
    const answered = { ...draft, ...changed };
    setDraft(answered);
    const missing =
      step === 0 ? whenMissing(answered, Date.now(), zoneHere()) : step === 1 ? placeMissing(answered) : null;
    if (missing) return setError(tt(missing));
    // Whoever only changes one answer comes straight back to the last look.
    goTo(checking ? TOTAL - 1 : step + 1);
    if (step + 1 === TOTAL - 1) setChecking(true);
  };
  if (!mayPropose())
    return (
      <Screen title={tt('new.notMine')} back={{ href: '/together', label: tt('list.back') }}>
        <p class="lead">{tt('new.notMineText')}</p>
      </Screen>
    );
  const head = (
    <>
      {step === 0 ? (
        <a class="backlink" href="/together">
          <Icon name="back" size="s" />
          {tt('list.back')}
        </a>
      ) : (
        <button type="button" class="backlink" onClick={() => goTo(step - 1)}>
          <Icon name="back" size="s" />
          {t('common.back')}
        </button>
      )}
      <p class="muted num small">{tt('new.progress', { count: step + 1, total: TOTAL })}</p>
    </>
  );
  const question = STEPS[step];
  if (!question)
    return (
      <div key="check">
        {head}
        <Screen title={tt('new.check')} class="together">
          <CheckStep
            draft={draft}
            change={change}
            together={found.data ?? { ids: [], names: [] }}
            goTo={goTo}
            onDone={() => route('/together', true)}
          />
        </Screen>
      </div>
    );
  const [title, Step] = question;
  return (
    <div key={title}>
      {head}
      <Screen title={tt(title)} class="together">
        <Step draft={draft} change={change} error={error} next={next} />
      </Screen>
    </div>
  );
}
