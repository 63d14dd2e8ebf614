/** Holds the desk's types against the ones generated from the server: `tsc` fails when they part. */
import type { components } from '../api/schema';
import type { MemberChange, NewMember } from './client';
import type { Board, DeskAlert, HandedCode, Home, Member, OnTheWay, PairingCode, Talk } from './contract';
import type { Coverage } from './coverage/coverage';
import type { DeskDog, Temperament } from './dogs/dogs';
import type { Facility, FacilityCheck, FacilityIn, Imported } from './facilities/facilities';
import type { Certificate, MonthHours, WaitingWalk } from './hours/hours';
import type { DeskMissing, MissingBody, Sighting } from './missing/missing';
import type { Missed } from './promises/promises';
import type { DeskReport } from './reports/reports';
import type { DeskTogether, DeskWalk } from './together/together';

type Answers = components['schemas'];
/** What the server sends can be read as what the desk expects. */
type Reads<Expected, Sent extends Expected> = Sent;
/** What the desk sends is what the server takes. */
type Sends<Taken, Sent extends Taken> = Sent;

export type Agreement = [
  Reads<Board, Answers['Board']>,
  Reads<DeskAlert, Answers['DeskAlert']>,
  Reads<OnTheWay, Answers['OnTheWay']>,
  Reads<Talk, Answers['TalkOut']>,
  Reads<Member, Answers['MemberRow']>,
  Reads<PairingCode, Answers['CodeOut']>,
  Reads<HandedCode, Answers['CodeState']>,
  Sends<Answers['MemberIn'], NewMember>,
  Sends<Answers['MemberPatch'], MemberChange>,
  Reads<Home, Answers['HomeOut']>,
  Reads<DeskMissing, Answers['DeskMissing']>,
  Reads<Sighting, Answers['SightingOut']>,
  Sends<Answers['MissingIn'], MissingBody>,
  Reads<Missed, Answers['MissedOut']>,
  Reads<DeskReport, Answers['DeskReport']>,
  Reads<Facility, Answers['FacilityOut']>,
  Reads<FacilityCheck, Answers['CheckOut']>,
  Reads<Imported, Answers['ImportOut']>,
  Sends<Answers['FacilityIn'], FacilityIn>,
  Reads<DeskDog, Answers['DeskDog']>,
  Sends<Answers['TemperamentIn'], Temperament>,
  Reads<MonthHours, Answers['DeskHours']>,
  Reads<WaitingWalk, Answers['WaitingWalk']>,
  Reads<Certificate, Answers['CertificateOut']>,
  Reads<Coverage, Answers['CoverageOut']>,
  Reads<DeskWalk, Answers['DeskWalkOut']>,
  Reads<DeskTogether, Answers['DeskTogetherOut']>,
];
