/* What waits on this computer, in IndexedDB: records of the log, kept sheets, small notes.
   Read by the pages of the desk and by its worker. A record holds keys of choices, never a person. */
(function (self) {
  const CHOICES = ["area", "mode", "minutes", "age_band", "outcome", "stop_reason"];
  const DAY = 24 * 60 * 60 * 1000;
  const told = "BroadcastChannel" in self ? new BroadcastChannel("ramo-desk") : null;
  let opened = null;

  function open() {
    opened = opened || new Promise(function (resolve, reject) {
      const asked = indexedDB.open("ramo-desk", 1);
      asked.onupgradeneeded = function () {
        asked.result.createObjectStore("records", { keyPath: "submission" });
        asked.result.createObjectStore("sheets", { keyPath: ["from", "name"] });
        asked.result.createObjectStore("notes");
      };
      asked.onsuccess = function () {
        // A newer page may bring a newer form of the store: this one makes way.
        asked.result.onversionchange = function () { asked.result.close(); opened = null; };
        asked.result.onclose = function () { opened = null; };
        resolve(asked.result);
      };
      asked.onerror = asked.onblocked = function () { opened = null; reject(asked.error); };
    });
    return opened;
  }

  /* Runs `work` with the store; resolves with its answer once the change is on the disk. */
  async function within(name, mode, work) {
    const db = await open();
    return new Promise(function (resolve, reject) {
      const change = db.transaction(name, mode, { durability: "strict" });
      let answer;
      change.oncomplete = function () { resolve(answer instanceof IDBRequest ? answer.result : answer); };
      change.onerror = change.onabort = function () { reject(change.error); };
      answer = work(change.objectStore(name));
    });
  }

  function tell(what) { if (told) told.postMessage(what); }

  self.Desk = {
    DAY: DAY,
    onChange: function (hear) { if (told) told.onmessage = function (e) { hear(e.data); }; },

    /* A record of what the form holds; `value` reads a field by its name. Its day is said as days before its making:
       a clock that is wrong by days then does no harm. */
    recordOf: function (value, now) {
      const area = value("area");
      const shown = Date.parse(value("shown_on")), chosen = Date.parse(value("on"));
      const daysBack = Math.round((shown - chosen) / DAY) || 0;
      const record = { submission: value("submission"), library: value("library"), saved_at: now, days_back: daysBack };
      CHOICES.forEach(function (name) { record[name] = value(name); });
      record.task = value("task_" + area);
      record.referral = value("referral_" + area);
      if (record.outcome !== "stopped") record.stop_reason = "";
      // Untouched means "now", which the server knows better.
      record.half = daysBack === 0 && value("half") === value("shown_half") ? "" : value("half");
      return record;
    },
    missing: function (record) {
      return ["area", "task", "mode", "minutes", "age_band"].filter(function (name) { return !record[name]; });
    },
    isLate: function (record, now) { return !record.by_hand && now - record.saved_at > 7 * DAY; },

    put: async function (record) {
      await within("records", "readwrite", function (store) { return store.put(record); });
      tell("records");
    },
    remove: async function (submission) {
      await within("records", "readwrite", function (store) { return store.delete(submission); });
      tell("records");
    },
    all: async function () {
      const found = await within("records", "readonly", function (store) { return store.getAll(); });
      return found.sort(function (a, b) { return a.saved_at - b.saved_at; });
    },

    note: function (name) { return within("notes", "readonly", function (store) { return store.get(name); }); },
    setNote: function (name, value) {
      return within("notes", "readwrite", function (store) { return store.put(value, name); });
    },
    /* For browsers without navigator.locks: one page at a time sends, until `seconds` have passed. */
    lease: async function (seconds) {
      let isOurs = false;
      await within("notes", "readwrite", function (store) {
        const asked = store.get("lease");
        asked.onsuccess = function () {
          isOurs = !(asked.result > Date.now());
          if (isOurs) store.put(Date.now() + seconds * 1000, "lease");
        };
      });
      return isOurs;
    },
    endLease: function () { return this.setNote("lease", 0); },

    /* `from`: "base" (the same for everybody) or "found" (of today's searches). */
    keepSheets: async function (from, day, sheets) {
      await within("sheets", "readwrite", function (store) {
        sheets.forEach(function (sheet) { store.put(Object.assign({}, sheet, { from: from, day: day })); });
      });
      tell("sheets");
    },
    clearSheets: async function (doomed) {
      await within("sheets", "readwrite", function (store) {
        const asked = store.openCursor();
        asked.onsuccess = function () {
          const at = asked.result;
          if (!at) return;
          if (doomed(at.value)) at.delete();
          at.continue();
        };
      });
      tell("sheets");
    },
    sheets: function () { return within("sheets", "readonly", function (store) { return store.getAll(); }); }
  };
})(self);
