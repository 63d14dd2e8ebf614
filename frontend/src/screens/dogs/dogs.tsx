/** The dogs that walk with me. */
import { dogs, type Dog } from '../../core/dogs';
import { formatAge, t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { LinkButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Empty, Skeleton } from '../../ui/surface';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import { DogFace } from './dog-face';
import { formatRegistration } from './registration';
import { TemperamentTag } from './temperament';

function DogRow({ dog }: { dog: Dog }) {
  const number = dog.registration_no;
  return (
    <li>
      <a class="rowlink dog" href={`/dogs/${dog.id}`}>
        <DogFace name={dog.name} photoId={dog.photo_id} />
        <span class="grow">
          <span class="strong">{dog.name}</span>
          <span class="muted small num">
            {number
              ? tm('dogs.registered', { number: formatRegistration(number) })
              : tm('dogs.notRegistered')}
          </span>
          <TemperamentTag dog={dog} />
        </span>
        <Icon name="next" size="s" />
      </a>
    </li>
  );
}

export default function Dogs() {
  const { data, error, reload } = useLoaded('dogs', dogs);
  const none = data?.items.length === 0;
  return (
    <Screen title={tm('dogs.title')} back={{ href: '/', label: t('nav.home') }}>
      {!none && <p class="muted">{tm('dogs.text')}</p>}
      {error && <LoadFailed error={error} retry={reload} />}
      {!data && !error && <Skeleton label={t('common.loading')} />}
      {data?.at && <p class="small muted">{tm('dogs.old', { age: formatAge(data.at) })}</p>}
      {data && !none && (
        <ul class="rows">
          {data.items.map((dog) => (
            <DogRow key={dog.id} dog={dog} />
          ))}
        </ul>
      )}
      {none && (
        <Empty icon="paw" title={tm('dogs.empty')}>
          <p class="muted">{tm('dogs.emptyText')}</p>
        </Empty>
      )}
      {data && (
        <LinkButton
          {...(none && { kind: 'primary', size: 'l' })}
          block
          icon="plus"
          href="/dogs/new"
          data-testid="dog-add"
        >
          {tm('dogs.add')}
        </LinkButton>
      )}
    </Screen>
  );
}
