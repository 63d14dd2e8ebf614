/** The photo of a report, or none. */
import { useId, useState } from 'preact/hooks';

import { addPhoto } from '../../core/photos';
import { me } from '../../core/session';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { announce } from '../../ui/live';
import { Screen } from '../shell/screen';
import { photoTrouble } from './photo-trouble';

interface PhotoStepProps {
  onPhoto: (id: string) => void;
  onSkip: () => void;
}

export function PhotoStep({ onPhoto, onSkip }: PhotoStepProps) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const refused =
    me.value?.consents.some(({ kind, state }) => kind === 'photos' && state !== 'granted') ?? false;
  const take = async (field: HTMLInputElement) => {
    const file = field.files?.[0];
    field.value = '';
    if (!file) return;
    setBusy(true);
    setError(null);
    try {
      const photo = await addPhoto(file);
      announce(tm('report.photoAdded'));
      onPhoto(photo);
    } catch (failure) {
      setError(photoTrouble(failure, file));
      setBusy(false);
    }
  };
  return (
    <Screen title={tm('report.photo')}>
      <p class="muted">{tm(refused ? 'report.noConsent' : 'report.photoText')}</p>
      {!refused && (
        <label class={`camera ${busy ? 'camera-busy' : ''}`} for={id}>
          <Icon name="camera" size="l" />
          <span class="lead strong">{tm('report.camera')}</span>
          <input
            id={id}
            class="sr-only"
            type="file"
            accept="image/*"
            capture="environment"
            disabled={busy}
            data-testid="photo"
            onChange={(event: Event) => void take(event.currentTarget as HTMLInputElement)}
          />
        </label>
      )}
      {error && <FieldError id="photo-error">{error}</FieldError>}
      <Button size="l" block busy={busy} onClick={onSkip} data-testid="no-photo">
        {tm('report.noPhoto')}
      </Button>
    </Screen>
  );
}
