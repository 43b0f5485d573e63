//! Text out of documents.
