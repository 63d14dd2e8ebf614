/** What a walker may report, most common first, and what calls for help at once. */
import type { WalkCategory } from '../../api/types';
import type { IconName } from '../../ui/icon';

type Choice = readonly [WalkCategory, IconName];

export const REPORTS: readonly Choice[] = [
  ['light_out', 'lamp'],
  ['road_hazard', 'alert'],
  ['facility_broken', 'settings'],
  ['litter', 'trash'],
  ['animal', 'paw'],
  ['person_in_need', 'people'],
  ['lost_person', 'pin'],
  ['drunk_or_violent', 'alert'],
  ['fire_or_gas', 'alert'],
  ['other', 'message'],
];

export const URGENT: readonly Choice[] = [
  ['person_in_need', 'people'],
  ['lost_person', 'pin'],
  ['drunk_or_violent', 'alert'],
  ['fire_or_gas', 'alert'],
  ['other', 'message'],
];
