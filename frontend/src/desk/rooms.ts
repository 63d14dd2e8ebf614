/** The rooms of the desk, in the order of the menu: the board first. */
import type { IconName } from '../ui';
import {
  BOARD_PATH,
  COVERAGE_PATH,
  DOGS_PATH,
  FACILITIES_PATH,
  HOURS_PATH,
  MEMBERS_PATH,
  REPORTS_PATH,
  TOGETHER_PATH,
} from './addresses';

export type Page =
  'board' | 'alert' | 'reports' | 'facilities' | 'together' | 'hours' | 'coverage' | 'members' | 'dogs';

export type Room = Exclude<Page, 'alert' | 'dogs'>;

export const ROOMS: readonly { room: Room; path: string; icon: IconName }[] = [
  { room: 'board', path: BOARD_PATH, icon: 'desk' },
  { room: 'reports', path: REPORTS_PATH, icon: 'message' },
  { room: 'facilities', path: FACILITIES_PATH, icon: 'lamp' },
  { room: 'together', path: TOGETHER_PATH, icon: 'walk' },
  { room: 'hours', path: HOURS_PATH, icon: 'clock' },
  { room: 'coverage', path: COVERAGE_PATH, icon: 'route' },
  { room: 'members', path: MEMBERS_PATH, icon: 'people' },
];

/** Which entry of the menu a page stands under: an alert belongs to the board, dogs to their people. */
export function roomOf(page: Page): Room {
  if (page === 'alert') return 'board';
  return page === 'dogs' ? 'members' : page;
}

/** The pages that stand side by side under one entry. */
export const BESIDE: Partial<Record<Room, readonly { page: 'members' | 'dogs'; path: string }[]>> = {
  members: [
    { page: 'members', path: MEMBERS_PATH },
    { page: 'dogs', path: DOGS_PATH },
  ],
};
