/** 112 and 119, one tap away on every screen; the app itself calls nobody. */
import { t } from '../core/i18n';
import { Icon } from './icon';

interface CallLinkProps {
  number: string;
  shown?: string;
  text: string;
}

export function CallLink({ number, shown = number, text }: CallLinkProps) {
  return (
    <a class="call" href={`tel:${number}`}>
      <b class="num">{shown}</b>
      <span class="grow">{text}</span>
      <Icon name="phone" />
    </a>
  );
}

/** The two numbers as large links, with what each is for. */
export function EmergencyCalls() {
  return (
    <div class="stack-s calls">
      <CallLink number="119" text={t('sos.119')} />
      <CallLink number="112" text={t('sos.112')} />
    </div>
  );
}

/** The button in the top bar. A popover needs no script, so it also works while the app is still loading. */
export function EmergencyButton() {
  return (
    <button type="button" class="sos-open" popovertarget="sos" data-testid="sos">
      <Icon name="phone" size="s" />
      <span class="sr-only">{t('sos.open')}</span>
      <span aria-hidden="true">119·112</span>
    </button>
  );
}

export function EmergencySheet() {
  return (
    <div class="sos" id="sos" popover="auto" role="dialog" aria-label={t('sos.title')}>
      <div class="stack">
        <h2>{t('sos.title')}</h2>
        <EmergencyCalls />
        <p class="muted">{t('sos.plain')}</p>
        <button type="button" class="btn btn-second btn-block" popovertarget="sos" popovertargetaction="hide">
          {t('common.close')}
        </button>
      </div>
    </div>
  );
}
