/* Marks at the door that wait for a connection. Each names a line of a list or a headcount, never a person; it says
   what was known before, so that it counts once, and only where nobody said otherwise meanwhile. */
(function () {
  const d = document, each = Array.prototype.forEach;
  const facts = JSON.parse(d.getElementById("door-facts").textContent), words = facts.words;
  const at = facts.addresses, line = d.querySelector("[data-state]"), list = d.querySelector("[data-waiting]");
  const DAY = 24 * 60 * 60 * 1000, EVERY = 30000, PATIENCE = 20000, AT_ONCE = 50;
  const SENT = ["key", "library", "host", "claim", "said", "was", "saved_at", "by_hand"];
  let connection = "unknown", library = "", opened = null;

  // What waits: one mark for each line, the last press stands.
  function open() {
    opened = opened || new Promise(function (resolve, reject) {
      const asked = indexedDB.open("ramo-door", 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore("marks", { keyPath: "key" }); };
      asked.onsuccess = function () { resolve(asked.result); };
      asked.onerror = function () { opened = null; reject(asked.error); };
    });
    return opened;
  }
  async function within(mode, work) {
    const db = await open();
    return new Promise(function (resolve, reject) {
      const change = db.transaction("marks", mode, { durability: "strict" });
      const asked = work(change.objectStore("marks"));
      change.oncomplete = function () { resolve(asked.result); };
      change.onerror = change.onabort = function () { reject(change.error); };
    });
  }
  function all() { return within("readonly", function (store) { return store.getAll(); }); }
  function put(mark) { return within("readwrite", function (store) { return store.put(mark); }); }
  function remove(key) { return within("readwrite", function (store) { return store.delete(key); }); }
  /* Takes a mark away only where it still says what was sent: a later press waits on. */
  async function settle(sent, change) {
    await within("readwrite", function (store) {
      const asked = store.get(sent.key);
      asked.onsuccess = function () {
        const now = asked.result;
        if (!now) return;
        if (now.saved_at === sent.saved_at) change(store, now);
        else if (!change.reason) store.put(Object.assign({}, now, { was: sent.said }));
      };
      return asked;
    });
  }

  function same(one, other) { return JSON.stringify(one) === JSON.stringify(other); }
  function isLate(mark) { return !mark.by_hand && Date.now() - mark.saved_at > facts.days * DAY; }

  async function note(place, said) {
    const known = JSON.parse(place.getAttribute("data-known")), key = place.getAttribute("data-key");
    const before = (await all()).find(function (mark) { return mark.key === key; });
    const was = before ? before.was : known;
    if (same(said, was)) await remove(key);
    else {
      await put({
        key: key, library: place.getAttribute("data-library"), host: +place.getAttribute("data-host"),
        claim: place.hasAttribute("data-claim") ? +place.getAttribute("data-claim") : null,
        name: place.getAttribute("data-name"), said: said, was: was, saved_at: Date.now()
      });
    }
    await show();
    beat();
  }

  // Sending
  async function ask(address, options) {
    const stop = new AbortController(), timer = setTimeout(function () { stop.abort(); }, PATIENCE);
    const how = Object.assign({ credentials: "same-origin", cache: "no-store", redirect: "manual" }, options);
    how.signal = stop.signal;
    try { return await fetch(address, how); } catch (cut) { return null; } finally { clearTimeout(timer); }
  }
  async function send(marks, token) {
    const plain = marks.map(function (mark) {
      const sent = {};
      SENT.forEach(function (name) { if (mark[name] !== undefined) sent[name] = mark[name]; });
      return sent;
    });
    const answer = await ask(at.sync, {
      method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ now: Date.now(), words: plain })
    });
    if (!answer || !answer.ok) return false;
    const told = await answer.json().catch(function () { return null; });
    if (!told) return false;
    for (const one of told.answers) {
      const mark = marks.find(function (each) { return each.key === one.key; });
      if (!mark) continue;
      if (one.state === "refused") {
        const hold = function (store, now) { store.put(Object.assign({}, now, { reason: one.reason })); };
        hold.reason = one.reason;
        await settle(mark, hold);
      } else {
        await settle(mark, function (store, now) { store.delete(now.key); });
        each.call(d.querySelectorAll('[data-key="' + mark.key + '"]'), function (place) {
          place.setAttribute("data-known", JSON.stringify(mark.said));
        });
      }
    }
    return told.answers.length > 0;
  }
  async function run() {
    const answer = await ask(at.state);
    if (!answer || answer.status >= 500) return "offline";
    if (!answer.ok) return "signed out";
    const state = await answer.json().catch(function () { return null; });
    if (!state) return "offline";
    library = state.library;
    let hasSent = false;
    for (;;) {
      const ready = (await all()).filter(function (m) { return m.library === library && !m.reason && !isLate(m); });
      if (!ready.length) break;
      if (!await send(ready.slice(0, AT_ONCE), state.token)) return "offline";
      hasSent = true;
    }
    if (hasSent) keepPage();
    return "online";
  }
  let isBusy = false, isAskedAgain = false;
  async function beat() {
    if (isBusy) { isAskedAgain = true; return; }
    isBusy = true;
    do {
      isAskedAgain = false;
      connection = navigator.locks ? await navigator.locks.request("ramo-door", run) : await run();
      await show();
    } while (isAskedAgain);
    isBusy = false;
  }

  // Showing
  function make(name, css, text) {
    const made = d.createElement(name);
    if (css) made.className = css;
    if (text) made.textContent = text;
    return made;
  }
  function button(text, of, act) {
    const made = make("button", "btn quiet", text);
    made.type = "button";
    made.setAttribute("aria-label", text + ": " + of);
    made.addEventListener("click", act);
    return made;
  }
  function sentences(marks) {
    const said = [], n = marks.length;
    if (connection === "offline") said.push(words.offline);
    if (connection === "online" && !n) said.push(words.sent);
    if (n) said.push((n === 1 ? words.one : words.many).replace("{n}", n));
    if (n && connection === "signed out") said.push(words.signed_out);
    if (library && marks.some(function (m) { return m.library !== library; })) said.push(words.elsewhere);
    return said.join(" ");
  }
  function rowOf(mark) {
    const row = make("li"), why = mark.reason || words.late, acts = make("p", "row");
    row.appendChild(make("p", "", mark.name));
    row.appendChild(make("p", "err bad", why));
    if (!mark.reason) {
      acts.appendChild(button(words.send, mark.name, function () {
        put(Object.assign({}, mark, { by_hand: true })).then(beat);
      }));
    }
    acts.appendChild(button(words.remove, mark.name, function () { remove(mark.key).then(show); }));
    row.appendChild(acts);
    return row;
  }
  function fill(place, said) {
    each.call(place.querySelectorAll("button[data-came]"), function (b) {
      b.setAttribute("aria-pressed", String(said !== null && +b.getAttribute("data-came") === said));
    });
    each.call(place.querySelectorAll("input"), function (input) {
      if (input === d.activeElement) return;
      const value = said === null ? "" : typeof said === "number" ? said : said[input.name];
      input.value = value === 0 && typeof said !== "number" ? "" : value;
    });
  }
  async function show() {
    const marks = await all(), text = sentences(marks), spoken = line.querySelector("[data-text]");
    if (spoken.textContent !== text) spoken.textContent = text;
    line.hidden = !text;
    line.classList.toggle("warn", connection === "offline" || connection === "signed out");
    line.classList.toggle("good", connection === "online");
    each.call(line.querySelectorAll("[data-if]"), function (part) {
      part.hidden = part.getAttribute("data-if") !== connection;
    });
    each.call(d.querySelectorAll("[data-key]"), function (place) {
      const mark = marks.find(function (m) { return m.key === place.getAttribute("data-key"); });
      fill(place, mark ? mark.said : JSON.parse(place.getAttribute("data-known")));
      place.classList.toggle("waits", Boolean(mark));
    });
    list.textContent = "";
    const held = marks.filter(function (m) { return m.reason || isLate(m); });
    held.forEach(function (mark) { list.appendChild(rowOf(mark)); });
    list.parentNode.hidden = !held.length;
  }

  function fail() {
    line.querySelector("[data-text]").textContent = words.not_kept;
    line.hidden = false;
  }
  function keepPage() {
    if (navigator.serviceWorker && navigator.serviceWorker.controller) {
      navigator.serviceWorker.controller.postMessage("keep the page");
    }
  }

  each.call(d.querySelectorAll("[data-claim]"), function (place) {
    const most = +place.getAttribute("data-party"), input = place.querySelector("input");
    place.addEventListener("click", function (e) {
      const pressed = e.target.closest("button[data-came]");
      if (!pressed) return;
      const isTakenBack = pressed.getAttribute("aria-pressed") === "true";
      note(place, isTakenBack ? null : +pressed.getAttribute("data-came")).catch(fail);
    });
    if (input) {
      input.addEventListener("change", function () {
        note(place, input.value === "" ? null : Math.max(0, Math.min(most, Math.round(+input.value)))).catch(fail);
      });
    }
  });
  each.call(d.querySelectorAll("form[data-count]"), function (form) {
    form.addEventListener("submit", function (e) {
      e.preventDefault();
      const said = {};
      each.call(form.querySelectorAll("input"), function (input) { said[input.name] = Math.round(+input.value) || 0; });
      note(form, said).then(function () { form.querySelector("[data-noted]").textContent = words.noted; }).catch(fail);
    });
  });
  each.call(d.querySelectorAll("[data-with-script]"), function (part) { part.hidden = false; });

  self.Door = { all: all, put: put, beat: beat };
  self.addEventListener("online", beat);
  self.addEventListener("offline", function () { connection = "offline"; show(); });
  d.addEventListener("visibilitychange", function () { if (!d.hidden) beat(); });
  setInterval(beat, EVERY);
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register(at.worker, { updateViaCache: "none" }).then(function (registration) {
      if (registration.active) registration.active.postMessage("keep the page");
    }).catch(function () { /* the page works without it while it is open */ });
  }
  show().then(beat).catch(fail);
})();
