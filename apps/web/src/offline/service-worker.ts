/** Lets a reload without a network show the screens: they are kept by the browser, what they show is not. */
export function startServiceWorker(): void {
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
