/** A report on the way: photo first, then what it is, then one line if wanted. */
import { useState } from 'preact/hooks';

import type { WalkCategory } from '../../api/types';
import { t } from '../../core/i18n';
import { checkIn } from '../../core/walk';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Field, FieldError } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { announce } from '../../ui/live';
import { Screen } from '../shell/screen';
import { REPORTS } from './categories';
import { PhotoStep } from './photo-step';
import { PhotoThumb } from './photo-thumb';

type Step = 'photo' | 'category' | 'note';
const BEFORE = { category: 'photo', note: 'category' } as const;

export function Report({ onDone }: { onDone: () => void }) {
  const [step, setStep] = useState<Step>('photo');
  const [photoIds, setPhotoIds] = useState<readonly string[]>([]);
  const [category, setCategory] = useState<WalkCategory | null>(null);
  const [note, setNote] = useState('');
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const send = async (event: Event) => {
    event.preventDefault();
    if (!category || state === 'busy') return;
    setState('busy');
    try {
      const line = note.trim();
      await checkIn({
        status: 'concern',
        urgency: 'report',
        category,
        ...(line && { note: line }),
        ...(photoIds.length > 0 && { photoIds: [...photoIds] }),
      });
      announce(tm('report.done'));
      onDone();
    } catch {
      setState('failed');
    }
  };
  const back = (
    <button
      type="button"
      class="backlink"
      onClick={() => (step === 'photo' ? onDone() : setStep(BEFORE[step]))}
    >
      <Icon name="back" size="s" />
      {step === 'photo' ? tm('report.back') : t('common.back')}
    </button>
  );
  const thumbs = photoIds.map((id) => (
    <PhotoThumb key={id} id={id} onRemove={() => setPhotoIds(photoIds.filter((each) => each !== id))} />
  ));
  if (step === 'photo') {
    return (
      <div key="photo">
        {back}
        <PhotoStep
          onPhoto={(id) => {
            setPhotoIds([...photoIds, id]);
            setStep('category');
          }}
          onSkip={() => setStep('category')}
        />
      </div>
    );
  }
  if (step === 'category') {
    return (
      <div key="category">
        {back}
        <Screen title={tm('report.category')} class="report-category">
          {thumbs}
          <div class="tiles">
            {REPORTS.map(([value, icon]) => (
              <Button
                key={value}
                icon={icon}
                {...(category === value && { class: 'tile-chosen' })}
                onClick={() => {
                  setCategory(value);
                  setStep('note');
                }}
              >
                {tm(`kind.${value}`)}
              </Button>
            ))}
          </div>
        </Screen>
      </div>
    );
  }
  return (
    <div key="note">
      {back}
      <Screen title={category ? tm(`kind.${category}`) : tm('report.note')}>
        {thumbs}
        <form class="stack-l" onSubmit={(event) => void send(event)}>
          <Field
            label={tm('report.note')}
            hint={tm('report.noteHint')}
            value={note}
            onInput={setNote}
            maxLength={500}
            multiline
          />
          {state === 'failed' && <FieldError id="report-error">{tm('report.failed')}</FieldError>}
          <Button
            kind="primary"
            size="l"
            block
            type="submit"
            busy={state === 'busy'}
            data-testid="report-send"
          >
            {tm('report.send')}
          </Button>
        </form>
      </Screen>
    </div>
  );
}
