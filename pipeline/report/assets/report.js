"use strict";
// Every text from a page becomes a text node; nothing here writes markup from data.
const data = JSON.parse(document.getElementById("data").textContent);
const LABELS = { PER: "人", TITLE: "职务", GOV: "党政机构", COMPANY: "企业", ORG: "其他组织", LOC: "地点", FACT: "数据" };
const KINDS = { money: "金额", area: "面积", mass: "重量", length: "长度", volume: "体积", energy: "能量", percent: "百分比", count: "数量", duration: "时长", date: "日期", ratio: "比率", temperature: "温度", speed: "速度", other: "其他" };
const BOUNDS = { exact: "确数", approx: "约", over: "超过", at_least: "至少", at_most: "至多", under: "不足", range: "区间" };

function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((c) => c !== null && c !== undefined));
  return node;
}
// Offsets count code points; JavaScript strings count UTF-16 units.
const chars = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text);
const piece = (text, start, end) => { const c = chars(text).slice(start, end); return typeof c === "string" ? c : c.join(""); };
const size = (text) => chars(text).length;
const number = (n) => (n === null || n === undefined ? "" : n.toLocaleString("zh-CN", { maximumFractionDigits: 4 }));
const yuan = (n) => (Math.abs(n) >= 1e8 ? number(n / 1e8) + " 亿元" : Math.abs(n) >= 1e4 ? number(n / 1e4) + " 万元" : number(n) + " 元");

// ---- one field of an article, with its mentions and facts ----
function marked(text, field, start, end, article, issue) {
  const items = [
    ...article.mentions.filter((m) => m.f === field && m.s < end && m.e > start).map((m) => ({ s: m.s, e: m.e, m })),
    ...article.facts.filter((q) => q.f === field && q.s < end && q.e > start).map((q) => ({ s: q.s, e: q.e, q })),
  ];
  const cuts = new Set([start, end]);
  for (const i of items) { cuts.add(Math.max(start, i.s)); cuts.add(Math.min(end, i.e)); }
  const at = [...cuts].sort((a, b) => a - b);
  const out = [];
  for (let k = 0; k + 1 < at.length; k++) {
    const words = piece(text, at[k], at[k + 1]);
    const m = items.find((i) => i.m && i.s <= at[k] && i.e >= at[k + 1]);
    const q = items.find((i) => i.q && i.s <= at[k] && i.e >= at[k + 1]);
    if (!m && !q) { out.push(document.createTextNode(words)); continue; }
    const first = (q || m).s >= at[k] || at[k] === start;
    const name = q ? `${words}，${KINDS[q.q.k] || q.q.k}` : `${words}，${LABELS[m.m.l]}`;
    const show = () => (q ? showFact(q.q, article, issue) : showMention(m.m, article, issue));
    out.push(el("span", {
      class: [m ? `m m-${m.m.l}` : "", q ? "q" : ""].join(" ").trim(), role: "button", tabindex: first ? "0" : null, "aria-label": name,
      "data-id": (q ? q.q.id : m.m.id), onclick: show,
      onkeydown: (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); show(); } },
    }, words));
  }
  return out;
}

function articleNode(article, issue) {
  const node = el("article", { id: article.id, lang: "zh-CN", tabindex: "-1" });
  if (article.kicker) node.append(el("p", { class: "kicker" }, article.kicker));
  node.append(article.title
    ? el("h2", { class: article.unsure ? "unsure" : null }, ...marked(article.title, "title", 0, size(article.title), article, issue))
    : el("h2", { class: "untitled" + (article.unsure ? " unsure" : "") }, "（无标题）"));
  if (article.subtitle) node.append(el("p", { class: "subtitle" }, ...marked(article.subtitle, "subtitle", 0, size(article.subtitle), article, issue)));
  if (article.byline.length) node.append(el("p", { class: "byline" }, article.byline.join("　")));
  if (article.unsure || article.notes.length) node.append(el("p", { class: "notes" }, `把握 ${article.confidence}` + (article.notes.length ? "：" + article.notes.join("；") : "")));
  for (const [role, start, end] of article.paragraphs) {
    node.append(el(role === "heading" ? "h3" : "p", { class: role === "heading" ? null : "par" }, ...marked(article.text, "body", start, end, article, issue)));
  }
  const captions = article.captions.join("\n");
  let from = 0;
  for (const caption of article.captions) {
    node.append(el("figure", {}, el("figcaption", {}, ...marked(captions, "caption", from, from + size(caption), article, issue))));
    from += size(caption) + 1;
  }
  return node;
}

