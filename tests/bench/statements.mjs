// Reads statements as JSON from standard input, prints for each the rules of webperf's plug-in that find something in it.
import { readFileSync } from 'node:fs';
const { HarAnalyzer } = await import(`${process.argv[2]}/plugin-accessibility-statement/lib/harAnalyzer.js`);
const { today, pages } = JSON.parse(readFileSync(0, 'utf8'));
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...parts) { parts.length ? super(...parts) : super(`${today}T12:00:00Z`); }
};
const found = [];
for (const { url, html } of pages) {
  const analyzer = new HarAnalyzer();
  const response = { status: 200, content: { text: html, mimeType: 'text/html', size: html.length } };
  const data = await analyzer.analyzeData(url, { log: { entries: [{ request: { url }, response }] } }, 'one');
  const issues = Object.values(data.knowledgeData.issues).filter((issue) => issue.severity !== 'resolved');
  found.push({ known: data.knowledgeData['is-a11y-statement'] === true, rules: issues.map((issue) => issue.rule) });
}
process.stdout.write(JSON.stringify(found));
