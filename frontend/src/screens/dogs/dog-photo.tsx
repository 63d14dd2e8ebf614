/** Choosing a dog's photo; it is kept on the phone and sent with the rest. */
import { useId, useState } from 'preact/hooks';

import { addPhoto } from '../../core/photos';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { photoTrouble } from '../walk/photo-trouble';
import { DogFace } from './dog-face';

interface DogPhotoProps {
  name: string;
  photoId: string | null;
  onPhoto: (id: string | null) => void;
}

export function DogPhoto({ name, photoId, onPhoto }: DogPhotoProps) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const take = async (field: HTMLInputElement) => {
    const file = field.files?.[0];
    field.value = '';
    if (!file) return;
    setBusy(true);
    setTrouble(null);
    try {
      onPhoto(await addPhoto(file));
    } catch (failure) {
      setTrouble(photoTrouble(failure, file));
    }
    setBusy(false);
  };
  return (
    <div class="stack-s">
      <div class="dog-photo">
        <DogFace name={name || '?'} photoId={photoId} size="l" />
        <div class="stack-s">
          <label class="btn btn-second" for={id} {...(busy && { 'aria-busy': 'true' as const })}>
            <Icon name="camera" />
            {tm(photoId ? 'dogs.photoOther' : 'dogs.photo')}
            <input
              id={id}
              class="sr-only"
              type="file"
              accept="image/*"
              disabled={busy}
              data-testid="dog-photo"
              onChange={(event: Event) => void take(event.currentTarget as HTMLInputElement)}
            />
          </label>
          {photoId && (
            <Button kind="quiet" onClick={() => onPhoto(null)}>
              {tm('dogs.photoOff')}
            </Button>
          )}
        </div>
      </div>
      {trouble && <FieldError id="dog-photo-error">{trouble}</FieldError>}
    </div>
  );
}
