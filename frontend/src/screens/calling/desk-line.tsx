/** The coordinator's number, where somebody has to be asked. */
import { me } from '../../core/session';
import { tm } from '../../locales/more';
import { LinkButton } from '../../ui/button';

export function DeskLine() {
  const phone = me.value?.neighbourhood.desk_phone;
  if (!phone) return null;
  return (
    <LinkButton block icon="phone" href={`tel:${phone.replaceAll(/[^+0-9]/g, '')}`}>
      {tm('calling.desk')}
    </LinkButton>
  );
}
