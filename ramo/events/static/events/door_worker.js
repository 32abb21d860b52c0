/* Opens the door without a connection. Keeps one page without names and its files. self.RAMO: is_on, version, page,
   files. Switched off it takes itself away; what waits in the browser stays. */
(function () {
  const OURS = "ramo-door " + RAMO.page + " ", CACHE = OURS + RAMO.version;
  const NO_SITE_BEHIND = [502, 503, 504];

  async function keepPage() {
    const answer = await fetch(RAMO.page, { credentials: "same-origin", cache: "no-store", redirect: "manual" });
    if (answer.ok) await (await caches.open(CACHE)).put(RAMO.page, answer);
  }

  async function install() {
    if (RAMO.is_on) {
      await (await caches.open(CACHE)).addAll(RAMO.files);
      await keepPage();
    }
    await self.skipWaiting();
  }

  async function activate() {
    const old = (await caches.keys()).filter(function (name) {
      return name.startsWith(OURS) && !(RAMO.is_on && name === CACHE);
    });
    await Promise.all(old.map(function (name) { return caches.delete(name); }));
    if (!RAMO.is_on) return self.registration.unregister();
    await self.clients.claim();
  }

  async function kept(address) { return (await caches.open(CACHE)).match(address); }

  async function page(request) {
    let answer;
    try {
      answer = await fetch(request);
      if (NO_SITE_BEHIND.indexOf(answer.status) < 0) return answer;
    } catch (cut) { /* no connection: the kept page */ }
    return await kept(RAMO.page) || answer || Response.error();
  }

  self.addEventListener("install", function (e) { e.waitUntil(install()); });
  self.addEventListener("activate", function (e) { e.waitUntil(activate()); });
  self.addEventListener("message", function (e) { if (e.data === "keep the page") e.waitUntil(keepPage()); });
  self.addEventListener("fetch", function (e) {
    const request = e.request, address = new URL(request.url);
    if (!RAMO.is_on || request.method !== "GET" || address.origin !== self.location.origin) return;
    if (request.mode === "navigate" && address.pathname === RAMO.page) e.respondWith(page(request));
    else if (RAMO.files.indexOf(address.pathname) >= 0) {
      e.respondWith(kept(request.url).then(function (found) { return found || fetch(request); }));
    }
  });
})();
