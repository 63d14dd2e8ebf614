/// <reference lib="webworker" />
export {};
declare const self: ServiceWorkerGlobalScope;
declare const __BUILD__: string;
declare const __FILES__: string[];
self.addEventListener('install', () => void [__BUILD__, __FILES__]);
