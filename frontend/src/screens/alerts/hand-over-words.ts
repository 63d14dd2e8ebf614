/** What is read out or sent as a text message about an alert. */
import { tm } from '../../locales/more';

export interface HandOver {
  alert_id: string;
  drill: boolean;
  place: 'home' | 'public';
  category: string;
  opened_at: string;
  age_s: number;
  address: string | null;
  entry_note: string | null;
  lat: number | null;
  lon: number | null;
  accuracy_m: number | null;
  national_point: string | null;
  nearest: { kind: 'lamp' | 'bell' | 'aed'; label: string; number: string; distance_m: number }[];
}

/** The point first: it needs no knowledge of the streets and is taken digit by digit. */
export function whereWords({ national_point, address, lat, lon, nearest }: HandOver): string {
  const [first] = nearest;
  const parts = [
    address,
    national_point && `${tm('hand.point')} ${national_point}`,
    !national_point && lat !== null && lon !== null && `${lat.toFixed(5)}, ${lon.toFixed(5)}`,
    first && nearWords(first),
  ];
  return parts.filter(Boolean).join(', ') || tm('hand.noPoint');
}

export function nearWords({ kind, number, label, distance_m }: HandOver['nearest'][number]): string {
  return tm('hand.near', { name: tm(`fac.kind.${kind}`), number: number || label, metres: distance_m });
}

export function scriptOf(card: HandOver, what: string): string {
  const minutes = Math.max(1, Math.round(card.age_s / 60));
  const script = tm('hand.script', { where: whereWords(card), what, minutes });
  return card.drill ? tm('hand.drillScript', { script }) : script;
}
