/** How far something has come, told honestly: each step by word, icon and colour. */
import { Icon, type IconName } from './icon';
import './css/stepper.css';

export type StepState = 'done' | 'now' | 'later' | 'failed';

export interface Step {
  key: string;
  icon: IconName;
  title: string;
  detail?: string | null | undefined;
  state: StepState;
}

interface StepperProps {
  steps: readonly Step[];
  /** Words for "done", "now", … read by a screen reader in front of each step. */
  words: Record<StepState, string>;
  label: string;
}

export function Stepper({ steps, words, label }: StepperProps) {
  return (
    <ol class="steps" aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.key}
          class={`step step-${step.state}`}
          {...(step.state === 'now' && { 'aria-current': 'step' })}
        >
          <span class="step-mark">
            <Icon name={step.state === 'done' ? 'check' : step.state === 'failed' ? 'alert' : step.icon} />
          </span>
          <span class="step-text">
            <span class="sr-only">{words[step.state]}: </span>
            <span class="step-title">{step.title}</span>
            {step.detail && <span class="step-detail">{step.detail}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
