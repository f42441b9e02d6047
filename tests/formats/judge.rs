//! Software that no one here wrote, where it is installed.

use serde_json::Value;
use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};

/// A Python with pyogrio, pyarrow, openpyxl and shapely.
pub(crate) struct Judge {
    python: String,
}

impl Judge {
    /// Finds it, at `$WALKSHED_PYTHON` or on the path; `None`, and said so, if there is none.
    #[expect(clippy::print_stderr, reason = "a test that skips says so")]
    pub(crate) fn find() -> Option<Self> {
        let named = std::env::var("WALKSHED_PYTHON").ok();
        let known = ["python3", "/usr/bin/python3", "python"].map(str::to_owned);
        let python = named.into_iter().chain(known).find(|python| {
            let imports = "import pyogrio, pyarrow, openpyxl, shapely";
            let mut command = Command::new(python);
            command.args(["-c", imports]).stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        });
        if python.is_none() {
            eprintln!(
                "SKIPPED reading files back: no python3 with pyogrio, pyarrow, openpyxl and \
                 shapely; WALKSHED_PYTHON may name one"
            );
        }
        Some(Self { python: python? })
    }

    /// What differs between GeoJSON and another file, a line each, then the number of features.
    pub(crate) fn compare(
        &self,
        reference: &Path,
        file: &Path,
        layer: Option<&str>,
    ) -> Result<String, Box<dyn Error>> {
        let mut command = self.script("read_back.py");
        answer(command.arg(reference).arg(file).args(layer))
    }

    /// A workbook as JSON.
    pub(crate) fn sheets(&self, file: &Path) -> Result<Value, Box<dyn Error>> {
        let text = answer(self.script("sheets.py").arg(file))?;
        Ok(serde_json::from_str(&text)?)
    }

    fn script(&self, name: &str) -> Command {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("formats");
        let mut command = Command::new(&self.python);
        command.arg(folder.join(name));
        command
    }
}

fn answer(command: &mut Command) -> Result<String, Box<dyn Error>> {
    let answer = command.output()?;
    if !answer.status.success() {
        let said = String::from_utf8_lossy(&answer.stderr).into_owned();
        return Err(format!("{command:?}: {said}").into());
    }
    Ok(String::from_utf8(answer.stdout)?.trim().to_owned())
}

/// What GDAL's `ogrinfo` says, warnings included; `None`, and said so, where it is not installed.
#[expect(clippy::print_stderr, reason = "a test that skips says so")]
pub(crate) fn ogrinfo(args: &[&str]) -> Option<String> {
    let Ok(answer) = Command::new("ogrinfo").args(args).output() else {
        eprintln!("SKIPPED asking GDAL: no ogrinfo");
        return None;
    };
    let both = [answer.stdout, answer.stderr].concat();
    Some(String::from_utf8_lossy(&both).into_owned())
}
