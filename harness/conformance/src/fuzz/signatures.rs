//! Signatures that are used many times, where making one takes long.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use counterfoil_protocol::canonical::SignedBytes;

use crate::render::Recipe;

/// Signatures made before: an RSA signature takes longer than everything else of a case.
#[derive(Debug, Default)]
pub(super) struct Signatures(Mutex<HashMap<Vec<u8>, Vec<u8>>>);

/// As many as are worth keeping.
const MOST: usize = 256;

impl Signatures {
    fn of(&self, bytes: &[u8], sign: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(signature) = known.get(bytes) {
            return signature.clone();
        }
        if known.len() >= MOST {
            known.clear();
        }
        let signature = sign();
        known.insert(bytes.to_vec(), signature.clone());
        signature
    }
}

/// Signs with signatures made before, where the recipe signs rightly.
pub(super) fn remembering(mut recipe: Recipe, signatures: &Arc<Signatures>) -> Recipe {
    if recipe.signing.signer.is_none() {
        let signatures = Arc::clone(signatures);
        recipe.signing.signer = Some(Arc::new(move |keys, bytes| {
            signatures.of(bytes, || keys.signing.sign(&SignedBytes::from(bytes.to_vec())).as_slice().to_vec())
        }));
    }
    recipe
}
