/** The app's Korean texts; the source of every key. */
export default {
  'app.name': '모두의 순찰대',
} as const;
