// Prints, for each file named on standard input, the offsets that the grammar calls comments and
// strings: one JSON object per line, {"file": …, "comment": [[start, end], …], "string": […]}.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { createOnigScanner, createOnigString, loadWASM } = require("vscode-oniguruma");
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");

const home = dirname(fileURLToPath(import.meta.url));
const path = join(home, "..", "syntaxes", "kcl.tmLanguage.json");
await loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
const registry = new Registry({
  onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
  loadGrammar: async () => parseRawGrammar(readFileSync(path, "utf8"), path),
});
const grammar = await registry.loadGrammar("source.kcl");

for (const file of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const found = { file, comment: [], string: [] };
  let stack = INITIAL;
  let offset = 0;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    for (const token of result.tokens) {
      const end = Math.min(token.endIndex, line.length);
      const kind = kindOf(token.scopes);
      if (kind && token.startIndex < end) {
        add(found[kind], offset + token.startIndex, offset + end);
      }
    }
    offset += line.length + 1;
  }
  console.log(JSON.stringify(found));
}

/** Return what the innermost scope that matters says; what is interpolated is no string. */
function kindOf(scopes) {
  for (const scope of [...scopes].reverse()) {
    if (scope.startsWith("meta.interpolation")) return null;
    if (scope.startsWith("comment.")) return "comment";
    if (scope.startsWith("string.")) return "string";
  }
  return null;
}

/** Add a range, joined with the one before if it follows directly. */
function add(ranges, start, end) {
  const last = ranges.at(-1);
  if (last && last[1] === start) last[1] = end;
  else ranges.push([start, end]);
}
