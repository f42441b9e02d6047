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
    assert_eq!(pair("24°30′N,99°45′E"), Some([99.75, 24.5]));
    for text in ["99.9247", "a,b", "1,2,3", ""] {
        assert_eq!(pair(text), None, "{text}");
    }
}
