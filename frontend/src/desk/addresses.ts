/** Where the desk's pages live. */
export const BOARD_PATH = '/desk';
export const REPORTS_PATH = '/desk/reports';
export const FACILITIES_PATH = '/desk/facilities';
export const TOGETHER_PATH = '/desk/together';
export const HOURS_PATH = '/desk/hours';
export const COVERAGE_PATH = '/desk/coverage';
export const MEMBERS_PATH = '/desk/members';
export const DOGS_PATH = '/desk/dogs';

export function alertPath(id: string): string {
  return `/desk/alerts/${encodeURIComponent(id)}`;
}
