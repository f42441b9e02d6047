//! Measures against limits.

use super::{Amount, Judgement, Required, Subject, Verdict};

/// A name with its sign in a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The measure.
    pub name: String,
    /// Whether it is taken away.
    pub minus: bool,
}

/// A sum of measures, for so much of another where `per` names one.
///
/// ```text
/// floor area for 100 households = 100 x service_area_m2 / households
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What is added up; unknown if any of it is.
    pub of: Vec<Term>,
    /// What it is divided by.
    pub per: Option<String>,
    /// For so many of that.
    pub times: u32,
}

/// What a measure is held against.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    /// Nothing: it is measured only.
    None,
    /// At least the limit.
    AtLeast(Limit),
    /// At most the limit.
    AtMost(Limit),
    /// The limit exactly.
    Equals(Limit),
}

/// A number, one that depends on others, or a sum of measures.
#[derive(Clone, Debug, PartialEq)]
pub enum Limit {
    /// A number, replaced by that of the last step that holds.
    Stepped(Amount, Vec<Step>),
    /// The sum of other measures.
    Sum(Vec<Term>),
}

/// Another limit, where one of its conditions holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The limit.
    pub amount: Amount,
    /// When it holds: any of these.
    pub when: Vec<When>,
}

/// A measure that is more than something, or at least as much.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// The measure.
    pub of: String,
    /// As much, or more than this.
    pub than: Amount,
    /// Whether as much is enough.
    pub inclusive: bool,
}

/// A sum that is known, and whether any of it was assumed.
#[derive(Clone, Copy)]
struct Known {
    amount: Amount,
    assumed: bool,
}

fn sum(terms: &[Term], subject: &Subject) -> Option<Known> {
    let mut known = Known { amount: Amount::default(), assumed: false };
    for Term { name, minus } in terms {
        let number = subject.numbers.get(name)?;
        known.assumed |= number.assumed;
        known.amount = if *minus {
            known.amount.minus(number.amount)
        } else {
            known.amount.plus(number.amount)
        };
    }
    Some(known)
}

impl When {
    fn holds(&self, subject: &Subject) -> Option<(bool, bool)> {
        let number = subject.numbers.get(&self.of)?;
        let more = number.amount > self.than;
        Some((more || (self.inclusive && number.amount == self.than), number.assumed))
    }
}

impl Limit {
    /// A number.
    #[must_use]
    pub fn at(amount: Amount) -> Self {
        Self::Stepped(amount, Vec::new())
    }

    /// Whatever it may be for a subject, most likely first; none where it is not known at all.
    fn possible(&self, subject: &Subject) -> (Vec<Amount>, bool) {
        let (base, steps) = match self {
            Self::Stepped(base, steps) => (*base, steps),
            Self::Sum(terms) => {
                let known = sum(terms, subject);
                let assumed = known.is_some_and(|known| known.assumed);
                return (known.map(|known| known.amount).into_iter().collect(), assumed);
            }
        };
        let (mut possible, mut assumed) = (vec![base], false);
        for Step { amount, when } in steps {
            let answers: Vec<_> = when.iter().map(|when| when.holds(subject)).collect();
            assumed |= answers.iter().flatten().any(|&(_, assumed)| assumed);
            if answers.iter().flatten().any(|&(holds, _)| holds) {
                possible = vec![*amount];
            } else if answers.iter().any(Option::is_none) {
                possible.push(*amount);
            }
        }
        (possible, assumed)
    }
}

impl Measure {
    /// One measure by its name.
    #[must_use]
    pub fn of(name: impl Into<String>) -> Self {
        let term = Term { name: name.into(), minus: false };
        Self { of: vec![term], per: None, times: 1 }
    }

    pub(super) fn judge(&self, bound: &Bound, subject: &Subject) -> Judgement {
        let (limit, required): (_, fn(Amount) -> Required) = match bound {
            Bound::None => (None, Required::AtLeast),
            Bound::AtLeast(limit) => (Some(limit), Required::AtLeast),
            Bound::AtMost(limit) => (Some(limit), Required::AtMost),
            Bound::Equals(limit) => (Some(limit), Required::Equals),
        };
        let (limits, limit_assumed) =
            limit.map(|limit| limit.possible(subject)).unwrap_or_default();
        let value = sum(&self.of, subject);
        let divisor = match &self.per {
            Some(per) => subject.numbers.get(per).copied(),
            None => Some(Amount::whole(1).into()),
        };
        let parts = value.zip(divisor);
        let nobody = divisor.is_some_and(|divisor| divisor.amount <= Amount::default());
        let verdict = match parts {
            _ if nobody => Verdict::NotApplicable,
            None => Verdict::Unknown,
            Some(_) if limit.is_none() => Verdict::NotApplicable,
            Some(_) if limits.is_empty() => Verdict::Unknown,
            Some((value, divisor)) => {
                let ratio = (self.scaled(value.amount), divisor.amount);
                Verdict::of_all(limits.iter().map(|&limit| holds(bound, ratio, limit)))
            }
        };
        let measured = parts.filter(|_| !nobody).and_then(|(value, divisor)| {
            let by = i128::from(divisor.amount.thousandths());
            let ratio = self.scaled(value.amount).div_euclid(by);
            i64::try_from(ratio).ok().map(Amount::from_thousandths)
        });
        Judgement {
            verdict,
            required: limits.first().copied().map(required),
            measured,
            said: None,
            items: Vec::new(),
            assumed: limit_assumed
                || parts.is_some_and(|(value, by)| value.assumed || by.assumed),
        }
    }

    /// The sum times its factor, in millionths: over thousandths, it gives thousandths.
    fn scaled(&self, value: Amount) -> i128 {
        i128::from(value.thousandths()) * i128::from(self.times) * 1000
    }
}

/// Whether a ratio is within a bound at one of the limits that it may have.
fn holds(bound: &Bound, (value, by): (i128, Amount), limit: Amount) -> bool {
    let limit = i128::from(limit.thousandths()) * i128::from(by.thousandths());
    match bound {
        Bound::None => true,
        Bound::AtLeast(_) => value >= limit,
        Bound::AtMost(_) => value <= limit,
        Bound::Equals(_) => value == limit,
    }
}
