/** How to put the app on this phone's home screen, step by step. */
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Card, Notice } from '../../ui/surface';
import { installOffer, isInstalled, platformOf, type Platform } from '../shell/platform';
import { Screen } from '../shell/screen';
import './install.css';

const PLATFORMS: readonly Platform[] = ['ios', 'samsung', 'android', 'desktop'];

function Steps({ platform }: { platform: Platform }) {
  return (
    <ol class="how">
      <li>{tm(`install.${platform}.1`)}</li>
      <li>{tm(`install.${platform}.2`)}</li>
      <li>{tm(`install.${platform}.3`)}</li>
    </ol>
  );
}

export default function Install() {
  const mine = platformOf();
  const offer = installOffer.value;
  return (
    <Screen title={tm('install.title')} back={{ href: '/settings', label: tm('more.settings') }}>
      <p class="lead">{tm('install.why')}</p>
      {isInstalled() && <Notice tone="good" title={tm('install.done')} />}
      {offer && (
        <Button kind="primary" size="l" block icon="download" onClick={() => void offer.prompt()}>
          {tm('install.now')}
        </Button>
      )}
      <Card title={tm(`install.${mine}`)}>
        <Steps platform={mine} />
      </Card>
      {PLATFORMS.filter((each) => each !== mine).map((each) => (
        <details class="card" key={each}>
          <summary class="strong">{tm(`install.${each}`)}</summary>
          <Steps platform={each} />
        </details>
      ))}
    </Screen>
  );
}
