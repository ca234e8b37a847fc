// Copies the accessibility checker, used by the tests only, out of node_modules with its licence.
import { copyFileSync, mkdirSync } from "node:fs";

mkdirSync("static/vendor", { recursive: true });
copyFileSync("node_modules/axe-core/axe.min.js", "static/vendor/axe.min.js");
copyFileSync("node_modules/axe-core/LICENSE", "static/vendor/axe.LICENSE.txt");
