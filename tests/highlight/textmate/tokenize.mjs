// Colours texts with a TextMate grammar: the texts come as JSON, and so do the pieces of their lines.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma");
const textmate = require("vscode-textmate");

await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => textmate.parseRawGrammar(readFileSync(process.argv[2], "utf8"), "flow.json"),
});
const grammar = await registry.loadGrammar("source.flow");

const answer = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  let stack = textmate.INITIAL;
  return text.split("\n").map((line) => {
    const found = grammar.tokenizeLine(line, stack);
    stack = found.ruleStack;
    return found.tokens.map((token) => [token.startIndex, token.endIndex, token.scopes]);
  });
});
process.stdout.write(JSON.stringify(answer));
