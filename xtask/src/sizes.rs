//! Sizes of what a browser loads: raw, gzip, brotli.

use crate::shell::{command, output, root};
use anyhow::Result;

/// What is measured, as it stands in the shipped folder.
const FILES: [&str; 5] =
    ["content/engine.js", "content/content.js", "wasm/chalkline_bg.wasm", "wasm/desk_bg.wasm", "wasm/files_bg.wasm"];

/// Node has both compressors; nothing of ours needs them but this.
const MEASURE: &str = "
const fs = require('node:fs'), zlib = require('node:zlib');
const bytes = fs.readFileSync(process.argv[1]);
const brotli = zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
console.log([bytes.length, zlib.gzipSync(bytes, { level: 9 }).length, brotli.length].map(n => (n / 1000).toFixed(1)).join(' '));
";

/// Prints a table of the sizes in kB.
pub fn print() -> Result<()> {
    println!("{:<26}{:>10}{:>10}{:>10}", "kB", "raw", "gzip", "brotli");
    for file in FILES {
        let sizes = output(command("node").args(["-e", MEASURE]).arg(root().join("target/extension").join(file)))?;
        let columns: String = sizes.split_whitespace().map(|size| format!("{size:>10}")).collect();
        println!("{file:<26}{columns}");
    }
    Ok(())
}
