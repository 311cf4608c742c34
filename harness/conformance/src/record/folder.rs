//! A folder of exchanges, one file each.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use counterfoil_formats::exchange::{Exchange, to_file};
use tempfile::NamedTempFile;

use super::Recorded;

/// Writes exchanges; a file with its final name is whole, whenever the program is killed.
#[derive(Debug)]
pub struct Folder {
    exchanges: PathBuf,
    serial: u64,
}

impl Folder {
    /// Makes `exchanges/` below the folder, where it is missing.
    ///
    /// # Errors
    ///
    /// As the system says, with the path.
    pub fn open(out: &Path) -> io::Result<Self> {
        let exchanges = out.join("exchanges");
        fs_err::create_dir_all(&exchanges)?;
        Ok(Self { exchanges, serial: 0 })
    }

    /// Where the files are.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.exchanges
    }

    /// Writes one file, named by the time of the request and a serial number, so that names sort by time.
    ///
    /// # Errors
    ///
    /// As the system says, with the path.
    pub fn write(&mut self, recorded: Recorded) -> io::Result<()> {
        self.serial += 1;
        let at = jiff::Timestamp::try_from(recorded.at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let id = format!("{}-{:06}", at.strftime("%Y%m%dT%H%M%S.%3fZ"), self.serial);
        self.persist(&recorded.into_exchange(id))
    }

    fn persist(&self, exchange: &Exchange) -> io::Result<()> {
        let path = self.exchanges.join(format!("{}.json", exchange.id));
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        // Readable by its owner only: recordings hold signatures and people's data.
        let mut file = NamedTempFile::with_prefix_in(".unfinished-", &self.exchanges).map_err(named)?;
        file.write_all(to_file(exchange).as_bytes()).map_err(named)?;
        // Another run of the same millisecond must not be overwritten.
        file.persist_noclobber(&path).map(|_| ()).map_err(|error| named(error.error))
    }
}
