/** Settings: how it looks, what I allow, my phone. */
import { lang, setLanguage, t } from '../../core/i18n';
import { outbox } from '../../core/outbox';
import { setTextStep, setTheme, TEXT_STEPS, textStep, theme, THEMES, type TextStep } from '../../core/prefs';
import { push } from '../../core/push';
import { me, patchMe } from '../../core/session';
import { clockOf } from '../../core/wall-clock';
import { tm } from '../../locales/more';
import { Choices } from '../../ui/form';
import { QuickExit } from '../../ui/quick-exit';
import { Card, Row } from '../../ui/surface';
import { Screen } from '../shell/screen';
import { ConsentRows } from './consent-rows';
import { DrillSwitch, MyNumbers } from './my-numbers';
import { SignOut } from './sign-out';
import './settings.css';

const LANGUAGES = [
  { value: 'ko', label: '한국어' },
  { value: 'en', label: 'English' },
] as const;

function Look() {
  return (
    <Card title={tm('settings.look')}>
      <Choices
        label={tm('settings.language')}
        items={LANGUAGES}
        value={lang.value}
        onChange={(chosen) => {
          void setLanguage(chosen);
          // Push texts and the desk's words come in this language too; without a network it follows later.
          patchMe({ language: chosen }).catch(() => {});
        }}
      />
      <Choices
        label={tm('settings.theme')}
        items={THEMES.map((value) => ({ value, label: tm(`settings.theme.${value}`) }))}
        value={theme.value}
        onChange={setTheme}
      />
      <Choices
        label={tm('settings.text')}
        items={TEXT_STEPS.map((step) => ({ value: `${step}` as const, label: tm(`settings.text.${step}`) }))}
        value={`${textStep.value}`}
        onChange={(step) => setTextStep(Number(step) as TextStep)}
      />
    </Card>
  );
}

function quietWords(): string {
  const hours = me.value?.quiet_hours;
  if (!hours) return tm('quiet.none');
  return tm('quiet.span', { from: clockOf(hours.from_min), until: clockOf(hours.until_min) });
}

export default function Settings() {
  const person = me.value;
  const { setAside } = outbox.value;
  const walks = person !== null && person.tier !== 'resident' && person.tier !== 'officer';
  return (
    <Screen title={tm('settings.title')} class="settings">
      <section class="stack-s">
        <h2>{tm('settings.consents')}</h2>
        <ConsentRows />
      </section>
      <section class="stack-s">
        <h2>{tm('settings.phone')}</h2>
        <ul class="rows">
          <Row
            href="/settings/notifications"
            icon="bell"
            title={tm('settings.notifications')}
            detail={tm(push.value === 'needs-install' ? 'push.install' : `push.${push.value}`)}
          />
          <Row
            href="/settings/outbox"
            icon="send"
            title={tm('settings.outbox')}
            detail={setAside > 0 ? tm('settings.count', { count: setAside }) : tm('settings.outboxNone')}
          />
          {walks && (
            <Row href="/settings/quiet" icon="clock" title={tm('quiet.title')} detail={quietWords()} />
          )}
          <Row
            href="/settings/cancel-number"
            icon="lock"
            title={tm('pin.title')}
            detail={tm(person?.cancel_pin === 'on' ? 'pin.isOn' : 'pin.isOff')}
          />
          {walks && <Row href="/settings/recorders" icon="route" title={tm('settings.recorders')} />}
          {walks && <Row href="/settings/import" icon="plus" title={tm('settings.import')} />}
          <Row href="/settings/devices" icon="device" title={tm('settings.devices')} />
          <Row href="/settings/install" icon="download" title={tm('settings.install')} />
        </ul>
      </section>
      <section class="stack-s">
        <h2>{tm('calling.section')}</h2>
        <ul class="rows">
          <Row href="/settings/plan" icon="clock" title={tm('settings.plan')} />
          <Row
            href="/settings/buddies"
            icon="people"
            title={tm('buddies.title')}
            {...(person?.buddy_asks && { detail: tm('buddies.asked', { count: person.buddy_asks }) })}
          />
          <Row href="/settings/blocks" icon="lock" title={tm('blocks.title')} />
          <Row href="/settings/access-log" icon="eye" title={tm('settings.access')} />
        </ul>
      </section>
      <Look />
      <MyNumbers />
      <DrillSwitch />
      <section class="stack centre settings-end">
        <p class="small muted">
          {person && (lang.value === 'ko' ? person.neighbourhood.name_ko : person.neighbourhood.name_en)}
          {' · '}
          {t('app.name')}
          <br />
          {tm('settings.about')}
        </p>
        <div class="row settings-leave">
          <SignOut />
          <QuickExit />
        </div>
      </section>
    </Screen>
  );
}
