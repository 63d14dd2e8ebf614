/** The app: which screen is shown for which address. */
import lazy, { ErrorBoundary } from 'preact-iso/lazy';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso/router';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';

import { t } from './core/i18n';
import { onNavigate } from './core/navigation';
import { me, sessionState } from './core/session';
import { more } from './locales/more';
import Home from './screens/home/home';
import { Broken } from './screens/shell/broken';
import { Frame } from './screens/shell/frame';
import { Guard } from './screens/shell/guard';
import { loadMoreIcons } from './ui/icon';
import { LiveRegions } from './ui/live';
import { Skeleton } from './ui/surface';

type Chunk = { default: FunctionComponent };
/** A screen of its own chunk, together with its texts. */
const later = (load: () => Promise<Chunk>) =>
  lazy(async (): Promise<Chunk> => {
    try {
      const [chunk] = await Promise.all([load(), more.load(), loadMoreIcons()]);
      return chunk;
    } catch {
      return { default: Broken };
    }
  });

type Load<Loaded> = () => Promise<Loaded>;
/** A screen that also brings words of its own. */
const withWords = (load: Load<Chunk>, words: Load<void>) => async () =>
  (await Promise.all([load(), words()]))[0];
const hoursWords = () => import('./locales/hours').then(({ hoursTexts }) => hoursTexts.load());
const togetherWords = () => import('./locales/together').then(({ togetherTexts }) => togetherTexts.load());

const Concern = later(() => import('./screens/concern/concern'));
/** A call for help must open without a network, also before the service worker has everything. */
export const preloadConcern = () => Concern.preload();
const Join = later(() => import('./screens/join/join'));
const Consents = later(() => import('./screens/consents/consents'));
const Walk = later(() => import('./screens/walk/walk'));
const Walked = later(() => import('./screens/walk/walked'));
const Dogs = later(() => import('./screens/dogs/dogs'));
const DogScreen = later(() => import('./screens/dogs/dog'));
const Facilities = later(() => import('./screens/facilities/facilities'));
const Reports = later(() => import('./screens/reports/reports'));
const Alerts = later(() => import('./screens/alerts/alerts'));
const AlertScreen = later(() => import('./screens/alerts/alert'));
const missingWords = () => import('./locales/missing').then(({ missingTexts }) => missingTexts.load());
const Missing = later(withWords(() => import('./screens/missing/missing'), missingWords));
const Together = later(withWords(() => import('./screens/together/together'), togetherWords));
const Propose = later(withWords(() => import('./screens/together/propose'), togetherWords));
const Outing = later(withWords(() => import('./screens/together/outing'), togetherWords));
const Hours = later(withWords(() => import('./screens/hours/hours'), hoursWords));
const planWords = () => import('./locales/plan').then(({ planTexts }) => planTexts.load());
const MyPlans = later(withWords(() => import('./screens/plan/plan'), planWords));
const AskedPlans = later(withWords(() => import('./screens/plan/asked'), planWords));
const Settings = later(() => import('./screens/settings/settings'));
const Notifications = later(() => import('./screens/settings/notifications'));
const OutboxItems = later(() => import('./screens/settings/outbox'));
const Devices = later(() => import('./screens/settings/devices'));
const HandOver = later(() => import('./screens/alerts/hand-over'));
const debriefWords = () => import('./locales/debrief').then(({ debriefTexts }) => debriefTexts.load());
const Debrief = later(withWords(() => import('./screens/alerts/debrief'), debriefWords));
const Quiet = later(() => import('./screens/settings/quiet'));
const CancelNumber = later(() => import('./screens/settings/cancel-number'));
const Blocks = later(() => import('./screens/calling/blocks'));
const BuddiesScreen = later(() => import('./screens/calling/buddies'));
const AccessLog = later(() => import('./screens/settings/access-log'));
const recorderWords = () => import('./locales/recorders').then(({ recorderTexts }) => recorderTexts.load());
const Recorders = later(withWords(() => import('./screens/settings/recorders'), recorderWords));
const ImportGpx = later(withWords(() => import('./screens/settings/import-gpx'), recorderWords));
const Install = later(() => import('./screens/settings/install'));
// The desk brings its own frame and its own words.
const Board = later(() => import('./desk/board-screen'));
const DeskAlert = later(() => import('./desk/alert-screen'));
const Members = later(() => import('./desk/members-screen'));
const DeskReports = later(() => import('./desk/reports/reports-screen'));
const DeskFacilities = later(() => import('./desk/facilities/facilities-screen'));
const DeskRaise = later(() => import('./desk/raise/raise-screen'));
const DeskPaper = later(() => import('./desk/paper/paper-screen'));
const DeskDrills = later(() => import('./desk/drills/drills-screen'));
const DeskChannels = later(() => import('./desk/channels/channels-screen'));
const DeskPolicy = later(() => import('./desk/policy/policy-screen'));
const DeskReach = later(() => import('./desk/reach/reach-screen'));
const DeskMissing = later(() => import('./desk/missing/missing-screen'));
const DeskDogs = later(() => import('./desk/dogs/dogs-screen'));
const DeskHours = later(() => import('./desk/hours/hours-screen'));
const DeskCoverage = later(() => import('./desk/coverage/coverage-screen'));
const DeskTogether = later(() => import('./desk/together/together-screen'));
const Lost = later(() => import('./screens/lost/lost'));

