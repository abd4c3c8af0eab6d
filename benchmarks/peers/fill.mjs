// Fills Word templates with other free makers, as their own documentation calls them, in one warm process.
// Usage: node fill.mjs FOLDER; a line "maker case count" on standard input is answered by "done" when the documents
// are made. FOLDER has <case>.<maker>.docx and .json; the last document goes to <case>.<maker>.out.docx.

import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import carbone from "carbone";
import Docxtemplater from "docxtemplater";
import { TemplateHandler } from "easy-template-x";
import PizZip from "pizzip";

const folder = process.argv[2];
const handler = new TemplateHandler();
const kept = new Map();

const makers = {
  "easy-template-x": (template, data) => handler.process(template.content, data),
  docxtemplater: (template, data) => {
    const document = new Docxtemplater(new PizZip(template.content), { paragraphLoop: true });
    document.render(data);
    return document.toBuffer({ compression: "DEFLATE" });
  },
  carbone: (template, data) =>
    new Promise((resolve, reject) =>
      carbone.render(template.path, data, (fault, made) => (fault ? reject(fault) : resolve(made)))
    ),
};

function read(path, as) {
  if (!kept.has(path)) kept.set(path, as(path));
  return kept.get(path);
}

for await (const line of createInterface({ input: process.stdin })) {
  const [maker, name, count] = line.split(" ");
  const path = `${folder}/${name}.${maker}.docx`;
  const template = read(path, () => ({ path, content: readFileSync(path) }));
  const data = read(`${folder}/${name}.${maker}.json`, (file) => JSON.parse(readFileSync(file, "utf-8")));
  let made;
  for (let number = 0; number < Number(count); number += 1) {
    made = await makers[maker](template, maker === "carbone" ? data : structuredClone(data));
  }
  writeFileSync(`${folder}/${name}.${maker}.out.docx`, made);
  console.log("done");
}
