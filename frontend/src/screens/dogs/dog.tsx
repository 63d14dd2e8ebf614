/** One dog: written down, or changed. */
import { useLocation, useRoute } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { ApiError } from '../../api/client';
import { dogs, saveDog, type Dog } from '../../core/dogs';
import { t } from '../../core/i18n';
import { newId } from '../../core/ids';
import { sendPhoto } from '../../core/photos';
import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import { Field, FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Skeleton } from '../../ui/surface';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import { DogPhoto } from './dog-photo';
import { digitsOf, formatRegistration, isWhole } from './registration';
import { RemoveDog } from './remove-dog';
import { Temperament } from './temperament';
import './dogs.css';

const BACK = () => ({ href: '/dogs', label: tm('dogs.title') });

function DogForm({ dog }: { dog: Dog | null }) {
  const { route } = useLocation();
  const [id] = useState(() => dog?.id ?? newId());
  const [name, setName] = useState(dog?.name ?? '');
  const [photoId, setPhotoId] = useState(dog?.photo_id ?? null);
  const [number, setNumber] = useState(formatRegistration(dog?.registration_no ?? ''));
  const [tried, setTried] = useState(false);
  const [state, setState] = useState<'idle' | 'busy' | ApiError>('idle');
  const save = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (state === 'busy' || !name.trim() || !isWhole(number)) return;
    setState('busy');
    try {
      if (photoId && photoId !== dog?.photo_id) await sendPhoto(photoId);
      await saveDog(id, { name: name.trim(), photo_id: photoId, registration_no: digitsOf(number) || null });
      announce(tm('dogs.saved', { name: name.trim() }));
      route('/dogs', true);
    } catch (failure) {
      setState(failure instanceof ApiError ? failure : new ApiError(null));
    }
  };
  const short = tried && !isWhole(number) ? { count: digitsOf(number).length } : null;
  return (
    <Screen title={dog ? tm('dogs.edit', { name: dog.name }) : tm('dogs.new')} back={BACK()}>
      <form class="stack-l" noValidate onSubmit={(event) => void save(event)}>
        <DogPhoto name={name} photoId={photoId} onPhoto={setPhotoId} />
        <Field
          label={tm('dogs.name')}
          value={name}
          onInput={setName}
          maxLength={40}
          autoComplete="off"
          error={tried && !name.trim() ? tm('dogs.nameMissing') : undefined}
          data-testid="dog-name"
        />
        <Field
          label={tm('dogs.registration')}
          hint={tm('dogs.registrationHint')}
          value={number}
          onInput={(typed) => setNumber(formatRegistration(typed))}
          inputMode="numeric"
          autoComplete="off"
          error={short ? tm('dogs.registrationShort', short) : undefined}
          data-testid="dog-number"
        />
        {state instanceof ApiError && (
          <FieldError id="dog-error">{state.problem?.detail || tm('dogs.saveFailed')}</FieldError>
        )}
        <Button kind="primary" size="l" block type="submit" busy={state === 'busy'} data-testid="dog-save">
          {tm('dogs.save')}
        </Button>
      </form>
      {dog && <Temperament dog={dog} />}
      {dog && <RemoveDog dog={dog} onGone={() => route('/dogs', true)} />}
    </Screen>
  );
}

export default function DogScreen() {
  const { id = 'new' } = useRoute().params;
  const { data, error, reload } = useLoaded(id === 'new' ? null : id, dogs);
  if (id === 'new') return <DogForm dog={null} />;
  const dog = data?.items.find((each) => each.id === id);
  if (dog) return <DogForm key={dog.id} dog={dog} />;
  if (!data && !error) return <Skeleton label={t('common.loading')} />;
  return (
    <Screen title={tm('dogs.gone')} back={BACK()}>
      {error && <LoadFailed error={error} retry={reload} />}
      <LinkButton block href="/dogs">
        {tm('dogs.title')}
      </LinkButton>
    </Screen>
  );
}
