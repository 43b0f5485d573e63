//! Does this address and page look like an AI tool that nobody has listed?
