/** A report on the way: photo first, then what it is, whether it is known already, then one line if wanted. */
import { useEffect, useState } from 'preact/hooks';

import type { WalkCategory } from '../../api/types';
import { t } from '../../core/i18n';
import { recent, similarReport, type RecentReport } from '../../core/reports';
import { me } from '../../core/session';
import { checkIn, type WalkState } from '../../core/walk';
import { tm } from '../../locales/more';
import { Icon } from '../../ui/icon';
import { announce } from '../../ui/live';
import { CategoryStep } from './category-step';
import { NoteStep } from './note-step';
import { PhotoStep } from './photo-step';
import { PhotoThumb } from './photo-thumb';
import { SameStep } from './same-step';

type Step = 'photo' | 'category' | 'same' | 'note';
const FRESH_MS = 2 * 60_000;
const BEFORE = { category: 'photo', same: 'category', note: 'category' } as const;

export function Report({ state, onDone }: { state: WalkState; onDone: () => void }) {
  const [step, setStep] = useState<Step>('photo');
  const [photoIds, setPhotoIds] = useState<readonly string[]>([]);
  const [category, setCategory] = useState<WalkCategory | null>(null);
  const [similar, setSimilar] = useState<RecentReport | null>(null);
  const [sameAs, setSameAs] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [sending, setSending] = useState<'idle' | 'busy' | 'failed'>('idle');
  const noPlace =
    me.value?.consents.some((one) => one.kind === 'location' && one.state !== 'granted') ?? false;
  // What this phone knows at once, and what is new when there is a network.
  useEffect(() => void recent.open(), []);
  const choose = (chosen: WalkCategory) => {
    // Where the walk was a while ago says nothing about this; and no place is used that was not allowed.
    const fix = noPlace || Date.now() - (state.lastFix?.t ?? 0) > FRESH_MS ? null : state.lastFix;
    const open = (recent.state.value.data?.items ?? []).filter(({ state: its }) => its !== 'not_ours');
    const found = fix && similarReport(open, { ...fix, category: chosen, now: Date.now() });
    setCategory(chosen);
    setSimilar(found);
    setSameAs(null);
    setStep(found ? 'same' : 'note');
  };
  const send = async () => {
    if (!category || sending === 'busy') return;
    setSending('busy');
    try {
      const line = note.trim();
      await checkIn({
        status: 'concern',
        urgency: 'report',
        category,
        ...(line && { note: line }),
        ...(photoIds.length > 0 && { photoIds: [...photoIds] }),
        ...(sameAs && { sameAs }),
      });
      announce(tm('report.done'));
      onDone();
    } catch {
      setSending('failed');
    }
  };
  const thumbs = photoIds.map((id) => (
    <PhotoThumb key={id} id={id} onRemove={() => setPhotoIds(photoIds.filter((each) => each !== id))} />
  ));
  return (
    <div key={step}>
      <button
        type="button"
        class="backlink"
        onClick={() => (step === 'photo' ? onDone() : setStep(BEFORE[step]))}
      >
        <Icon name="back" size="s" />
        {step === 'photo' ? tm('report.back') : t('common.back')}
      </button>
      {step === 'photo' && (
        <PhotoStep
          onPhoto={(id) => {
            setPhotoIds([...photoIds, id]);
            setStep('category');
          }}
          onSkip={() => setStep('category')}
        />
      )}
      {step === 'category' && <CategoryStep thumbs={thumbs} chosen={category} onChoose={choose} />}
      {step === 'same' && similar && (
        <SameStep
          report={similar}
          onAnswer={(same) => {
            setSameAs(same ? similar.id : null);
            setStep('note');
          }}
        />
      )}
      {step === 'note' && category && (
        <NoteStep
          category={category}
          joins={sameAs !== null}
          noPlace={noPlace}
          onLeave={() => setSameAs(null)}
          thumbs={thumbs}
          note={note}
          onNote={setNote}
          sending={sending}
          onSend={() => void send()}
        />
      )}
    </div>
  );
}
