//! From verdict and findings to an action.
