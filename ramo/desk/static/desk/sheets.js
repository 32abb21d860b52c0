/* Sheets to print without a connection: those of today's searches, gone when the person leaves, and the base set. */
(function () {
  const d = document, MOST = 50;
  const self_ = d.currentScript, address = self_.getAttribute("data-sheets");

  function localDay() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (n) {
      return String(n).padStart(2, "0");
    }).join("-");
  }

  function bringSheets(names) {
    const query = names.map(function (name) { return "card=" + encodeURIComponent(name); }).join("&");
    return fetch(address + (query && "?" + query), { credentials: "same-origin", redirect: "manual" })
      .then(function (answer) { return answer.ok ? answer.json() : { sheets: [] }; })
      .then(function (told) { return told.sheets; });
  }

  async function keepFound(names) {
    if (names.length) await Desk.keepSheets("found", localDay(), await bringSheets(names.slice(0, MOST)));
  }

  async function keepBase() {
    const today = localDay();
    if (await Desk.note("base") === address + today) return;
    const sheets = await bringSheets([]);
    if (!sheets.length) return;
    await Desk.clearSheets(function (sheet) { return sheet.from === "base"; });
    await Desk.keepSheets("base", today, sheets);
    await Desk.setNote("base", address + today);
  }

  /* Cards that this page offers for the hand-out, and those that lie in it. */
  function offered() {
    const found = Array.from(d.querySelectorAll("form [name=kind]")).map(function (kind) {
      return kind.value + ":" + kind.form.elements.key.value;
    });
    return found.concat(Array.from(d.querySelectorAll("button[name=remove]")).map(function (b) { return b.value; }));
  }

  Desk.localDay = localDay;
  Desk.forgetPerson = function () { return Desk.clearSheets(function (sheet) { return sheet.from === "found"; }); };

  async function start() {
    const today = localDay();
    await Desk.clearSheets(function (sheet) { return sheet.from === "found" && sheet.day !== today; });
    if (self_.hasAttribute("data-clear")) return Desk.forgetPerson();
    if (self_.hasAttribute("data-base")) await keepBase();
    await keepFound(offered());
  }

  const leaving = d.querySelector(".staff form");
  if (leaving) leaving.addEventListener("submit", function () { Desk.forgetPerson(); });
  if (address && self.indexedDB) start().catch(function () { /* without a store nothing is kept */ });
})();
