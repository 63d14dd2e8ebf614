/** Made-up answers for tests, close to what the server sends. */
import type { Board, BoardAlert, BoardCheckIn, BoardPatrol, LatLon, Told } from './contract';

const HEX: LatLon[] = [
  [37.761, 126.772],
  [37.7619, 126.774],
  [37.7609, 126.7758],
  [37.7591, 126.7756],
  [37.7582, 126.7738],
  [37.7592, 126.772],
];

export function told(name: string, status: Told['status'], delivery: Told['delivery']): Told {
  return { name, status, delivery, at: '2026-11-23T10:00:10Z' };
}

export function alert(id: string, change: Partial<BoardAlert> = {}): BoardAlert {
  return {
    id,
    status: 'open',
    category: 'fallen',
    place: 'home',
    drill: false,
    late: false,
    cell: '8930e0d8c97ffff',
    cell_boundary: HEX,
    opened_at: '2026-11-23T10:00:00Z',
    closed_at: null,
    outcome: null,
    age_s: 60,
    person_name: '김순자',
    wave: 1,
    waves: 3,
    next_step_at: '2026-11-23T10:02:00Z',
    desk_told_at: null,
    told: [told('박민수', 'notified', 'sent')],
    ...change,
  };
}

export function patrol(id: string, change: Partial<BoardPatrol> = {}): BoardPatrol {
  return {
    id,
    name: '이하나',
    started_at: '2026-11-23T09:40:00Z',
    last_fix_at: '2026-11-23T10:00:50Z',
    cell: '8930e0d8c93ffff',
    cell_boundary: HEX,
    place: null,
    shared: false,
    distance_m: 1240,
    fix_count: 88,
    companions: ['박민수'],
    ...change,
  };
}

export function checkIn(id: string, change: Partial<BoardCheckIn> = {}): BoardCheckIn {
  return {
    id,
    name: '이하나',
    status: 'concern',
    context: 'walk',
    category: 'light_out',
    urgency: 'report',
    note: '놀이터 앞 가로등이 꺼졌어요',
    recorded_at: '2026-11-23T09:50:00Z',
    received_at: '2026-11-23T09:50:02Z',
    late: false,
    clock_flag: null,
    photo_ids: [],
    alert_id: null,
    cancelled_at: null,
    ...change,
  };
}

export function board(change: Partial<Board> = {}): Board {
  return {
    now: '2026-11-23T10:01:00Z',
    event_id: 7,
    neighbourhood: { id: 'n1', name_ko: '금촌1동', name_en: 'Geumchon 1-dong' },
    worker: 'ok',
    alerts: [],
    patrols: [],
    check_ins: [],
    closed_alerts: [],
    ...change,
  };
}
