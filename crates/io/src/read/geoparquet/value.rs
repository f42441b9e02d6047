//! Values of Arrow columns as plain values.

use crate::read::layer::day;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowTemporalType, Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type,
    Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType, PrimitiveArray};
use arrow_schema::{DataType, TimeUnit};
use walkshed::model::Value;

/// Whether a column of this type holds plain values.
pub(super) fn plain(kind: &DataType) -> bool {
    matches!(
        kind,
        DataType::Boolean
            | DataType::Int8
            | DataType::Int16
            | DataType::Int32
            | DataType::Int64
            | DataType::UInt8
            | DataType::UInt16
            | DataType::UInt32
            | DataType::UInt64
            | DataType::Float32
            | DataType::Float64
            | DataType::Utf8
            | DataType::LargeUtf8
            | DataType::Utf8View
            | DataType::Date32
            | DataType::Date64
            | DataType::Timestamp(_, _)
            | DataType::Decimal128(_, _)
    )
}

/// The value of a row.
pub(super) fn value(array: &dyn Array, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Boolean => Value::Bool(array.as_boolean().value(row)),
        DataType::Int8 => whole::<Int8Type>(array, row),
        DataType::Int16 => whole::<Int16Type>(array, row),
        DataType::Int32 => whole::<Int32Type>(array, row),
        DataType::Int64 => whole::<Int64Type>(array, row),
        DataType::UInt8 => whole::<UInt8Type>(array, row),
        DataType::UInt16 => whole::<UInt16Type>(array, row),
        DataType::UInt32 => whole::<UInt32Type>(array, row),
        DataType::UInt64 => {
            let number = array.as_primitive::<UInt64Type>().value(row);
            i64::try_from(number)
                .map_or_else(|_| Value::Text(number.to_string()), Value::Integer)
        }
        DataType::Float32 => {
            number(array.as_primitive::<Float32Type>().value(row).into())
        }
        DataType::Float64 => number(array.as_primitive::<Float64Type>().value(row)),
        DataType::Utf8 => Value::Text(array.as_string::<i32>().value(row).to_owned()),
        DataType::LargeUtf8 => {
            Value::Text(array.as_string::<i64>().value(row).to_owned())
        }
        DataType::Utf8View => Value::Text(array.as_string_view().value(row).to_owned()),
        DataType::Decimal128(_, scale) => {
            let text = array.as_primitive::<Decimal128Type>().value_as_string(row);
            decimal(text, *scale)
        }
        kind => moment(array, row, kind).map_or(Value::Null, Value::Text),
    }
}

fn whole<T: ArrowPrimitiveType<Native: Into<i64>>>(
    array: &dyn Array,
    row: usize,
) -> Value {
    Value::Integer(array.as_primitive::<T>().value(row).into())
}

fn number(number: f64) -> Value {
    if number.is_finite() { Value::Number(number) } else { Value::Null }
}

/// A number if no digit is lost, else the digits.
fn decimal(text: String, scale: i8) -> Value {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match (text.parse::<i64>(), text.parse::<f64>()) {
        (Ok(whole), _) => Value::Integer(whole),
        (_, Ok(number)) if scale > 0 && digits <= 17 => Value::Number(number),
        _ => Value::Text(text),
    }
}

/// A date, or a moment, as ISO 8601 writes it.
fn moment(array: &dyn Array, row: usize, kind: &DataType) -> Option<String> {
    match kind {
        DataType::Date32 => {
            let date = array.as_primitive::<Date32Type>().value_as_date(row)?;
            Some(date.to_string())
        }
        DataType::Date64 => {
            let date = array.as_primitive::<Date64Type>().value_as_date(row)?;
            Some(date.to_string())
        }
        DataType::Timestamp(unit, zone) => {
            let text = match unit {
                TimeUnit::Second => {
                    time(array.as_primitive::<TimestampSecondType>(), row)
                }
                TimeUnit::Millisecond => {
                    time(array.as_primitive::<TimestampMillisecondType>(), row)
                }
                TimeUnit::Microsecond => {
                    time(array.as_primitive::<TimestampMicrosecondType>(), row)
                }
                TimeUnit::Nanosecond => {
                    time(array.as_primitive::<TimestampNanosecondType>(), row)
                }
            }?;
            // What has a zone is counted from midnight in Greenwich.
            let text = if zone.is_some() { text + "Z" } else { text };
            Some(day(&text).to_owned())
        }
        _ => None,
    }
}

fn time<T>(array: &PrimitiveArray<T>, row: usize) -> Option<String>
where
    T: ArrowTemporalType,
    i64: From<T::Native>,
{
    let moment = array.value_as_datetime(row)?;
    Some(moment.format("%Y-%m-%dT%H:%M:%S%.f").to_string())
}
