/** Every number of the policy, in the groups a coordinator thinks in, and what each counts. */

export type Kind = 'people' | 'rings' | 'metres' | 'times' | 'minutes' | 'hours' | 'duration';

export const GROUPS = {
  who: ['inner_rings', 'outer_rings', 'sparse_rings', 'widen_below', 'fresh_fix_s', 'usable_fix_s'],
  waves: ['most_told', 'few_in_range'],
  coming: ['enough_accepts', 'arrive_within_s', 'moved_m'],
  desk: [
    'remind_desk_s',
    'duress_remind_s',
    'outside_after_s',
    'outside_again_s',
    'outside_most',
    'expire_after_s',
  ],
  calling: ['countdown_s', 'late_after_s', 'false_within_s'],
  visits: ['visit_check_s', 'resting_s', 'debrief_after_s'],
  plans: ['plan_quiet_min', 'plan_soon_min', 'plan_grace_min', 'plan_desk_after_min', 'plan_early_h'],
  phones: ['proof_every_s', 'proof_answer_s'],
  others: ['missing_expires_s', 'drill_expires_s'],
  kept: ['location_kept_s'],
} as const;

export type Group = keyof typeof GROUPS;
export type NumberName = (typeof GROUPS)[Group][number];

export const GROUP_NAMES = Object.keys(GROUPS) as Group[];
export const NUMBERS: readonly NumberName[] = GROUP_NAMES.flatMap((group) => [...GROUPS[group]]);

const COUNTED: Partial<Record<NumberName, Kind>> = {
  inner_rings: 'rings',
  outer_rings: 'rings',
  sparse_rings: 'rings',
  moved_m: 'metres',
  outside_most: 'times',
  plan_quiet_min: 'minutes',
  plan_soon_min: 'minutes',
  plan_grace_min: 'minutes',
  plan_desk_after_min: 'minutes',
  plan_early_h: 'hours',
};

export function kindOf(name: NumberName): Kind {
  return COUNTED[name] ?? (name.endsWith('_s') ? 'duration' : 'people');
}
