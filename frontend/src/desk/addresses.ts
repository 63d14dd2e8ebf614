/** Where the desk's pages live. */
export const BOARD_PATH = '/desk';
export const MEMBERS_PATH = '/desk/members';

export function alertPath(id: string): string {
  return `/desk/alerts/${encodeURIComponent(id)}`;
}
