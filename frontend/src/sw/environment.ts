/** What the build puts into the worker, and the worker's own global. */
/// <reference lib="webworker" />

declare const __BUILD__: string;
declare const __FILES__: string[];

/** Of everything that is served: another build has another one. */
export const BUILD = __BUILD__;
/** `/` and what the app needs offline. */
export const FILES = __FILES__;
export const worker = globalThis as unknown as ServiceWorkerGlobalScope;
