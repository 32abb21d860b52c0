/* The state of the desk in words, its worker, and the page that works without a connection. */
(function () {
  const d = document, facts = JSON.parse(d.getElementById("offline-facts").textContent);
  const words = facts.words, addresses = facts.addresses;
  const line = d.querySelector("[data-state]"), list = d.querySelector("[data-waiting]");
  const EVERY = 30000;
  let state = { connection: navigator.onLine ? "unknown" : "offline" };

  function counted(forms, n) { return (n === 1 ? forms.one : forms.many).replace("{n}", n); }
  function spokenDay(moment) {
    const how = facts.language === "bg"
      ? { day: "2-digit", month: "2-digit", year: "numeric" } : { day: "numeric", month: "short", year: "numeric" };
    return new Intl.DateTimeFormat(facts.language === "bg" ? "bg" : "en-GB", how).format(moment).replace(" г.", "");
  }
  function spokenMoment(at) {
    const moment = new Date(at), isToday = moment.toDateString() === new Date().toDateString();
    const hour = moment.getHours() + ":" + String(moment.getMinutes()).padStart(2, "0");
    return (isToday ? words.today : spokenDay(moment)) + ", " + hour + (facts.language === "bg" ? "\u00a0ч." : "");
  }

  /* What is to be said of `records`: a list of sentences, the most pressing first. */
  function sentences(records, last) {
    const now = Date.now(), said = [];
    const held = records.filter(function (r) { return r.reason || Desk.isLate(r, now); }).length;
    const others = state.library ? records.filter(function (r) { return r.library !== state.library; }).length : 0;
    const waiting = records.length - held - others;
    if (state.connection === "offline") {
      said.push(waiting ? counted(words.offline_waiting, waiting) : words.offline);
      if (last) said.push(words.last.replace("{when}", spokenMoment(last)));
    } else if (state.connection === "signed out") {
      if (waiting) said.push(counted(words.signed_out, waiting));
    } else if (state.connection === "online") {
      said.push(waiting ? counted(words.sending, waiting) : words.sent);
    }
    if (others) said.push(counted(words.elsewhere, others));
    if (held) said.push(counted(words.held, held));
    return said;
  }

  function say(text) {
    const place = line.querySelector("[data-text]");
    if (place.textContent !== text) place.textContent = text;
    line.hidden = !text;
  }

  async function show() {
    const records = await Desk.all(), last = await Desk.note("last");
    say(sentences(records, last).join(" "));
    line.classList.toggle("warn", state.connection === "offline" || state.connection === "signed out");
    line.classList.toggle("good", state.connection === "online");
    d.body.classList.toggle("is-off", state.connection === "offline");
    Array.prototype.forEach.call(line.querySelectorAll("[data-if]"), function (part) {
      const wanted = part.getAttribute("data-if");
      part.hidden = wanted === "records" ? !records.length : wanted !== state.connection;
    });
    if (list) Desk.showRecords(list, records, state);
  }

  let isBusy = false, isAskedAgain = false;
  async function beat() {
    if (isBusy) { isAskedAgain = true; return; }
    isBusy = true;
    do {
      isAskedAgain = false;
      const told = await Desk.sync(addresses);
      if (told) state = told;
      else if (state.connection === "unknown") setTimeout(beat, 2000);
      if (state.is_on === false) await lookForNewWorker();
      await show();
    } while (isAskedAgain);
    isBusy = false;
  }

  /* Where the office has switched it off, the new worker takes itself and the old one away. */
  async function lookForNewWorker() {
    const registration = navigator.serviceWorker && await navigator.serviceWorker.getRegistration(addresses.desk);
    if (registration) await registration.update();
  }

  async function openWorker() {
    if (!navigator.serviceWorker) return;
    const registration = await navigator.serviceWorker.register(addresses.worker, { updateViaCache: "none" });
    if (registration.active) registration.active.postMessage("keep the page");
  }

  Desk.facts = facts;
  Desk.say = say;
  Desk.beat = beat;
  Desk.spokenDay = spokenDay;
  Desk.onChange(function (what) {
    if (what === "records") show();
    if (what === "sheets" && Desk.showSheets) Desk.showSheets();
  });
  self.addEventListener("online", beat);
  self.addEventListener("offline", function () { state = { connection: "offline" }; show(); });
  d.addEventListener("visibilitychange", function () { if (!d.hidden) beat(); });
  setInterval(beat, EVERY);
  if (facts.is_on) openWorker().catch(function () { /* the desk works without it */ });
  self.addEventListener("DOMContentLoaded", beat);
})();
