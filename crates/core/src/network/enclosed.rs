//! Which streets are private: those that say so, and those behind private gates (rule 18).
//!
//! ```text
//!   city ====== gate ------ lane ------ lane        `===` public for sure, `---` no word about access
//!             private
//! ```
//!
//! Maps often tag the gate of a compound as private and leave its lanes without a word. Taken by the
//! letter, a walk from a lane would be public, private, public, and nobody could leave home. So a
//! set of public streets that only private ways join to the rest is private itself if it lies
//! behind a gate, or is shorter than `min_component`, beyond which it counts as a place of its own
//! (rule 6). Of the sets that hang together over private ways, the longest stays public.

use super::Base;
use super::admission::Class;
use super::lines::Access;
use rustc_hash::FxHashMap;

/// Public streets that hang together.
#[derive(Clone, Copy, Debug, Default)]
struct Set {
    length_m: f64,
    /// Whether a private gate is one of its ends.
    gated: bool,
}

/// Whether each street is private for those who walk it.
pub(super) fn private(base: &Base, classes: &[Class]) -> Vec<bool> {
    let tagged: Vec<bool> =
        base.streets.iter().map(|s| s.manner().access == Access::Private).collect();
    let walked = || (0..base.streets.len()).filter(|&s| classes[s] != Class::Closed);
    if !walked().any(|s| tagged[s]) {
        return tagged;
    }
    let ends = |s: usize| {
        let range = base.vertices_of(s);
        [base.vertices[range.start], base.vertices[range.end - 1]]
    };
    let mut whole = base.joined(walked());
    let mut public = base.joined(walked().filter(|&s| !tagged[s]));
    let mut sets: FxHashMap<u32, Set> = FxHashMap::default();
    for s in walked() {
        let length_m = base.component_m(s);
        if !tagged[s] {
            sets.entry(public.root(ends(s)[0])).or_default().length_m += length_m;
        } else if length_m == 0.0 {
            for end in ends(s) {
                sets.entry(public.root(end)).or_default().gated = true;
            }
        }
    }
    let mut longest: FxHashMap<u32, f64> = FxHashMap::default();
    for (&root, set) in &sets {
        let most = longest.entry(whole.root(root)).or_default();
        *most = most.max(set.length_m);
    }
    let mut enclosed = |s: usize| {
        let root = public.root(ends(s)[0]);
        let set = sets[&root];
        let small = set.gated || set.length_m < base.min_component_m;
        small && set.length_m < longest[&whole.root(root)]
    };
    let mut private = tagged;
    for s in walked() {
        private[s] = private[s] || enclosed(s);
    }
    private
}
