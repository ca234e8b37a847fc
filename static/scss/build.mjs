// npm run build: compiles the look into one file without further requests, and copies the accessibility checker
// (used by the tests only) with its licence. Run it from the project's root.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { compile } from "sass";

const USWDS = "node_modules/@uswds/uswds";

// USWDS names its control icons (tick, dash, arrow) as files; five small drawings travel better inside the style sheet.
function drawing(_whole, path) {
  const svg = readFileSync(`${USWDS}/dist/img/${path}`, "utf8")
    .replace(/<\?xml.*?\?>|<title>.*?<\/title>/g, "")
    .replaceAll('"', "'")
    .trim();
  return `url("data:image/svg+xml,${svg.replace(/[%#<>]/g, encodeURIComponent)}")`;
}

const { css } = compile("static/scss/portal.scss", { style: "compressed", loadPaths: [`${USWDS}/packages`], quietDeps: true });
writeFileSync("static/css/portal.css", css.replace(/url\("?\.\.\/img\/([^")]+)"?\)/g, drawing) + "\n");

mkdirSync("static/vendor", { recursive: true });
copyFileSync("node_modules/axe-core/axe.min.js", "static/vendor/axe.min.js");
copyFileSync("node_modules/axe-core/LICENSE", "static/vendor/axe.LICENSE.txt");
