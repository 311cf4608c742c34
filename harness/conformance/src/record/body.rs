//! A body while it goes by.

use super::budget::Share;

/// Bytes of a body that are kept at most.
pub(super) const MOST_BODY: usize = 16 << 20;

/// What is kept of a body.
#[derive(Debug)]
pub struct Body {
    /// The bytes, or the first ones of them.
    pub bytes: Vec<u8>,
    /// How many there were.
    pub length: u64,
    /// Why not all of them were kept.
    pub cut: Option<&'static str>,
    share: Share,
}

impl Body {
    pub(super) fn new(share: Share) -> Self {
        Self { bytes: Vec::new(), length: 0, cut: None, share }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        if self.cut.is_some() {
            return;
        }
        let room = MOST_BODY - self.bytes.len().min(MOST_BODY);
        let kept = bytes.get(..room).unwrap_or(bytes);
        if !self.share.take(kept.len()) {
            self.cut = Some("too many bodies at once: the rest was forwarded and not kept");
            return;
        }
        self.bytes.extend_from_slice(kept);
        if kept.len() < bytes.len() {
            self.cut = Some("longer than 16 MiB: the rest was forwarded and not kept");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::budget::Budget;
    use super::*;

    #[test]
    fn a_body_is_kept_up_to_the_limit_and_counted_beyond() {
        let mut body = Body::new(Budget::new(MOST_BODY * 2).share());
        body.push(&vec![1; MOST_BODY]);
        assert_eq!((body.bytes.len(), body.cut), (MOST_BODY, None));
        body.push(b"more");
        body.push(b"and more");
        assert_eq!((body.bytes.len(), body.length), (MOST_BODY, MOST_BODY as u64 + 12));
        assert!(body.cut.is_some_and(|reason| reason.contains("16 MiB")));
    }

    #[test]
    fn all_bodies_share_one_budget() {
        let budget = Budget::new(10);
        let (mut first, mut second) = (Body::new(budget.share()), Body::new(budget.share()));
        first.push(b"12345678");
        second.push(b"123");
        assert_eq!((second.bytes.len(), second.length), (0, 3));
        assert!(second.cut.is_some());
    }
}
