/** The shapes of the server's answers that the app reads. */
import type { Open, QuietHours } from './mine';
import type { MyPlan, PlanTerms, PromiseAhead, PromiseDecided } from './promises';

export type { QuietHours };

export type Language = 'ko' | 'en';
export type Tier = 'resident' | 'walker' | 'responder' | 'coordinator' | 'officer';
export type ConsentKind = 'location' | 'alerts' | 'home_disclosure' | 'photos' | 'company';
export type ConsentState = 'granted' | 'paused' | 'withdrawn';

/** RFC 9457 problem details; `detail` is already in the reader's language. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  [extra: string]: unknown;
}

export interface LatLon {
  lat: number;
  lon: number;
}

export interface Consent {
  kind: ConsentKind;
  state: ConsentState;
  since: string;
}

export interface Neighbourhood {
  id: string;
  name_ko: string;
  name_en: string;
  time_zone: string;
  centre: LatLon;
  boundary: { type: 'Polygon'; coordinates: number[][][] };
  desk_phone: string | null;
}

export interface Me {
  id: string;
  name: string;
  tier: Tier;
  language: Language;
  verified: boolean;
  duty_on: boolean;
  phone?: string | null;
  family_phone: string | null;
  /** When I am not asked; minutes after midnight. */
  quiet_hours?: QuietHours | null;
  /** Whether I take part in drills. */
  drill_ok?: boolean;
  /** Whether a number is asked for when I take a call for help back. */
  cancel_pin?: 'on' | 'off';
  /** How many neighbours wait for my answer whether they may call me first. */
  buddy_asks?: number;
  /** Absent when read from this phone: an address is never stored on it. */
  home: { address: string; entry_note: string | null; lat: number; lon: number } | null;
  neighbourhood: Neighbourhood;
  policy: { countdown_s: number; gap_s: number } & Partial<PlanTerms>;
  device: { id: string; name: string; push: 'on' | 'off' };
  consents: Consent[];
  /** What I promised: null without a plan, absent from an older server. */
  plan?: MyPlan | null;
  open: Open;
}

export interface MePatch {
  name?: string;
  language?: Language;
  duty_on?: boolean;
  /** Empty takes it away. */
  phone?: string;
  family_phone?: string;
  quiet_hours?: QuietHours | null;
  drill_ok?: boolean;
}

export interface Session {
  token: string;
  device_id: string;
  member: Pick<Me, 'id' | 'name' | 'tier' | 'language' | 'verified'>;
}

export interface Device {
  id: string;
  name: string;
  created_at: string;
  last_seen_at: string | null;
  push: 'on' | 'off';
  current: boolean;
}

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

export type HomeCategory = 'please_check' | 'unwell' | 'fallen' | 'afraid' | 'other';
export type WalkCategory =
  | 'person_in_need'
  | 'lost_person'
  | 'drunk_or_violent'
  | 'fire_or_gas'
  | 'light_out'
  | 'facility_broken'
  | 'road_hazard'
  | 'litter'
  | 'animal'
  | 'other';
export type Category = HomeCategory | WalkCategory;
export type Urgency = 'report' | 'urgent';

export interface CheckIn {
  id: string;
  status: 'safe' | 'concern';
  context: 'walk' | 'home';
  category: Category | null;
  urgency: Urgency | null;
  note: string | null;
  recorded_at: string;
  received_at: string;
  clock_flag: string | null;
  late: boolean;
  patrol_id: string | null;
  alert_id: string | null;
  cancelled_at: string | null;
  photo_ids: string[];
  lat: number | null;
  lon: number | null;
  accuracy_m: number | null;
}

export type PatrolOutcome = 'nothing_to_report' | 'reported' | 'interrupted';

/** What of a walk counts as volunteer hours; only `confirmed` is the server's word. */
export interface PatrolHours {
  state: 'counting' | 'confirmed' | 'needs_confirmation' | 'not_counted';
  minutes: number | null;
  why?:
    'under_way' | 'distance' | 'checkpoints' | 'late' | 'coordinator' | 'imported' | 'no_track' | 'too_short';
}

export interface Patrol {
  id: string;
  status: 'active' | 'completed' | 'abandoned';
  outcome: PatrolOutcome | null;
  started_at: string;
  ended_at: string | null;
  distance_m: number;
  fix_count: number;
  companions: string[];
  note: string | null;
  dogs?: { id: string; name: string }[];
  hours?: PatrolHours;
  cells?: number;
  set_aside?: { reason: string; count: number }[];
  jumps?: number;
  source?: 'app' | 'owntracks' | 'osmand' | 'gpx';
}

export type AlertStatus = 'open' | 'acknowledged' | 'resolved' | 'cancelled' | 'expired';
export type ResponseStatus =
  'notified' | 'seen' | 'accepted' | 'declined' | 'on_scene' | 'done' | 'stood_down';
export type AlertOutcome = 'safe' | 'handed_over' | 'nobody_found' | 'other';

/** What somebody who comes is asked to do. */
export type Role = 'goes' | 'aed' | 'entrance';

/** In steps of 50 m, from an eighth of the compass: never where exactly. */
export interface Near {
  distance_m: number;
  side: 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw';
  minutes: number;
  age_s: number;
}

export interface Coming {
  name: string;
  status: ResponseStatus;
  since: string;
  role?: Role | null;
  /** When they first saw where I am. */
  looked_at?: string | null;
  /** About how near they are, while they come and show it. */
  near?: Near | null;
  /** Stands for them when I do not want them called again; for the person alone. */
  who?: string | null;
  blocked?: boolean;
}

export interface Alert {
  id: string;
  status: AlertStatus;
  opened_at: string;
  closed_at: string | null;
  age_s: number;
  cell: string;
  cell_boundary: [number, number][];
  place: 'home' | 'public';
  category: Category;
  drill: boolean;
  late: boolean;
  part: 'person' | 'responder' | 'staff';
  check_in_id: string | null;
  my_response: null | {
    status: ResponseStatus;
    notified_at: string | null;
    seen_at: string | null;
    accepted_at: string | null;
    on_scene_at: string | null;
    done_at: string | null;
    role?: Role | null;
    /** When I was asked whether I am on my way. */
    asked_at?: string | null;
    /** When I am asked whether I am fine. */
    check_at?: string | null;
    check_asked_at?: string | null;
    /** Whether I was asked how I am after the visit, and that I answered. */
    debrief?: 'asked' | 'answered' | 'talk' | 'talked' | null;
  };
  /** First names of the others who come, once I come too. */
  together?: string[] | null;
  /** I am the only one for a home yet. */
  second_asked?: boolean | null;
  enough: boolean;
  progress: null | { seen_by: number; coming: Coming[]; desk_told: boolean };
  person_name: string | null;
  note: string | null;
  address: string | null;
  entry_note: string | null;
  location: { lat: number; lon: number; accuracy_m: number | null } | null;
}

export type Pace = 'slow' | 'normal' | 'brisk';

export type { ItemBodies, ItemKind } from './item-bodies';

export type ResultStatus = 'applied' | 'duplicate' | 'conflict' | 'rejected' | 'retry';
export interface SyncResult {
  id: string;
  status: ResultStatus;
  problem?: Problem | null;
  check_in_id?: string | null;
  alert_id?: string | null;
  /** Of a check-in: the promise it was for and what that came to, and what is promised next. */
  promise?: PromiseDecided | null;
  next_promise?: PromiseAhead | null;
}
export interface SyncAnswer {
  server_time: string;
  results: SyncResult[];
}