/** Screens that need somebody signed in show home instead, which says how to begin. */
const needsPerson = (path: string) => path !== '/' && path !== '/join' && path !== '/settings/install';

function Screens() {
  const { path } = useLocation();
  if (!me.value && needsPerson(path)) {
    return sessionState.value === 'unknown' ? <Skeleton label={t('common.loading')} lines={4} /> : <Home />;
  }
  return (
    <Guard key={path}>
      <ErrorBoundary>
        <Router>
          <Route path="/" component={Home} />
          <Route path="/join" component={Join} />
          <Route path="/consents" component={Consents} />
          <Route path="/concern" component={Concern} />
          <Route path="/walk" component={Walk} />
          <Route path="/walk/:id" component={Walked} />
          <Route path="/dogs" component={Dogs} />
          <Route path="/dogs/:id" component={DogScreen} />
          <Route path="/facilities" component={Facilities} />
          <Route path="/reports" component={Reports} />
          <Route path="/reports/:id" component={Reports} />
          <Route path="/alerts" component={Alerts} />
          <Route path="/alerts/:id" component={AlertScreen} />
          <Route path="/alerts/:id/hand-over" component={HandOver} />
          <Route path="/missing/:id" component={Missing} />
          <Route path="/alerts/:id/debrief" component={Debrief} />
          <Route path="/together" component={Together} />
          <Route path="/together/new" component={Propose} />
          <Route path="/together/:id" component={Outing} />
          <Route path="/hours" component={Hours} />
          <Route path="/plans/asked" component={AskedPlans} />
          <Route path="/plans/asked/:id" component={AskedPlans} />
          <Route path="/settings/plan" component={MyPlans} />
          <Route path="/settings" component={Settings} />
          <Route path="/settings/notifications" component={Notifications} />
          <Route path="/settings/outbox" component={OutboxItems} />
          <Route path="/settings/devices" component={Devices} />
          <Route path="/settings/quiet" component={Quiet} />
          <Route path="/settings/cancel-number" component={CancelNumber} />
          <Route path="/settings/access-log" component={AccessLog} />
          <Route path="/settings/blocks" component={Blocks} />
          <Route path="/settings/buddies" component={BuddiesScreen} />
          <Route path="/settings/recorders" component={Recorders} />
          <Route path="/settings/import" component={ImportGpx} />
          <Route path="/settings/install" component={Install} />
          <Route default component={Lost} />
        </Router>
      </ErrorBoundary>
    </Guard>
  );
}

function Desk() {
  const { path } = useLocation();
  return (
    <Guard key={path}>
      <ErrorBoundary>
        <Router>
          <Route path="/desk" component={Board} />
          <Route path="/desk/members" component={Members} />
          <Route path="/desk/reports" component={DeskReports} />
          <Route path="/desk/facilities" component={DeskFacilities} />
          <Route path="/desk/reach" component={DeskReach} />
          <Route path="/desk/dogs" component={DeskDogs} />
          <Route path="/desk/hours" component={DeskHours} />
          <Route path="/desk/coverage" component={DeskCoverage} />
          <Route path="/desk/together" component={DeskTogether} />
          <Route path="/desk/raise" component={DeskRaise} />
          <Route path="/desk/paper" component={DeskPaper} />
          <Route path="/desk/drills" component={DeskDrills} />
          <Route path="/desk/missing" component={DeskMissing} />
          <Route path="/desk/missing/:id" component={DeskMissing} />
          <Route path="/desk/channels" component={DeskChannels} />
          <Route path="/desk/policy" component={DeskPolicy} />
          <Route path="/desk/alerts/:id" component={DeskAlert} />
          <Route default component={Lost} />
        </Router>
      </ErrorBoundary>
      <LiveRegions />
    </Guard>
  );
}

function Framed() {
  const { path, route } = useLocation();
  // A tap on a notification opens its screen in the page that is already there.
  useEffect(() => onNavigate((to) => route(to)), [route]);
  if (path === '/desk' || path.startsWith('/desk/')) return <Desk />;
  return (
    <Frame>
      <Screens />
    </Frame>
  );
}

export function App() {
  return (
    <LocationProvider>
      <Framed />
    </LocationProvider>
  );
}
