/* Takes the worker and the kept page away. What waits in the browser stays and is sent by the desk page. */
(function () {
  const OURS = "ramo-desk " + RAMO.scope + " ";

  async function leave() {
    const kept = (await caches.keys()).filter(function (name) { return name.startsWith(OURS); });
    await Promise.all(kept.map(function (name) { return caches.delete(name); }));
    await self.registration.unregister();
  }

  self.addEventListener("install", function (e) { e.waitUntil(self.skipWaiting()); });
  self.addEventListener("activate", function (e) { e.waitUntil(leave()); });
})();
