/** Ending a plan: asked once, written on this phone first. */
import { useState } from 'preact/hooks';

import type { Plan } from '../../api/promises';
import { tell } from '../../core/plans';
import { tp } from '../../locales/plan';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { planWords } from './plan-words';

interface Props {
  plan: Plan;
  onClose: () => void;
  onDone: (words: string) => void;
}

export function EndPlan({ plan, onClose, onDone }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const go = async () => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    try {
      const told = await tell('plan.end', { plan_id: plan.id });
      if (told.state !== 'refused') {
        const words = tp(told.state === 'sent' ? 'plan.ended' : 'plan.waitEnding');
        announce(words);
        return onDone(words);
      }
      setProblem(told.problem?.detail || tp('plan.refusedWhy'));
    } catch {
      setProblem(tp('plan.failed'));
    }
    setBusy(false);
  };
  return (
    <Dialog open title={tp('plan.endAsk')} onClose={onClose}>
      <p class="strong">{planWords(plan)}</p>
      <p>{tp('plan.endText')}</p>
      {problem !== '' && <FieldError id="end-error">{problem}</FieldError>}
      <Button kind="primary" block onClick={onClose}>
        {tp('plan.keep')}
      </Button>
      <Button block busy={busy} onClick={() => void go()} data-testid="plan-end-yes">
        {tp('plan.endYes')}
      </Button>
    </Dialog>
  );
}
