/* Only an extra: offers whole questions while one types in the box; without it the box is a plain form.
   What is typed goes to this site alone, and nothing of it is kept. */
(function () {
  var d = document, input = d.querySelector("input[data-complete]");
  if (!input || !window.fetch || !window.URLSearchParams) return;
  var form = input.form, box = input.parentNode, kept = {}, lines = [], at = -1, wait = 0, asked = "";
  var list = d.createElement("ul"), told = d.createElement("p");
  list.id = input.id + "-list";
  list.className = "complete";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("data-complete-label"));
  told.className = "sr";
  told.setAttribute("role", "status");
  box.appendChild(list);
  box.appendChild(told);
  input.setAttribute("autocomplete", "off");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  close();

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function show(found) {
    lines = found;
    list.textContent = "";
    close();
    told.textContent = found.length ? input.getAttribute("data-complete-label") + ": " + found.length : "";
    if (!found.length) return;
    found.forEach(function (line, number) {
      var option = d.createElement("li");
      option.id = list.id + number;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = line;
      list.appendChild(option);
    });
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }
  function point(to) {
    if (at >= 0) list.children[at].setAttribute("aria-selected", "false");
    at = to < -1 ? lines.length - 1 : to >= lines.length ? -1 : to;
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    list.children[at].setAttribute("aria-selected", "true");
    list.children[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[at].id);
  }
  function take(number) {
    input.value = lines[number];
    close();
    if (form.requestSubmit) form.requestSubmit(); else form.submit();
  }
  function ask() {
    var typed = input.value;
    asked = typed;
    if (typed.trim().length < 2) return show([]);
    if (kept[typed]) return show(kept[typed]);
    fetch(input.getAttribute("data-complete") + "?" + new URLSearchParams({ q: typed }), { credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.json() : { lines: [] }; })
      .then(function (found) {
        kept[typed] = found.lines;
        // An answer that comes after one typed on, or left, is late.
        if (asked === typed && d.activeElement === input) show(found.lines);
      })
      .catch(function () {});
  }
  input.addEventListener("input", function () { clearTimeout(wait); wait = setTimeout(ask, 100); });
  input.addEventListener("blur", function () { clearTimeout(wait); close(); });
  input.addEventListener("keydown", function (e) {
    if (e.isComposing || e.ctrlKey || e.altKey || e.metaKey) return;
    if (list.hidden) {
      if (e.key === "ArrowDown" && lines.length && asked === input.value) { show(lines); point(0); e.preventDefault(); }
      return;
    }
    if (e.key === "ArrowDown") point(at + 1);
    else if (e.key === "ArrowUp") point(at - 1);
    else if (e.key === "Enter" && at >= 0) take(at);
    else if (e.key === "Escape") close();
    else return;
    e.preventDefault();
  });
  // Before the box loses the focus.
  list.addEventListener("mousedown", function (e) {
    e.preventDefault();
    var number = Array.prototype.indexOf.call(list.children, e.target);
    if (number >= 0) take(number);
  });
})();