// ---- raw page beside the clean text ----
function rawPieces(article, field, start, end) {
  const out = [];
  for (const [s, raw, length] of article.runs[field] || []) {
    const low = Math.max(start, s), high = Math.min(end, s + length);
    if (low < high) out.push([low - s + raw, high - s + raw]);
  }
  return out;
}
function lightRaw(article, issue, pieces) {
  const holder = document.getElementById("rawpage");
  holder.replaceChildren();
  const page = issue.pages.find((p) => p.n === article.page);
  if (!page) { holder.append(el("p", {}, "原版文件不在，无法对照。")); return; }
  if (page.image) {
    const sheet = el("div", { class: "sheet", tabindex: "0", "aria-label": "版面图，点按放大或缩小", onclick: () => sheet.classList.toggle("whole") }, el("img", { src: page.image, alt: `第${page.n}版版面图` }));
    for (const [low, high] of pieces) for (const [s, top, bottom, edges] of page.boxes) {
      const a = Math.max(low, s), b = Math.min(high, s + edges.length - 1);
      if (a >= b) continue;
      const left = edges[a - s], right = edges[b - s];
      sheet.append(el("div", { class: "box", style: `left:${100 * left / page.w}%;top:${100 * top / page.h}%;width:${100 * (right - left) / page.w}%;height:${100 * (bottom - top) / page.h}%` }));
    }
    holder.append(sheet);
    sheet.querySelector(".box")?.scrollIntoView({ block: "center", inline: "center" });
    return;
  }
  const pre = el("pre", { class: "raw", lang: "zh-CN" });
  let last = 0;
  for (const [low, high] of [...pieces].sort((a, b) => a[0] - b[0])) {
    if (low < last) continue;
    pre.append(piece(page.text, last, low), el("mark", { class: "lit" }, piece(page.text, low, high)));
    last = high;
  }
  pre.append(piece(page.text, last, size(page.text)));
  holder.append(pre);
  pre.querySelector("mark")?.scrollIntoView({ block: "center" });
}
function light(id) {
  document.querySelectorAll("#articles .lit").forEach((n) => n.classList.remove("lit"));
  document.querySelectorAll(`#articles [data-id="${CSS.escape(id)}"]`).forEach((n) => n.classList.add("lit"));
}
function details(title, pairs, fix) {
  const list = el("dl", { id: "details" });
  for (const [name, value] of pairs) if (value !== null && value !== undefined && value !== "") list.append(el("dt", {}, name), el("dd", {}, String(value)));
  const nodes = [el("h2", {}, title), list];
  if (fix) nodes.push(el("p", {}, "如有误，把这一行改好贴进 corrections.csv（首行为 table,id,column,value,text）："), el("code", { class: "fix" }, fix));
  document.getElementById("about").replaceChildren(...nodes);
}
const csv = (...cells) => cells.map((c) => { const t = String(c ?? ""); return /[",\n]/.test(t) ? '"' + t.replaceAll('"', '""') + '"' : t; }).join(",");
const fieldText = (article, field) => (field === "body" ? article.text : field === "caption" ? article.captions.join("\n") : article[field] || "");
function showFact(q, article, issue) {
  light(q.id);
  const surface = piece(fieldText(article, q.f), q.s, q.e);
  const bound = BOUNDS[q.b] || q.b;
  details(surface, [
    ["种类", KINDS[q.k] || q.k], ["原值", q.v === null ? "" : `${number(q.v)}${q.x && q.x !== 1 ? " × " + number(q.x) : ""} ${q.u || ""}`],
    ["折算", q.n === null ? "" : `${number(q.n)} ${q.nu}`], ["界限", bound], ["下限", number(q.lo)], ["上限", number(q.up)], ["每", q.per],
    ["日期", q.d], ["度量", q.a], ["相关方", q.pa.join("、")], ["变化", q.ch], ["基期", q.ba], ["属于", q.po], ["同一数值", q.sa],
    ["原版位置", `第${article.page}版 ${q.r[0]}–${q.r[1]}`], ["编号", q.id],
  ], csv("quantities", q.id, q.k === "date" ? "date" : "normalized", q.k === "date" ? q.d : q.n, surface));
  lightRaw(article, issue, rawPieces(article, q.f, q.s, q.e));
}
function showMention(m, article, issue) {
  light(m.id);
  const entity = m.en ? issue.entities[m.en] : null;
  const surface = piece(fieldText(article, m.f), m.s, m.e);
  details(surface, [
    ["类别", LABELS[m.l]], ["实体", entity ? entity.name : ""], ["又称", entity ? entity.aliases.join("、") : ""],
    ["代码", entity ? entity.adcode : ""], ["所在", entity ? entity.where : ""], ["出现", entity ? entity.n : ""],
    ["来源", m.src], ["把握", m.p], ["原版位置", `第${article.page}版 ${m.r[0]}–${m.r[1]}`], ["编号", m.id],
  ], csv("mentions", m.id, "label", m.l, surface));
  lightRaw(article, issue, rawPieces(article, m.f, m.s, m.e));
}

// ---- issue view ----
function showArticle(article, issue, scroll) {
  document.querySelectorAll(".list .item").forEach((b) => b.setAttribute("aria-current", String(b.dataset.article === article.id)));
  const node = document.getElementById(article.id);
  if (scroll && node) { node.scrollIntoView({ block: "start" }); node.focus({ preventScroll: true }); }
  details(article.title || "（无标题）", [
    ["期", issue.id], ["报纸", issue.publication], ["日期", issue.date], ["版", article.page], ["把握", article.confidence], ["说明", article.notes.join("；")],
    ["官员与职务", article.officials.map((o) => `${o.person} ${o.former ? "原" : ""}${o.org || ""}${o.title}`).join("；")],
  ]);
  lightRaw(article, issue, rawPieces(article, "body", 0, Infinity));
}
function issueView() {
  const list = document.getElementById("items"), body = document.getElementById("articles");
  for (const issue of data.issues) {
    list.append(el("li", {}, el("strong", {}, [issue.publication, issue.date].filter(Boolean).join(" ") || issue.id), el("span", { class: "meta" }, issue.id)));
    if (issue.error) body.append(el("p", { class: "notes" }, `${issue.id}：${issue.error}`));
    for (const article of issue.articles) {
      list.append(el("li", {}, el("button", { class: "item" + (article.unsure ? " unsure" : ""), type: "button", "data-article": article.id, onclick: () => showArticle(article, issue, true) },
        article.title || article.text.slice(0, 18) + "…", el("span", { class: "meta" }, `第${article.page}版 · ${article.facts.length} 数据 · ${article.mentions.length} 提及`))));
      body.append(articleNode(article, issue));
    }
  }
  document.getElementById("filter").addEventListener("input", (event) => {
    const wanted = event.target.value.trim();
    for (const issue of data.issues) for (const article of issue.articles) {
      const hit = !wanted || (article.title || "").includes(wanted) || article.text.includes(wanted);
      document.getElementById(article.id).hidden = !hit;
      const item = list.querySelector(`[data-article="${CSS.escape(article.id)}"]`);
      item.parentElement.hidden = !hit;
    }
  });
}
function findFact(id) {
  for (const issue of data.issues) for (const article of issue.articles) {
    const q = article.facts.find((f) => f.id === id);
    if (q) return { q, article, issue };
  }
  return null;
}
function goToFact(id) {
  const found = findFact(id);
  if (!found) return;
  tab("issue");
  showArticle(found.article, found.issue, true);
  showFact(found.q, found.article, found.issue);
  document.querySelector(`#articles [data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
}
// A link to a fact works from the archive page to an issue's own file too.
const factLink = (id, words) => {
  const issue = data.where ? data.where[id] : null;
  return el("a", { href: issue ? `${issue}#${encodeURIComponent(id)}` : `#${encodeURIComponent(id)}`, onclick: issue ? null : (e) => { e.preventDefault(); goToFact(id); } }, words);
};

// ---- archive view ----
function sortable(table, columns, rows, draw) {
  const head = el("tr", {}), body = el("tbody");
  let by = null, down = false;
  const paint = () => {
    const sorted = by === null ? rows : [...rows].sort((a, b) => { const x = columns[by].key(a), y = columns[by].key(b); return (x < y ? -1 : x > y ? 1 : 0) * (down ? -1 : 1); });
    body.replaceChildren(...sorted.filter((r) => !r.hidden).slice(0, 500).map(draw));
  };
  columns.forEach((column, i) => head.append(el("th", { scope: "col", "aria-sort": "none" }, el("button", { type: "button", onclick: (e) => {
    down = by === i ? !down : column.number === true; by = i;
    head.querySelectorAll("th").forEach((th) => th.setAttribute("aria-sort", "none"));
    e.target.closest("th").setAttribute("aria-sort", down ? "descending" : "ascending");
    paint();
  } }, column.name))));
  table.append(el("thead", {}, head), body);
  paint();
  return paint;
}
function section(id, title, columns, rows, draw, words, leftOut) {
  const table = el("table", {}, el("caption", {}, `${rows.length} 行（最多显示 500 行）`));
  const paint = sortable(table, columns, rows, draw);
  const search = el("input", { type: "search", placeholder: "筛选…", "aria-label": `筛选 ${title}`, oninput: (e) => {
    const wanted = e.target.value.trim();
    for (const row of rows) row.hidden = wanted && !words(row).includes(wanted);
    paint();
  } });
  const out = el("section", { class: "table", id }, el("h2", {}, title), el("div", { class: "tools" }, search), table);
  const reasons = Object.entries(leftOut || {});
  if (reasons.length) out.append(el("p", { class: "left-out" }, "未计入：" + reasons.map(([why, n]) => `${why} ${n} 项`).join("；")));
  return out;
}
const sources = (facts) => el("details", {}, el("summary", {}, `${facts.length} 处`), el("ul", { class: "sources" }, ...facts.slice(0, 50).map((id) => el("li", {}, factLink(id, data.archive.sentences[id] || id)))));
function sums(id, title, keyName, table, show) {
  const most = Math.max(1, ...table.rows.map((r) => Math.abs(r.amount)));
  return section(id, title, [
    { name: keyName, key: (r) => r.key }, { name: "类别", key: (r) => r.label }, { name: "合计", key: (r) => r.amount, number: true }, { name: "图", key: (r) => r.amount, number: true }, { name: "出处", key: (r) => r.facts.length, number: true },
  ], table.rows, (r) => el("tr", {}, el("td", {}, r.key), el("td", {}, LABELS[r.label] || ""), el("td", { class: "num" }, show(r.amount)),
    el("td", {}, el("span", { class: "barline", style: `width:${(12 * Math.abs(r.amount)) / most}em`, role: "img", "aria-label": show(r.amount) })), el("td", {}, sources(r.facts))), (r) => r.key + (LABELS[r.label] || ""), table.left_out);
}
function timeChart(table) {
  const ns = "http://www.w3.org/2000/svg", width = 760, height = 220, pad = 40;
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`); svg.setAttribute("role", "img"); svg.setAttribute("aria-label", "各月金额合计"); svg.style.width = "100%";
  const most = Math.max(1, ...table.rows.map((r) => r.amount)), step = (width - 2 * pad) / Math.max(1, table.rows.length);
  table.rows.forEach((r, i) => {
    const h = ((height - 2 * pad) * r.amount) / most;
    const bar = document.createElementNS(ns, "rect");
    for (const [k, v] of Object.entries({ x: pad + i * step + 1, y: height - pad - h, width: Math.min(60, Math.max(1, step - 2)), height: h, fill: "currentColor", opacity: .7 })) bar.setAttribute(k, v);
    const title = document.createElementNS(ns, "title"); title.textContent = `${r.key} ${yuan(r.amount)}`; bar.append(title);
    svg.append(bar);
    if (i % Math.ceil(table.rows.length / 12) === 0) {
      const text = document.createElementNS(ns, "text");
      text.setAttribute("x", pad + i * step); text.setAttribute("y", height - pad + 16); text.setAttribute("font-size", "11"); text.setAttribute("fill", "currentColor"); text.textContent = r.key; svg.append(text);
    }
  });
  return el("section", { class: "table", id: "over-time" }, el("h2", {}, "各月金额"), svg);
}
function archiveView() {
  const a = data.archive, main = document.getElementById("archive");
  if (data.index) {
    main.append(section("issues", "各期", [{ name: "期", key: (r) => r.id }, { name: "报纸", key: (r) => r.publication || "" }, { name: "日期", key: (r) => r.date || "" }, { name: "文章", key: (r) => r.articles, number: true }, { name: "数据", key: (r) => r.facts, number: true }, { name: "状态", key: (r) => r.status }],
      data.index, (r) => el("tr", {}, el("td", {}, el("a", { href: r.href }, r.id)), el("td", {}, r.publication || ""), el("td", {}, r.date || ""), el("td", { class: "num" }, String(r.articles)), el("td", { class: "num" }, String(r.facts)), el("td", {}, r.status + (r.error ? "：" + r.error : ""))), (r) => `${r.id} ${r.publication} ${r.date}`));
  }
  main.append(
    el("p", { class: "left-out" }, "一笔数值涉及几方时各方各记一次，所以各行不能相加；同一数值的另一种写法和整体中的部分不重复计入。"),
    sums("amounts", "各主体涉及金额", "主体", a.amounts, yuan), sums("land", "各地土地（公顷）", "地方", a.land, (n) => number(n) + " 公顷"), timeChart(a.time),
    section("officials", "官员与职务", [{ name: "姓名", key: (r) => r.person }, { name: "职务", key: (r) => r.title }, { name: "机构", key: (r) => r.org || "" }, { name: "性质", key: (r) => String(r.official) }, { name: "期", key: (r) => r.issue }, { name: "原文", key: (r) => r.evidence }],
      a.officials, (r) => el("tr", {}, el("td", {}, r.person), el("td", {}, (r.former ? "原" : "") + r.title), el("td", {}, r.org || ""), el("td", {}, r.official ? "公职" : "企业、社会"), el("td", {}, r.issue), el("td", {}, r.evidence)), (r) => `${r.person}${r.title}${r.org}${r.evidence}`),
    section("together", "同句共现", [{ name: "甲", key: (r) => r.a }, { name: "乙", key: (r) => r.b }, { name: "句数", key: (r) => r.n, number: true }],
      a.together, (r) => el("tr", {}, el("td", {}, r.a), el("td", {}, r.b), el("td", { class: "num" }, String(r.n))), (r) => r.a + r.b),
  );
}

// ---- frame ----
function tab(name) {
  document.getElementById("issue").hidden = name !== "issue";
  document.getElementById("archive").hidden = name !== "archive";
  document.querySelectorAll("nav.tabs button").forEach((b) => b.setAttribute("aria-selected", String(b.dataset.tab === name)));
}
function frame() {
  const legend = document.querySelector(".legend");
  for (const [label, name] of Object.entries(LABELS)) {
    const box = el("input", { type: "checkbox", checked: true, onchange: (e) => document.documentElement.classList.toggle(`hide-${label}`, !e.target.checked) });
    legend.append(el("label", { class: label === "FACT" ? "q" : `m-${label}`, "data-label": label }, box, " " + name));
  }
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  });
  if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.dataset.theme = "dark";
  document.querySelectorAll("nav.tabs button").forEach((b) => b.addEventListener("click", () => tab(b.dataset.tab)));
  const withIssues = data.issues.length > 0, withArchive = data.archive !== null;
  document.querySelector('[data-tab="issue"]').hidden = !withIssues;
  document.querySelector('[data-tab="archive"]').hidden = !withArchive;
  if (withIssues) issueView();
  if (withArchive) archiveView();
  tab(withIssues ? "issue" : "archive");
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted && findFact(wanted)) goToFact(wanted);
  else if (withIssues && data.issues[0].articles.length) showArticle(data.issues[0].articles[0], data.issues[0], false);
}
frame();
