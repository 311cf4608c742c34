//! One direction of one connection.

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// Bytes forwarded at once.
const AT_ONCE: usize = 16 << 10;

/// Why a direction ended.
#[derive(Debug)]
pub(super) enum End {
    /// The sender has nothing more to say; the receiver was told so.
    Closed,
    /// The receiver does not listen any more; what it says itself may still be worth hearing.
    Deaf,
}

/// Forwards until the sender ends; hands a copy of what was forwarded to `copy`, and nothing else.
///
/// # Errors
///
/// The sender's connection broke.
pub(super) async fn pump<R, W>(from: &mut R, to: &mut W, copy: impl Fn(&[u8])) -> std::io::Result<End>
where
    R: AsyncRead + Unpin,
    W: AsyncWrite + Unpin,
{
    let mut buffer = vec![0; AT_ONCE];
    loop {
        let length = from.read(&mut buffer).await?;
        let Some(mut rest) = buffer.get(..length).filter(|bytes| !bytes.is_empty()) else {
            // A receiver that is gone needs not be told.
            let _ = to.shutdown().await;
            return Ok(End::Closed);
        };
        while !rest.is_empty() {
            let Ok(written @ 1..) = to.write(rest).await else { return Ok(End::Deaf) };
            // At once, without waiting in between: an answer to these bytes must not be read before them.
            let (forwarded, left) = rest.split_at(written.min(rest.len()));
            copy(forwarded);
            rest = left;
        }
    }
}
