/** Who looked at what is mine, as the server keeps it. */
export interface AccessLogEntry {
  /** Stands for them when I do not want them called. */
  look: string;
  blocked: boolean;
  at: string;
  who: string;
  what: string;
  alert_id: string | null;
}
