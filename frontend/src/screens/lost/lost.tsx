/** An address that leads nowhere. */
import { tm } from '../../locales/more';
import { LinkButton } from '../../ui/button';
import { Screen } from '../shell/screen';

export default function Lost() {
  return (
    <Screen title={tm('more.lostTitle')}>
      <p class="lead">{tm('more.lostText')}</p>
      <LinkButton kind="primary" size="l" block href="/">
        {tm('more.toHome')}
      </LinkButton>
    </Screen>
  );
}
