/** Takes the questions of promises off the lock screen once they are answered in the app. */
const ASKS = ['plan_soon', 'plan_due', 'plan_again', 'plan_noted', 'plan_answered'];

export async function closeAsking(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    for (const shown of (await registration?.getNotifications()) ?? []) {
      if (ASKS.includes((shown.data as { kind?: string } | null)?.kind ?? '')) shown.close();
    }
  } catch {
    // A browser without notifications shows none.
  }
}
