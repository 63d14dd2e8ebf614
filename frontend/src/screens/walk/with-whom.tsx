/** Who comes along, as faces and names to tap. */
import { useEffect, useState } from 'preact/hooks';

import { dogs, type Dog } from '../../core/dogs';
import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import { Field } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { DogFace } from '../dogs/dog-face';
import { useLoaded } from '../shell/use-loaded';
import {
  addCompanion,
  company,
  keepOnlyDogs,
  LONGEST_NAME,
  recallCompany,
  toggleCompanion,
  toggleDog,
} from './company';
import './before.css';

interface ChipProps {
  on: boolean;
  onTap: () => void;
  name: string;
  photoId?: string | null;
}

function Chip({ on, onTap, name, photoId = null }: ChipProps) {
  return (
    <button type="button" class="chip" aria-pressed={on} onClick={onTap}>
      <DogFace name={name} photoId={photoId} />
      <span>{name}</span>
      {on && <Icon name="check" size="s" />}
    </button>
  );
}

function Dogs({ mine }: { mine: readonly Dog[] }) {
  useEffect(() => keepOnlyDogs(mine.map(({ id }) => id)), [mine]);
  return (
    <div class="chips" role="group" aria-label={tm('before.dogs')}>
      {mine.map((dog) => (
        <Chip
          key={dog.id}
          name={dog.name}
          photoId={dog.photo_id}
          on={company.value.dogIds.includes(dog.id)}
          onTap={() => toggleDog(dog.id)}
        />
      ))}
    </div>
  );
}

function People() {
  const { known, companions } = company.value;
  return (
    <div class="chips" role="group" aria-label={tm('before.people')}>
      {known.map((name) => (
        <Chip key={name} name={name} on={companions.includes(name)} onTap={() => toggleCompanion(name)} />
      ))}
    </div>
  );
}

function AddSomebody({ onDone }: { onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const add = (event: Event) => {
    event.preventDefault();
    if (addCompanion(typed)) onDone();
  };
  return (
    <form class="companion" onSubmit={add}>
      <Field
        label={tm('before.peopleName')}
        hint={tm('before.peopleHint')}
        value={typed}
        onInput={setTyped}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        data-testid="companion-name"
      />
      <Button type="submit" icon="check">
        {tm('before.peopleDone')}
      </Button>
    </form>
  );
}

export function WithWhom() {
  const [adding, setAdding] = useState(false);
  const { data } = useLoaded('company-dogs', dogs);
  useEffect(() => void recallCompany(), []);
  const mine = data?.items ?? [];
  return (
    <section class="stack-s">
      <h2>{tm('before.with')}</h2>
      {mine.length > 0 && <Dogs mine={mine} />}
      {company.value.known.length > 0 && <People />}
      {adding ? (
        <AddSomebody onDone={() => setAdding(false)} />
      ) : (
        <div class="chips chips-add">
          <Button kind="quiet" icon="plus" onClick={() => setAdding(true)} data-testid="companion-add">
            {tm('before.peopleAdd')}
          </Button>
          <LinkButton kind="quiet" icon="paw" href={mine.length > 0 ? '/dogs' : '/dogs/new'}>
            {tm(mine.length > 0 ? 'before.dogsChange' : 'before.dogsAdd')}
          </LinkButton>
        </div>
      )}
    </section>
  );
}
