// Elements by role and accessible name, in the order of the page: arguments are the role and the name (null for any).
const [role, wanted] = arguments;
const selectors = {
  button: "button, [role=button], summary",
  checkbox: "input[type=checkbox], [role=checkbox]",
  combobox: "select, [role=combobox]",
  dialog: "dialog, [role=dialog], [role=alertdialog]",
  file: "input[type=file]",
  link: "a[href], [role=link]",
  navigation: "nav, [role=navigation]",
  radio: "input[type=radio], [role=radio]",
  slider: "input[type=range], [role=slider]",
  spinbutton: "input[type=number], [role=spinbutton]",
  status: "[role=status], output",
  switch: "[role=switch]",
  tab: "[role=tab]",
  table: "table, [role=table], [role=grid]",
  textbox: "input:not([type]), input[type=text], textarea, [role=textbox]",
};
const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const words = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.ariaHidden === "true") return "";
  return node.ariaLabel ?? [...node.childNodes].map(words).join(" ");
};
const nameOf = (element) => {
  const by = element.getAttribute("aria-labelledby");
  if (by) return tidy(by.split(/\s+/).map((id) => words(document.getElementById(id) ?? new Text())).join(" "));
  if (element.ariaLabel) return tidy(element.ariaLabel);
  if (element.labels?.length) return tidy([...element.labels].map(words).join(" "));
  if (element.matches("table") && element.caption) return tidy(words(element.caption));
  return tidy(words(element)) || tidy(element.title);
};
return [...document.querySelectorAll(selectors[role] ?? `[role=${role}]`)].filter(
  (element) => (role === "file" || element.checkVisibility({ visibilityProperty: true })) && (wanted === null || nameOf(element) === wanted),
);
