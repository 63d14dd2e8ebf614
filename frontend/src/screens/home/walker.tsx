/** Home of somebody who walks: who asks for me first, then the walk, then the rest. */
import { t } from '../../core/i18n';
import { me } from '../../core/session';
import { Screen } from '../shell/screen';
import { Asked } from './asked';
import { Duty } from './duty';
import { LastWalks } from './last-walks';
import { ConcernUnderWay } from './resident';
import { SafeButton } from './safe-button';
import { StartWalk } from './start-walk';
import { useLater } from './use-later';

export function WalkerHome() {
  const later = useLater();
  return (
    <Screen title={t('home.walkTitle', { name: me.value?.name ?? '' })} class="home">
      <Asked />
      {later && <later.AskedPlans />}
      {later && <later.MissingStrip />}
      <ConcernUnderWay />
      <div class="stack-s start">
        <StartWalk />
        <div class="start-with">{later && <later.LastCompany />}</div>
      </div>
      <Duty />
      {later && <later.WalkedWeek />}
      <LastWalks />
      {later && <later.WalkerWays />}
      <SafeButton small line={later && me.value?.plan && <later.PromiseLine />} />
      <p class="small muted centre">{t('sos.short')}</p>
    </Screen>
  );
}
