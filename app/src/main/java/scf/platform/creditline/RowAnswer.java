package scf.platform.creditline;

import scf.schema.ids.NodeId;

/// What became of one row of a batch, numbered from 1.
public sealed interface RowAnswer {

    int row();

    record Granted(int row, NodeId node) implements RowAnswer {}

    record Refused(int row, Code code, String detail) implements RowAnswer {}

    /// Why a row was refused, in the order in which it is looked for.
    enum Code {

        /// A field is missing, or is not of its form.
        UNREADABLE,

        /// The chain itself is no sub-limit.
        LEVEL_NOT_A_SUB_LIMIT,

        /// The level needs a field that is missing, or does not know one that is there.
        FIELDS_OF_OTHER_LEVEL,

        CURRENCY_DIFFERS,

        /// Tiers count from 1 to 99.
        TIER_OUT_OF_RANGE,

        SUPPLIER_NOT_A_MEMBER,

        /// The supplier stands in another tier of the chain.
        TIER_DIFFERS,

        /// The limit above it has not been granted, before or earlier in this batch.
        PARENT_MISSING,

        GRANTED_BEFORE,

        PERIOD_UPSIDE_DOWN
    }
}
