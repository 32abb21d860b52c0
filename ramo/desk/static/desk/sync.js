/* Sending what waits. Every record bears the mark of its press, so that one that comes twice is one. */
(function () {
  const AT_ONCE = 50, PATIENCE = 20000, LEASE_SECONDS = 60;
  const SENT = ["submission", "library", "saved_at", "days_back", "half", "area", "task", "mode", "minutes",
    "age_band", "referral", "outcome", "stop_reason", "by_hand"];

  function ask(address, options) {
    const stop = new AbortController();
    const timer = setTimeout(function () { stop.abort(); }, PATIENCE);
    const how = Object.assign({ credentials: "same-origin", cache: "no-store", redirect: "manual" }, options);
    how.signal = stop.signal;
    return fetch(address, how).then(
      function (answer) { clearTimeout(timer); return answer; },
      function () { clearTimeout(timer); return null; }
    );
  }

  /* What the site says: nothing (no connection), "signed out", or whose desk this is. */
  async function askState(address) {
    const answer = await ask(address);
    if (!answer || answer.status >= 500) return { connection: "offline" };
    if (!answer.ok) return { connection: "signed out" };
    try {
      const state = await answer.json();
      await Desk.setNote("last", Date.now());
      return Object.assign(state, { connection: "online" });
    } catch (broken) {
      return { connection: "offline" };
    }
  }

  function isReady(record, library, now) {
    return record.library === library && !record.reason && !Desk.isLate(record, now);
  }

  async function send(address, state, records) {
    const plain = records.map(function (record) {
      const sent = {};
      SENT.forEach(function (name) { if (record[name] !== undefined) sent[name] = record[name]; });
      return sent;
    });
    const answer = await ask(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": state.token },
      body: JSON.stringify({ now: Date.now(), records: plain })
    });
    if (!answer || !answer.ok) return false;
    let told;
    try { told = await answer.json(); } catch (cut) { return false; }
    let settled = 0;
    for (const one of told.answers) {
      const record = records.find(function (each) { return each.submission === one.submission; });
      if (!record) continue;
      settled += 1;
      if (one.state === "refused") await Desk.put(Object.assign({}, record, { reason: one.reason }));
      else await Desk.remove(record.submission);
    }
    return settled > 0; // an answer about nothing that was sent is no answer
  }

  async function run(addresses) {
    const state = await askState(addresses.state);
    if (state.connection !== "online") return state;
    if (await Desk.note("wipe")) {
      const wiped = await ask(addresses.end, { method: "POST", headers: { "X-CSRFToken": state.token } });
      if (wiped) await Desk.setNote("wipe", false);
    }
    for (;;) {
      const now = Date.now();
      const ready = (await Desk.all()).filter(function (record) { return isReady(record, state.library, now); });
      if (!ready.length) return state;
      if (!await send(addresses.sync, state, ready.slice(0, AT_ONCE))) return { connection: "offline" };
    }
  }

  /* One page at a time; null where another is at it. */
  Desk.sync = async function (addresses) {
    if (navigator.locks) {
      return navigator.locks.request("ramo-desk", { ifAvailable: true }, function (lock) {
        return lock ? run(addresses) : null;
      });
    }
    if (!await Desk.lease(LEASE_SECONDS)) return null;
    try { return await run(addresses); } finally { await Desk.endLease(); }
  };
})();
