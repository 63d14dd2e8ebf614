/** What is typed about a walk together before it is proposed, and what is still wrong with it. */
import { localDay, momentOf } from '../days';
import type { Pace, Proposal } from './together';

export interface ProposalDraft {
  day: string;
  time: string;
  duration: string;
  place: string;
  lat: string;
  lon: string;
  pace: Pace;
  dogs: boolean;
  note: string;
  most: string;
}

export type ProposalComplaint = 'whenMissing' | 'whenPast' | 'placeMissing' | 'pointWrong' | 'mostWrong';
export type ProposalComplaints = Partial<Record<keyof ProposalDraft, ProposalComplaint>>;

export const DURATIONS = ['20', '30', '45', '60', '90', '120'] as const;

/** Tomorrow at ten, slowly, dogs welcome: most first walks are so. */
export function freshProposal(nowMs: number): ProposalDraft {
  return {
    day: localDay(nowMs + 86_400_000),
    time: '10:00',
    duration: '45',
    place: '',
    lat: '',
    lon: '',
    pace: 'slow',
    dogs: true,
    note: '',
    most: '',
  };
}

/** The moment meant, by the neighbourhood's clocks; null while it is not complete. */
export function startsAt({ day, time }: Pick<ProposalDraft, 'day' | 'time'>): Date | null {
  return momentOf(day, time);
}

export function complaintsAboutProposal(draft: ProposalDraft, nowMs: number): ProposalComplaints {
  const found: ProposalComplaints = {};
  const at = startsAt(draft);
  if (at === null) found.day = 'whenMissing';
  else if (at.getTime() <= nowMs) found.day = 'whenPast';
  if (draft.place.trim() === '') found.place = 'placeMissing';
  const given = [draft.lat, draft.lon].filter((text) => text.trim() !== '');
  if (given.length === 1 || given.some((text) => Number.isNaN(Number(text)))) found.lat = 'pointWrong';
  if (draft.most.trim() !== '' && !within(draft.most, 2, 30)) found.most = 'mostWrong';
  return found;
}

/** Only for a draft without complaints. */
export function proposalFrom(draft: ProposalDraft, walkId: string): Proposal {
  const body: Proposal = {
    walk_id: walkId,
    starts_at: (startsAt(draft) ?? new Date(Number.NaN)).toISOString(),
    duration_min: Number(draft.duration),
    meeting_place: draft.place.trim(),
    pace: draft.pace,
    dogs: draft.dogs,
    note: draft.note.trim(),
  };
  if (draft.lat.trim() !== '') Object.assign(body, { lat: Number(draft.lat), lon: Number(draft.lon) });
  if (draft.most.trim() !== '') body.most = Number(draft.most);
  return body;
}

function within(typed: string, from: number, to: number): boolean {
  return /^\d+$/.test(typed.trim()) && Number(typed) >= from && Number(typed) <= to;
}
