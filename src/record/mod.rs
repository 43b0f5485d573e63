//! The signed record of AI tools: is it genuine, current and ours, and what does it say of an address?
