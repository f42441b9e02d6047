use super::*;

#[test]
fn one_cell_may_hold_both_numbers() {
    for text in [
        "99.9247,24.5803",
        "99.9247， 24.5803",
        "(99.9247 24.5803)",
        "[99.9247；24.5803]",
    ] {
        assert_eq!(pair(text), Some([99.9247, 24.5803]), "{text}");
    }
    for text in ["99.9247", "a,b", "1,2,3", "", "99°55′29″E,24°34′49″N"] {
        assert_eq!(pair(text), None, "{text}");
    }
}
