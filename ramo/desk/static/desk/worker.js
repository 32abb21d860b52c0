/* Opens the desk without a connection. Keeps one page and its files, nothing else: no page with a person's search,
   nothing of the public site. self.RAMO: version, scope, page, log, files. */
(function () {
  const OURS = "ramo-desk " + RAMO.scope + " ", CACHE = OURS + RAMO.version;
  const NO_SITE_BEHIND = [502, 503, 504];

  async function keepPage() {
    const answer = await fetch(RAMO.page, { credentials: "same-origin", cache: "no-store", redirect: "manual" });
    if (!answer.ok) return false;
    await (await caches.open(CACHE)).put(RAMO.page, answer);
    return true;
  }

  async function install() {
    await (await caches.open(CACHE)).addAll(RAMO.files);
    await keepPage(); // signed out: the next visit to the desk brings it
    await self.skipWaiting();
  }

  async function activate() {
    const old = (await caches.keys()).filter(function (name) { return name.startsWith(OURS) && name !== CACHE; });
    await Promise.all(old.map(function (name) { return caches.delete(name); }));
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

  /* The log posts as ever; what cannot be posted waits. It may have arrived all the same: its mark makes it one. */
  async function log(request) {
    const copy = request.clone();
    try {
      const answer = await fetch(request);
      if (NO_SITE_BEHIND.indexOf(answer.status) < 0) return answer;
    } catch (cut) { /* as above */ }
    const data = await copy.formData();
    const record = Desk.recordOf(function (name) { return data.get(name) || ""; }, Date.now());
    if (Desk.missing(record).length) record.reason = "missing";
    await Desk.put(record);
    return Response.redirect(RAMO.page + "?kept=" + record.submission, 303);
  }

  async function file(request) { return await kept(request.url) || fetch(request); }

  self.addEventListener("install", function (e) { e.waitUntil(install()); });
  self.addEventListener("activate", function (e) { e.waitUntil(activate()); });
  self.addEventListener("message", function (e) { if (e.data === "keep the page") e.waitUntil(keepPage()); });
  self.addEventListener("fetch", function (e) {
    const request = e.request, address = new URL(request.url);
    if (address.origin !== self.location.origin) return;
    if (request.mode === "navigate") {
      if (request.method === "POST" && address.pathname === RAMO.log) e.respondWith(log(request));
      if (request.method === "GET") e.respondWith(page(request));
      return;
    }
    if (request.method === "GET" && RAMO.files.indexOf(address.pathname) >= 0) e.respondWith(file(request));
  });
})();
