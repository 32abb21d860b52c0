/* The page that works without a connection: the log that fills the queue, the queue itself, sheets to print. */
(function () {
  const d = document, words = Desk.facts.words, each = Array.prototype.forEach;
  const form = d.querySelector("form[data-queue]"), kept = d.querySelector("[data-kept]");
  const faults = d.querySelector("[data-faults]"), paper = d.querySelector("[data-paper]");
  const foundList = d.querySelector("[data-found]"), baseList = d.querySelector("[data-base]");
  let shown = "", shownSheets = "";

  function make(name, css, text) {
    const made = d.createElement(name);
    if (css) made.className = css;
    if (text) made.textContent = text;
    return made;
  }
  function button(text, of, act, css) {
    const made = make("button", css || "btn quiet", text);
    made.type = "button";
    made.setAttribute("aria-label", text + ": " + of);
    made.addEventListener("click", act);
    return made;
  }

  /* What is written on a chip, without its digit. */
  function chosenText(name, value) {
    const input = value && form.querySelector('[name="' + name + '"][value="' + value + '"]');
    if (!input) return value;
    const copy = input.parentNode.querySelector("span").cloneNode(true);
    each.call(copy.querySelectorAll("kbd"), function (digit) { digit.remove(); });
    return copy.textContent.trim();
  }
  function inWords(record) {
    return [chosenText("area", record.area), chosenText("task_" + record.area, record.task),
      chosenText("mode", record.mode), chosenText("minutes", record.minutes), chosenText("age_band", record.age_band)]
      .filter(Boolean).join(", ");
  }
  function dayOf(record) { return Desk.spokenDay(new Date(record.saved_at - record.days_back * Desk.DAY)); }

  // The queue
  Desk.showRecords = function (list, records, state) {
    const now = Date.now(), seen = JSON.stringify([records, state.library, records.map(function (r) {
      return Desk.isLate(r, now);
    })]);
    if (seen === shown) return;
    shown = seen;
    list.textContent = "";
    records.forEach(function (record) { list.appendChild(rowOf(record, Desk.isLate(record, now))); });
    list.parentNode.hidden = !records.length;
  };

  function rowOf(record, isLate) {
    const row = make("li"), what = make("p"), isOurs = record.library === form.elements.library.value;
    what.appendChild(make("b", "", dayOf(record) + " · "));
    what.appendChild(d.createTextNode(inWords(record)));
    if (!isOurs) what.appendChild(d.createTextNode(" – " + words.of_library.replace("{library}", record.library)));
    if (!record.reason && !isLate) what.appendChild(make("span", "muted", " – " + words.waits));
    row.appendChild(what);
    if (isLate) row.appendChild(make("p", "err bad", words.late));
    else if (record.reason) row.appendChild(make("p", "err bad", whyNot(record)));
    if (isOurs || isLate) row.appendChild(actsFor(record, isLate, isOurs));
    return row;
  }
  function whyNot(record) { return record.reason === "missing" ? missingOf(record).map(choose).join(" ") : record.reason; }

  function actsFor(record, isLate, isOurs) {
    const acts = make("p", "row"), of = dayOf(record) + ", " + inWords(record);
    if (isLate && isOurs) {
      acts.appendChild(button(words.send, of, function () {
        Desk.put(Object.assign({}, record, { by_hand: true })).then(Desk.beat);
      }));
    }
    if (record.reason && isOurs) acts.appendChild(button(words.correct, of, function () { correct(record); }));
    acts.appendChild(button(words.remove, of, function () { askToRemove(acts, record, of); }, "plain"));
    return acts;
  }
  function askToRemove(acts, record, of) {
    acts.textContent = "";
    acts.appendChild(make("span", "", words.really));
    const yes = button(words.remove, of, function () {
      Desk.remove(record.submission).then(function () {
        sayKept(words.removed);
        d.getElementById("log-h").focus();
        Desk.beat();
      });
    });
    acts.appendChild(yes);
    acts.appendChild(button(words.leave, of, function () { shown = ""; Desk.beat(); }, "plain"));
    yes.focus();
  }

  // The log
  function mark() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = bytes[6] & 15 | 64;
    bytes[8] = bytes[8] & 63 | 128;
    const hex = Array.from(bytes, function (b) { return b.toString(16).padStart(2, "0"); }).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }
  function pick(name, value) {
    const input = form.querySelector('[name="' + name + '"][value="' + value + '"]');
    if (input) input.checked = true;
  }
  /* The page may be days old: its days are named anew, and the half of the day is that of now. */
  function nameDays() {
    const spoken = new Intl.DateTimeFormat(Desk.facts.language === "bg" ? "bg" : "en-GB",
      { weekday: "long", day: "numeric", month: "long" });
    each.call(form.elements.on.options, function (option, back) {
      const day = new Date();
      day.setDate(day.getDate() - back);
      if (back > 1) option.textContent = spoken.format(day);
    });
  }
  function blank() {
    form.reset();
    form.elements.submission.value = mark();
    const half = new Date().getHours() < 12 ? "am" : "pm";
    pick("half", half);
    form.elements.shown_half.value = half;
    nameDays();
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function correct(record) {
    blank();
    form.elements.submission.value = record.submission;
    ["area", "mode", "minutes", "age_band", "outcome", "stop_reason", "half"].forEach(function (name) {
      if (record[name]) pick(name, record[name]);
    });
    pick("task_" + record.area, record.task);
    pick("referral_" + record.area, record.referral);
    const today = new Date().setHours(0, 0, 0, 0);
    const back = record.days_back + Math.round((today - new Date(record.saved_at).setHours(0, 0, 0, 0)) / Desk.DAY);
    form.elements.on.selectedIndex = Math.min(back, form.elements.on.options.length - 1);
    form.dispatchEvent(new Event("change", { bubbles: true }));
    form.querySelector("[name=area]:checked, [name=area]").focus();
  }

  function missingOf(record) { return Desk.missing(record); }
  function nameOf(field) { return field === "task" ? "task_" + (form.elements.area.value || "") : field; }
  function groupOf(field) {
    const input = form.querySelector('[name="' + nameOf(field) + '"]');
    return input && input.closest("fieldset");
  }
  function choose(field) {
    const group = groupOf(field) || form.querySelector("fieldset");
    return words.choose.replace("{field}", group.querySelector("legend").firstChild.textContent.trim());
  }
  function showFaults(missing) {
    const places = faults.querySelector("ul");
    places.textContent = "";
    missing.forEach(function (field) {
      const item = make("li"), link = make("a", "", choose(field)), group = groupOf(field);
      link.href = "#" + (group ? group.querySelector("input").id : form.querySelector("input[name=area]").id);
      item.appendChild(link);
      places.appendChild(item);
    });
    faults.hidden = !missing.length;
  }
  function sayKept(text) {
    kept.querySelector("[data-text]").textContent = text;
    kept.hidden = !text;
  }

  async function keep(e) {
    e.preventDefault();
    const data = new FormData(form);
    const record = Desk.recordOf(function (name) { return data.get(name) || ""; }, Date.now());
    const missing = missingOf(record);
    showFaults(missing);
    if (missing.length) { sayKept(""); faults.querySelector("a").focus(); return; }
    try { await Desk.put(record); } catch (full) { sayKept(words.not_kept); return; }
    sayKept(words.kept.replace("{what}", inWords(record)));
    blank();
    Desk.beat();
  }

  async function sayWhatTheWorkerKept() {
    const submission = new URLSearchParams(location.search).get("kept");
    const record = submission && (await Desk.all()).find(function (r) { return r.submission === submission; });
    if (record && !record.reason) sayKept(words.kept.replace("{what}", inWords(record)));
    if (record && record.reason) correct(record);
    if (submission) history.replaceState(null, "", location.pathname);
  }

  // Sheets
  Desk.showSheets = async function () {
    const sheets = await Desk.sheets(), seen = JSON.stringify(sheets.map(function (s) { return [s.from, s.name, s.day]; }));
    if (seen === shownSheets) return;
    shownSheets = seen;
    const found = sheets.filter(function (s) { return s.from === "found"; });
    const names = found.map(function (s) { return s.name; });
    const others = sheets.filter(function (s) { return s.from === "base" && names.indexOf(s.name) < 0; });
    foundList.textContent = baseList.textContent = "";
    found.forEach(function (sheet) { foundList.appendChild(sheetRow(sheet)); });
    others.forEach(function (sheet) { baseList.appendChild(sheetRow(sheet)); });
    if (!found.length) foundList.appendChild(make("li", "muted", words.nothing_kept));
    baseList.parentNode.hidden = !others.length;
  };
  function sheetRow(sheet) {
    const row = make("li", "row between"), title = make("span", "name", sheet.title);
    if (sheet.language !== Desk.facts.language) title.lang = sheet.language;
    row.appendChild(title);
    if (sheet.valid_until && sheet.valid_until < Desk.localDay()) {
      row.appendChild(make("span", "muted", words.ended.replace("{day}", Desk.spokenDay(new Date(sheet.valid_until)))));
    } else {
      row.appendChild(button(words.print, sheet.title, function () { print(sheet); }));
    }
    return row;
  }
  function print(sheet) {
    paper.innerHTML = sheet.html; // drawn by the site itself, with every text escaped
    const day = paper.querySelector("[data-printed-on]");
    if (day) day.textContent = Desk.spokenDay(new Date());
    d.body.classList.add("p-sheet");
    window.print();
  }
  self.addEventListener("afterprint", function () { d.body.classList.remove("p-sheet"); });

  d.querySelector("[data-end]").addEventListener("click", async function () {
    paper.textContent = "";
    showFaults([]);
    blank();
    await Desk.setNote("wipe", true);
    await Desk.forgetPerson();
    each.call(d.querySelectorAll("[data-wipe] input"), function (box) { box.checked = false; });
    sayKept(words.cleared);
    kept.focus();
    Desk.beat();
  });

  form.addEventListener("submit", keep);
  each.call(d.querySelectorAll("[data-with-script]"), function (part) { part.hidden = false; });
  blank();
  Desk.showSheets().then(sayWhatTheWorkerKept).catch(function () { sayKept(words.not_kept); });
})();
