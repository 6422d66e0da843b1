// Builds what the browser loads: frontend/dist/{app.js,kitchen.js,pages.js,app.css}. `--dev`: readable, with source maps.
import { existsSync } from "node:fs";
import { build } from "esbuild";

const here = new URL(".", import.meta.url).pathname;
const dev = process.argv.includes("--dev");
const entryPoints = ["app.ts", "kitchen.ts", "pages.ts", "styles/app.css"].map((file) => here + file).filter((file) => existsSync(file));

await build({
  entryPoints,
  outdir: `${here}dist`,
  entryNames: "[name]",
  bundle: true,
  format: "esm",
  target: ["es2022", "safari16.4"],
  minify: !dev,
  sourcemap: dev,
  legalComments: "none",
  logLevel: "warning",
});
