/** What the phone may say, by kind: the bodies that its outbox carries. */
import type { ContactHow } from './promises';
import type { Category, Pace, PatrolOutcome, Urgency } from './types';

/** What the outbox carries to `POST /api/sync`; the kinds and bodies are the promised API. */
export interface ItemBodies {
  'patrol.start': { patrol_id: string; companions?: string[]; dog_ids?: string[] };
  /** My place is shown at the desk while it is on. */
  'patrol.share': { patrol_id: string; on: boolean };
  'patrol.fixes': {
    patrol_id: string;
    seq: number;
    track: { t: number[]; lat: number[]; lon: number[]; acc: number[] };
  };
  /** `trimmed_m`: what the phone cut off both ends, in steps of 50 m, 400 at most. */
  'patrol.end': { patrol_id: string; outcome: PatrolOutcome; note?: string; trimmed_m?: number };
  check_in: {
    status: 'safe' | 'concern';
    context: 'walk' | 'home';
    patrol_id?: string;
    category?: Category;
    urgency?: Urgency;
    note?: string;
    lat?: number;
    lon?: number;
    accuracy_m?: number;
    photo_ids?: string[];
    /** Somebody said the same before: this joins that report. */
    same_as?: string;
  };
  /** The check has the item's id. */
  'facility.check': {
    facility_id: string;
    working: boolean;
    patrol_id?: string;
    note?: string;
    photo_ids?: string[];
  };
  /** Seen by me; the sighting has the item's id. */
  'missing.sighting': {
    missing_id: string;
    note?: string;
    lat?: number;
    lon?: number;
    accuracy_m?: number;
    seen_at?: string;
  };
  'together.propose': {
    walk_id: string;
    starts_at: string;
    duration_min: number;
    meeting_place: string;
    lat?: number;
    lon?: number;
    pace: Pace;
    dogs: boolean;
    note?: string;
    most?: number;
    again_with?: string[];
  };
  'together.respond': { walk_id: string; action: 'join' | 'leave' | 'decline' };
  'together.check_in': { walk_id: string; code?: string; lat?: number; lon?: number; accuracy_m?: number };
  'check_in.cancel': { check_in_id: string; pin?: string };
  /** How I am after a visit. */
  'alert.debrief': { alert_id: string; answer: 'fine' | 'lingers' | 'talk' };
  'alert.respond': {
    alert_id: string;
    action: 'seen' | 'accept' | 'decline' | 'on_scene' | 'done' | 'fine' | 'on_my_way';
    note?: string;
  };
  /** A new promise to check in, or other terms for one of mine; they hold from when the server hears of it. */
  'plan.set': {
    plan_id: string;
    times: string[];
    weekdays?: number[] | null;
    every_days?: number;
    first_day?: string | null;
    last_day?: string | null;
    zone?: string | null;
    grace_min?: number | null;
  };
  'plan.end': { plan_id: string };
  /** All my plans rest up to and including this day. */
  'plan.pause': { until: string };
  'plan.resume': { until?: never };
  /** I was in touch with somebody whose buddy I am. */
  'plan.contact': { plan_id: string; day: string; minute: number; how: ContactHow };
}
export type ItemKind = keyof ItemBodies;
