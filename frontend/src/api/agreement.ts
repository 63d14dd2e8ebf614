/** Holds our words for the API's answers against the generated ones: a change there does not compile here. */
import type { AccessLogEntry } from '../core/access-log';
import type { Buddies, Tied } from '../core/calling';
import type { CoverageDebt, SharedCell } from '../core/coverage';
import type { Dog } from '../core/dogs';
import type { Facility } from '../core/facilities';
import type { HoursMonth } from '../core/hours';
import type { MissingCall } from '../core/missing';
import type { Recorder, RecorderMade } from '../core/recorders';
import type { RecentReport, Report, SentThing } from '../core/reports';
import type { CalendarFeed, Companion, TogetherWalk } from '../core/together';
import type { AskedPlan, Plan, PromiseDecided } from './promises';
import type { components } from './schema';
import type {
  Alert,
  CheckIn,
  Device,
  Me,
  MePatch,
  Neighbourhood,
  Patrol,
  Session,
  SyncAnswer,
} from './types';

type Answers = components['schemas'];
/** What the server gives must be readable as ours. */
type Reads<Ours, _Theirs extends Ours> = true;

type Loosely<Ours, Field extends keyof Ours> = Omit<Ours, Field>;

export type Agreement = [
  // The boundary is GeoJSON, which the description leaves open.
  Reads<Loosely<Me, 'neighbourhood'>, Answers['MeOut']>,
  Reads<Loosely<Neighbourhood, 'boundary'>, Answers['NeighbourhoodOut']>,
  Reads<Session, Answers['SignedIn']>,
  // Categories are an open list for the server, so that a new one does not break an old phone.
  Reads<Loosely<Alert, 'category'>, Answers['AlertOut']>,
  Reads<Loosely<CheckIn, 'category'>, Answers['CheckInOut']>,
  Reads<Patrol, Answers['PatrolOut']>,
  Reads<Device, Answers['DeviceOut']>,
  Reads<AccessLogEntry, Answers['AccessOut']>,
  Reads<Dog, Answers['DogOut']>,
  Reads<Facility, Answers['FacilityOut']>,
  Reads<Report, Answers['ReportOut']>,
  Reads<RecentReport, Answers['RecentReport']>,
  Reads<SentThing, Answers['SentOut']>,
  Reads<CoverageDebt, Answers['DebtOut']>,
  Reads<SharedCell, Answers['SharedCell']>,
  Reads<HoursMonth, Answers['HoursOut']>,
  Reads<TogetherWalk, Answers['SharedWalkOut']>,
  Reads<Companion, Answers['CompanionOut']>,
  Reads<CalendarFeed, Answers['CalendarOut']>,
  Reads<MissingCall, Answers['MissingOut']>,
  Reads<Tied, Answers['TieOut']>,
  Reads<Buddies, Answers['BuddiesOut']>,
  Reads<Plan, Answers['PlanOut']>,
  Reads<AskedPlan, Answers['AskedOut']>,
  Reads<PromiseDecided, Answers['PromiseDecided']>,
  Reads<Recorder, Answers['RecorderOut']>,
  Reads<RecorderMade, Answers['RecorderMade']>,
  Reads<Answers['MePatch'], MePatch>,
  // An item without a readable id gets a receipt without one; the wire drops it.
  Reads<Loosely<SyncAnswer, 'results'>, Answers['SyncAnswer']>,
];
