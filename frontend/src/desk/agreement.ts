/** Holds the desk's types against the ones generated from the server: `tsc` fails when they part. */
import type { components } from '../api/schema';
import type { NewMember } from './client';
import type { Board, DeskAlert, HandedCode, Member, PairingCode } from './contract';

type Answers = components['schemas'];
/** What the server sends can be read as what the desk expects. */
type Reads<Expected, Sent extends Expected> = Sent;
/** What the desk sends is what the server takes. */
type Sends<Taken, Sent extends Taken> = Sent;

export type Agreement = [
  Reads<Board, Answers['Board']>,
  Reads<DeskAlert, Answers['DeskAlert']>,
  Reads<Member, Answers['MemberRow']>,
  Reads<PairingCode, Answers['CodeOut']>,
  Reads<HandedCode, Answers['CodeState']>,
  Sends<Answers['MemberIn'], NewMember>,
];
