//! What the values of `foot` and `access` mean for somebody on foot.

/// Whom a tag lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Permission {
    /// Everyone.
    Everyone,
    /// Those who begin or end their walk there: rule 18's private ways.
    Some,
    /// No walker.
    Nobody,
}

/// Reads a value of `foot` or `access`; `None` where it says nothing certain.
///
/// | value | for a walker |
/// |---|---|
/// | `yes` `designated` `official` `permissive` | open |
/// | `private` `permit` `residents` `members` `employees` `staff` `restricted` | open to those who live, work or are expected there |
/// | `customers` `destination` `delivery` | open to those on their way there |
/// | `no` `use_sidepath` `military` `emergency` | closed |
/// | `agricultural` `forestry` `discouraged` `unknown` ... | as if the tag were absent |
///
/// # References
///
/// OpenStreetMap wiki, "Key:access", "Key:foot".
pub(super) fn permission(value: &str) -> Option<Permission> {
    match value {
        "yes" | "designated" | "official" | "permissive" => Some(Permission::Everyone),
        "private" | "permit" | "residents" | "members" | "employees" | "staff"
        | "restricted" | "customers" | "destination" | "delivery" => {
            Some(Permission::Some)
        }
        "no" | "use_sidepath" | "military" | "emergency" => Some(Permission::Nobody),
        _ => None,
    }
}

/// Reads `access` where vehicles go: "residents only" and "no through road" on the sign of a
/// carriageway stop drivers, and nobody on foot.
pub(super) fn permission_among_vehicles(access: &str) -> Option<Permission> {
    match access {
        "destination" | "delivery" => None,
        _ => permission(access),
    }
}
