/** What the coordinator saw of a dog's temperament test. */
import { useState } from 'preact/hooks';

import { announce, Button, Choices, Dialog, Field } from '../../ui';
import { localDay } from '../days';
import { Trouble } from '../export-dialog';
import { useReturnFocus } from '../return-focus';
import { say } from '../texts';
import { useDeed } from '../use-deed';
import { dayComplaint, type DeskDog, recordTemperament, RESULTS, resultOf } from './dogs';
import { tell } from './words';

interface Props {
  dog: DeskDog;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function TemperamentDialog({ dog, onClose, onDone }: Props) {
  useReturnFocus();
  const [result, setResult] = useState(dog.temperament === null ? 'passed' : resultOf(dog));
  const [day, setDay] = useState(dog.temperament?.tested_on ?? localDay(Date.now()));
  const [note, setNote] = useState(dog.temperament?.note ?? '');
  const [checked, setChecked] = useState(false);
  const { busy, problem, run } = useDeed();
  const complaint = dayComplaint({ result, tested_on: day || null }, localDay(Date.now()));

  async function send(event: Event) {
    event.preventDefault();
    setChecked(true);
    if (complaint !== null) return;
    const tested_on = result === 'not_tested' ? null : day;
    const done = await run(async () => {
      await recordTemperament(dog.id, { result, tested_on, note: note.trim() });
      await onDone();
    });
    if (done) announce(tell('test.done', { name: dog.name }));
  }

  return (
    <Dialog open title={tell('test.title', { name: dog.name })} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <Choices
          label={tell('dogs.test')}
          items={RESULTS.map((value) => ({ value, label: tell(`result.${value}`) }))}
          value={result}
          onChange={setResult}
        />
        {result !== 'not_tested' && (
          <div class="field">
            <label for="test-day">{tell('test.day')}</label>
            <input
              id="test-day"
              class="input"
              type="date"
              value={day}
              max={localDay(Date.now())}
              onInput={(event) => setDay(event.currentTarget.value)}
              {...(checked && complaint && { 'aria-invalid': true, 'aria-describedby': 'test-day-error' })}
            />
            {checked && complaint !== null && (
              <p class="error" id="test-day-error" role="alert">
                {tell(`test.${complaint}`)}
              </p>
            )}
          </div>
        )}
        <Field
          label={tell('test.note')}
          hint={tell('test.noteHint')}
          value={note}
          onInput={setNote}
          multiline
          maxLength={300}
        />
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {say(busy ? 'form.saving' : 'form.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
