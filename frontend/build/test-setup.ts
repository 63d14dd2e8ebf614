/** Gives every test file an IndexedDB of its own, as a browser would. */
import 'fake-indexeddb/auto';
