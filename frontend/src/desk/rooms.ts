/** The rooms of the desk, in the order of the menu: the board first. */
import type { IconName } from '../ui';
import {
  BOARD_PATH,
  CHANNELS_PATH,
  COVERAGE_PATH,
  DOGS_PATH,
  FACILITIES_PATH,
  HOURS_PATH,
  MEMBERS_PATH,
  POLICY_PATH,
  REACH_PATH,
  REPORTS_PATH,
  TOGETHER_PATH,
} from './addresses';

export type Page =
  | 'board'
  | 'alert'
  | 'raise'
  | 'drills'
  | 'paper'
  | 'reports'
  | 'facilities'
  | 'together'
  | 'hours'
  | 'coverage'
  | 'members'
  | 'policy'
  | 'channels'
  | 'dogs'
  | 'reach'
  | 'missing';

export type Room = Exclude<
  Page,
  'alert' | 'raise' | 'drills' | 'paper' | 'missing' | 'dogs' | 'reach' | 'channels'
>;

export const ROOMS: readonly { room: Room; path: string; icon: IconName }[] = [
  { room: 'board', path: BOARD_PATH, icon: 'desk' },
  { room: 'reports', path: REPORTS_PATH, icon: 'message' },
  { room: 'facilities', path: FACILITIES_PATH, icon: 'lamp' },
  { room: 'together', path: TOGETHER_PATH, icon: 'walk' },
  { room: 'hours', path: HOURS_PATH, icon: 'clock' },
  { room: 'coverage', path: COVERAGE_PATH, icon: 'route' },
  { room: 'members', path: MEMBERS_PATH, icon: 'people' },
  { room: 'policy', path: POLICY_PATH, icon: 'bell' },
];

/**
 * Which entry of the menu a page stands under: alerts, drills, the paper and missing people belong to the board, dogs and phones to
 * their people, contacts outside to the policy.
 */
export function roomOf(page: Page): Room {
  if (page === 'alert' || page === 'raise' || page === 'drills' || page === 'paper' || page === 'missing')
    return 'board';
  if (page === 'channels') return 'policy';
  return page === 'dogs' || page === 'reach' ? 'members' : page;
}

/** The pages that stand side by side under one entry. */
export const BESIDE: Partial<
  Record<Room, readonly { page: 'members' | 'dogs' | 'reach' | 'policy' | 'channels'; path: string }[]>
> = {
  members: [
    { page: 'members', path: MEMBERS_PATH },
    { page: 'dogs', path: DOGS_PATH },
    { page: 'reach', path: REACH_PATH },
  ],
  policy: [
    { page: 'policy', path: POLICY_PATH },
    { page: 'channels', path: CHANNELS_PATH },
  ],
};
