// Writes the common passwords of @zxcvbn-ts/language-common, one a line: node common-passwords.mjs TO
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { dictionary } from "@zxcvbn-ts/language-common";

const [to] = process.argv.slice(2);
mkdirSync(dirname(to), { recursive: true });
writeFileSync(to, dictionary["passwords-common"].map(word => `${word}\n`).join(""));
