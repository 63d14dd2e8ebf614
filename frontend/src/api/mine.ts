/** Parts of my own page as the server sends them. */

export interface Open {
  my_alert_ids: string[];
  asked_alert_ids: string[];
  /** The drills I am in; an older server does not tell. */
  drill_alert_ids?: string[];
  active_patrol_id: string | null;
  /** Promises without an answer, of people whose buddy I am; an older server does not tell. */
  asked_plans?: number;
}

export interface QuietHours {
  from_min: number;
  until_min: number;
  /** Somebody whose buddy I am may wake me all the same. */
  but_buddies: boolean;
}
