/** Where the desk's pages live. */
export const BOARD_PATH = '/desk';
export const RAISE_PATH = '/desk/raise';
export const DRILLS_PATH = '/desk/drills';
export const PAPER_PATH = '/desk/paper';
export const REPORTS_PATH = '/desk/reports';
export const FACILITIES_PATH = '/desk/facilities';
export const TOGETHER_PATH = '/desk/together';
export const HOURS_PATH = '/desk/hours';
export const COVERAGE_PATH = '/desk/coverage';
export const CHANNELS_PATH = '/desk/channels';
export const POLICY_PATH = '/desk/policy';
export const MEMBERS_PATH = '/desk/members';
export const REACH_PATH = '/desk/reach';
export const DOGS_PATH = '/desk/dogs';

export function alertPath(id: string): string {
  return `/desk/alerts/${encodeURIComponent(id)}`;
}
