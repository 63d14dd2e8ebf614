/** Ten seconds and no receipt, or a refusal: who to call meanwhile, and a text message ready to go. */
import type { ConcernState } from '../../core/concern';
import { tm } from '../../locales/more';
import { me } from '../../core/session';
import { LinkButton } from '../../ui/button';
import { EmergencyCalls } from '../../ui/emergency';
import { Notice } from '../../ui/surface';

/** `sms:` with the words filled in; iOS wants `&`, everyone else `?`. */
export function smsLink(number: string, body: string, agent: string = navigator.userAgent): string {
  return `sms:${number}${/iPhone|iPad|Macintosh/.test(agent) ? '&' : '?'}body=${encodeURIComponent(body)}`;
}

export function NotSent({ state }: { state: ConcernState }) {
  const person = me.value;
  const family = person?.family_phone ?? null;
  const desk = person?.neighbourhood.desk_phone ?? null;
  const { position } = state;
  const place = position
    ? tm('sos.smsPlace', { lat: position.lat.toFixed(5), lon: position.lon.toFixed(5) })
    : '';
  const body = tm('sos.smsBody', { name: person?.name ?? '', place });
  const refused = state.phase === 'refused';
  return (
    <Notice
      tone="danger"
      icon="offline"
      title={tm(refused ? 'concern.refusedTitle' : 'concern.notSentTitle')}
      role="alert"
      wide
    >
      <p>
        {refused && state.problem?.detail
          ? state.problem.detail
          : tm(refused ? 'concern.refusedText' : 'concern.notSentText')}
      </p>
      <EmergencyCalls />
      {family && (
        <LinkButton block icon="phone" href={`tel:${family}`}>
          {tm('sos.family')}
        </LinkButton>
      )}
      <LinkButton block icon="message" href={smsLink(family ?? '', body)} data-testid="sms">
        {tm('sos.sms')}
      </LinkButton>
      {desk && (
        <LinkButton block icon="phone" href={`tel:${desk}`}>
          {tm('sos.desk')}
        </LinkButton>
      )}
    </Notice>
  );
}
