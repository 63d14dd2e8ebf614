/** Asks whoever walks to look out: in words that everybody there reads, without a picture, for some hours. */
import { useId, useState } from 'preact/hooks';

import { announce, Button, Choices, Field, Notice } from '../../ui';
import { serverNow } from '../clock';
import { Trouble } from '../export-dialog';
import { Section } from '../section';
import { useDeed } from '../use-deed';
import { HOURS, lastMomentAt, MOST_WORDS, raiseMissing } from './missing';
import { tell } from './words';

const USUAL = '3';

export function RaiseForm({ onRaised }: { onRaised: () => Promise<void> }) {
  const [words, setWords] = useState('');
  const [near, setNear] = useState('');
  const [time, setTime] = useState('');
  const [hours, setHours] = useState<string>(USUAL);
  const [checked, setChecked] = useState(false);
  const { busy, problem, run } = useDeed();
  const clock = useId();
  const lacks = words.trim() === '';
  async function send(event: Event) {
    event.preventDefault();
    setChecked(true);
    if (lacks) return;
    await run(async () => {
      const raised = await raiseMissing({
        words: words.trim(),
        seen_near: near.trim(),
        last_seen_at: lastMomentAt(time, serverNow.value),
        for_s: Number(hours) * 3600,
      });
      announce(tell('raise.done', { count: raised.told }));
      setWords('');
      setNear('');
      setTime('');
      setHours(USUAL);
      setChecked(false);
      await onRaised();
    });
  }
  return (
    <Section id="missing-raise" title={tell('raise.title')}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <Notice tone="warn" icon="eye">
          <p>{tell('raise.read')}</p>
          <p class="strong">{tell('raise.hiding')}</p>
        </Notice>
        <div>
          <Field
            label={tell('raise.words')}
            hint={tell('raise.wordsHint')}
            value={words}
            error={checked && lacks ? tell('raise.wordsMissing') : undefined}
            onInput={setWords}
            multiline
            maxLength={MOST_WORDS}
            autoComplete="off"
            data-testid="missing-words"
          />
          <p class="small muted num">{tell('raise.left', { count: MOST_WORDS - words.length })}</p>
        </div>
        <Field
          label={tell('raise.near')}
          hint={tell('raise.nearHint')}
          value={near}
          onInput={setNear}
          maxLength={120}
          autoComplete="off"
        />
        <div class="field">
          <label for={clock}>{tell('raise.last')}</label>
          <p class="hint" id={`${clock}-hint`}>
            {tell('raise.lastHint')}
          </p>
          <input
            id={clock}
            class="input desk-missing-time"
            type="time"
            value={time}
            aria-describedby={`${clock}-hint`}
            onInput={(event) => setTime(event.currentTarget.value)}
          />
        </div>
        <Choices
          label={tell('raise.for')}
          items={HOURS.map((count) => ({ value: String(count), label: tell('raise.hours', { count }) }))}
          value={hours}
          onChange={setHours}
        />
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button kind="primary" size="l" type="submit" icon="walk" busy={busy} data-testid="missing-raise">
            {tell(busy ? 'raise.going' : 'raise.go')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
