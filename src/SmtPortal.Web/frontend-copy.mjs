// Copies a package's file for the browser: node frontend-copy.mjs FROM TO
// Pictures that a style sheet carries within itself (data:) are left out: the content security policy lets none through,
// and portal.css has drawings of its own for each of them.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const [from, to] = process.argv.slice(2);
mkdirSync(dirname(to), { recursive: true });
const bytes = readFileSync(from);
writeFileSync(to, from.endsWith(".css") ? bytes.toString("utf8").replace(/url\("data:[^"]*"\)/g, "none") : bytes);
