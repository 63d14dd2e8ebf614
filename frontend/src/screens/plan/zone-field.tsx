/** Whose clock it is: asked only where more than one comes into question. */
import { tp } from '../../locales/plan';
import { zoneHere } from '../../core/zone';
import { Choices, FieldError } from '../../ui/form';
import { Card } from '../../ui/surface';
import type { Draft } from './draft';
import { phoneZone, zoneWords } from './plan-words';

interface Props {
  draft: Draft;
  error: string | undefined;
  onZone: (zone: string) => void;
}

export function ZoneField({ draft, error, onZone }: Props) {
  const [home, here] = [zoneHere(), phoneZone()];
  const zones = [...new Set([home, here, draft.zone])];
  if (zones.length === 1 && !error) return null;
  const nameOf = (zone: string) => {
    if (zone === home) return tp('form.zoneHome', { zone: zoneWords(zone) });
    return zone === here ? tp('form.zoneHere', { zone: zoneWords(zone) }) : zoneWords(zone);
  };
  return (
    <Card>
      <div class="stack" data-field="zone">
        <Choices
          label={tp('form.zone')}
          items={zones.map((zone) => ({ value: zone, label: nameOf(zone) }))}
          value={draft.zone}
          onChange={onZone}
        />
        {error && <FieldError id="zone-error">{error}</FieldError>}
      </div>
    </Card>
  );
}
