//! Measures against limits.

use super::{Amount, Judgement, Number, Required, Spread, Subject, Verdict};

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

/// The least and the most that a sum can be, as far as anybody can tell, and whether any of it was assumed.
#[derive(Clone, Copy)]
struct Known {
    least: Option<Amount>,
    most: Option<Amount>,
    assumed: bool,
}

impl Known {
    fn exact(self) -> Option<Amount> {
        self.least.filter(|_| self.least == self.most)
    }
}

fn sum(terms: &[Term], subject: &Subject) -> Option<Known> {
    let nothing = Some(Amount::default());
    let mut known = Known { least: nothing, most: nothing, assumed: false };
    for Term { name, minus } in terms {
        let number = subject.numbers.get(name)?;
        let (least, most) = (Some(number.amount), number.most());
        let both = |a: Option<Amount>, b: Option<Amount>| a.zip(b);
        known.assumed |= number.assumed;
        if *minus {
            known.least = both(known.least, most).map(|(sum, more)| sum.minus(more));
            known.most = both(known.most, least).map(|(sum, less)| sum.minus(less));
        } else {
            known.least = both(known.least, least).map(|(sum, less)| sum.plus(less));
            known.most = both(known.most, most).map(|(sum, more)| sum.plus(more));
        }
    }
    Some(known)
}

impl When {
    fn holds(&self, subject: &Subject) -> Option<(bool, bool)> {
        let number = subject.numbers.get(&self.of)?;
        let beyond =
            |amount| amount > self.than || (self.inclusive && amount == self.than);
        let most = number.most().map(beyond);
        (beyond(number.amount) || most == Some(false))
            .then(|| (beyond(number.amount), number.assumed))
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
                return (known.and_then(Known::exact).into_iter().collect(), assumed);
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
        let divisor = divisor.filter(|divisor| divisor.spread == Spread::Exact);
        let nobody = divisor.is_some_and(|divisor| divisor.amount <= Amount::default());
        let parts = value.zip(divisor);
        let verdict = match parts {
            _ if nobody => Verdict::NotApplicable,
            None => Verdict::Unknown,
            Some(_) if limit.is_none() => Verdict::NotApplicable,
            Some(_) if limits.is_empty() => Verdict::Unknown,
            Some((value, by)) => {
                let ends = [value.least, value.most].map(|end| Some(self.scaled(end?)));
                let holds = |&limit: &Amount| bound.holds(ends, by.amount, limit);
                Verdict::of_all(limits.iter().map(holds))
            }
        };
        let parts = parts.filter(|_| !nobody);
        let (measured, spread) =
            parts.map_or((None, Spread::Exact), |(value, by)| self.measured(value, by));
        Judgement {
            verdict,
            required: limits.first().copied().map(required),
            measured,
            spread,
            said: None,
            items: Vec::new(),
            assumed: limit_assumed
                || parts.is_some_and(|(value, by)| value.assumed || by.assumed),
        }
    }

    /// The ratio, rounded down, and how much more it may be.
    fn measured(&self, value: Known, by: Number) -> (Option<Amount>, Spread) {
        let ratio = |value: Option<Amount>| {
            let by = i128::from(by.amount.thousandths());
            let ratio = self.scaled(value?).div_euclid(by);
            i64::try_from(ratio).ok().map(Amount::from_thousandths)
        };
        let (least, most) = (ratio(value.least), ratio(value.most));
        let spread = match (least, most) {
            _ if value.exact().is_some() || least.is_none() => Spread::Exact,
            (_, Some(most)) => Spread::UpTo(most),
            (_, None) => Spread::Open,
        };
        (least, spread)
    }

    /// The sum times its factor, in millionths: over thousandths, it gives thousandths.
    fn scaled(&self, value: Amount) -> i128 {
        i128::from(value.thousandths()) * i128::from(self.times) * 1000
    }
}

impl Bound {
    /// Whether a ratio between two ends is within a bound at one of the limits that it may have; `None`
    /// if that depends on what nobody can tell.
    fn holds(
        &self,
        [least, most]: [Option<i128>; 2],
        by: Amount,
        limit: Amount,
    ) -> Option<bool> {
        let limit = i128::from(limit.thousandths()) * i128::from(by.thousandths());
        let over = least.is_some_and(|least| least > limit);
        let under = most.is_some_and(|most| most < limit);
        let reaches = least.is_some_and(|least| least >= limit);
        let within = most.is_some_and(|most| most <= limit);
        let (surely, never) = match self {
            Self::None => (true, false),
            Self::AtLeast(_) => (reaches, under),
            Self::AtMost(_) => (within, over),
            Self::Equals(_) => (reaches && within, over || under),
        };
        (surely || never).then_some(surely)
    }
}
