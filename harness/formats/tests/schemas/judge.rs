//! A schema at work: the verdict of the `jsonschema` crate, and the inside of strings, which no validator looks into.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use counterfoil_formats::schema::schema;
use counterfoil_protocol::message::{Carrier, Message};
use data_encoding::BASE64;
use jsonschema::Validator;
use serde_json::{Value, json};

/// The schema of one message.
pub(crate) struct Judge {
    carrier: Carrier,
    schema: Value,
    /// By the address of their schema inside [`Judge::schema`], which is never changed.
    validators: RefCell<HashMap<usize, Rc<Validator>>>,
    opening: RefCell<HashMap<usize, bool>>,
}

impl Judge {
    pub(crate) fn new(message: &Message) -> Self {
        let schema = serde_json::from_str(&schema(message).to_file()).expect("the text of a schema");
        Self { carrier: message.carrier, schema, validators: RefCell::default(), opening: RefCell::default() }
    }

    pub(crate) fn schema(&self) -> &Value {
        &self.schema
    }

    /// Whether a body is right; text that is not JSON is not, where JSON is due.
    pub(crate) fn takes(&self, body: &str) -> bool {
        if let Carrier::Text(_) = self.carrier {
            return self.fits(&self.schema, &Value::from(body.trim()));
        }
        serde_json::from_str(body).is_ok_and(|instance| self.fits(&self.schema, &instance))
    }

    fn fits(&self, schema: &Value, instance: &Value) -> bool {
        self.validator(schema).is_valid(instance) && self.fits_inside(schema, instance)
    }

    /// What `contentSchema` says; the rest of the schema has been found to hold.
    fn fits_inside(&self, schema: &Value, instance: &Value) -> bool {
        if !self.opens(schema) {
            return true;
        }
        let members = schema.as_object().expect("a schema that says something");
        members.iter().all(|(keyword, value)| match keyword.as_str() {
            "$ref" => self.fits_inside(self.definition(value), instance),
            "anyOf" => subschemas(value).iter().any(|choice| self.fits(choice, instance)),
            "items" => instance.as_array().into_iter().flatten().all(|item| self.fits_inside(value, item)),
            "properties" => value
                .as_object()
                .into_iter()
                .flatten()
                .all(|(name, schema)| instance.get(name).is_none_or(|member| self.fits_inside(schema, member))),
            "contentSchema" => instance.as_str().is_none_or(|text| self.fits_decoded(schema, text)),
            _ => true,
        })
    }

    fn fits_decoded(&self, schema: &Value, text: &str) -> bool {
        let decoded = match schema.get("contentEncoding").map(|encoding| encoding.as_str().expect("its name")) {
            None => Some(text.as_bytes().to_vec()),
            Some("base64") => BASE64.decode(text.as_bytes()).ok(),
            Some(other) => panic!("no such encoding: {other}"),
        };
        let instance = decoded.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        instance.is_some_and(|instance: Value| self.fits(&schema["contentSchema"], &instance))
    }

    fn validator(&self, schema: &Value) -> Rc<Validator> {
        let mut validators = self.validators.borrow_mut();
        let new = || {
            let definitions = self.schema.get("$defs").cloned().unwrap_or_else(|| json!({}));
            let whole = json!({"$schema": self.schema["$schema"], "$defs": definitions, "allOf": [schema]});
            let whole = if core::ptr::eq(schema, &raw const self.schema) { schema } else { &whole };
            Rc::new(jsonschema::draft202012::new(whole).unwrap_or_else(|error| panic!("{schema}: {error}")))
        };
        Rc::clone(validators.entry(address(schema)).or_insert_with(new))
    }

    /// Whether a schema has something to say about the inside of a string.
    fn opens(&self, schema: &Value) -> bool {
        if let Some(known) = self.opening.borrow().get(&address(schema)) {
            return *known;
        }
        let opens = schema.as_object().into_iter().flatten().any(|(keyword, value)| match keyword.as_str() {
            "$ref" => self.opens(self.definition(value)),
            "anyOf" => subschemas(value).iter().any(|choice| self.opens(choice)),
            "items" => self.opens(value),
            "properties" => value.as_object().into_iter().flatten().any(|(_, schema)| self.opens(schema)),
            keyword => keyword == "contentSchema",
        });
        self.opening.borrow_mut().insert(address(schema), opens);
        opens
    }

    fn definition(&self, reference: &Value) -> &Value {
        let name = reference.as_str().and_then(|text| text.strip_prefix("#/$defs/")).expect("a definition");
        &self.schema["$defs"][name]
    }
}

fn subschemas(value: &Value) -> &[Value] {
    value.as_array().expect("a list of schemas")
}

fn address(schema: &Value) -> usize {
    core::ptr::from_ref(schema).addr()
}
