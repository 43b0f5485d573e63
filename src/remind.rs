//! When a fact-check reminder is due: with the first copy from a tool in a session, then with every so many copies.

/// Every how many copies, if the record does not say. Often enough to be met in a morning's work, too rare to be clicked away unread.
pub const EVERY: u32 = 10;

/// Whether the copy with this number (the session's first is 1) brings a reminder. `every` 0 means the first alone.
pub fn is_due(copy: u32, every: u32) -> bool {
    copy == 1 || (every != 0 && copy > 1 && (copy - 1).is_multiple_of(every))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_copy_then_every_tenth() {
        let due: Vec<u32> = (1..=32).filter(|&copy| is_due(copy, EVERY)).collect();
        assert_eq!(due, [1, 11, 21, 31]);
    }

    #[test]
    fn a_record_can_ask_for_the_first_alone() {
        assert!(is_due(1, 0));
        assert!((2..100).all(|copy| !is_due(copy, 0)));
    }
}
