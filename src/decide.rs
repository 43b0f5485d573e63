//! From what was found, and what the record lets into this tool, to an action.
