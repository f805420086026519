package scf.contract;

/// What an act says about one object, in full: the parties, amounts and dates that its header only commits to.
///
/// A row's bytes are its JSON with the fields in the order of the record. Amounts are whole numbers of the currency's
/// minor unit; parties are UUIDs.
public sealed interface Row
        permits KeyRow,
                RotateKeyRow,
                RevokeKeyRow,
                ConfirmRow,
                RejectRow,
                DiluteRow,
                IssueRow,
                AcceptRow,
                DeclineRow,
                TransferRow,
                VoidRow,
                FreezeRow,
                UnfreezeRow,
                LockRow,
                ReleaseRow,
                FundRow,
                SettleRow {

    /// The object that the act changes: what a single row's header names as its subject.
    String subject();

    /// The bytes that the header commits to. For a row that was parsed they are the very bytes that were read.
    Bytes bytes();

    static Row parse(ActType type, Bytes json) {
        return switch (type) {
            case REGISTER_KEY -> JsonReader.read(json, KeyRow::read);
            case ROTATE_KEY -> JsonReader.read(json, RotateKeyRow::read);
            case REVOKE_KEY -> JsonReader.read(json, RevokeKeyRow::read);
            case CONFIRM -> JsonReader.read(json, ConfirmRow::read);
            case REJECT -> JsonReader.read(json, RejectRow::read);
            case DILUTE -> JsonReader.read(json, DiluteRow::read);
            case ISSUE -> JsonReader.read(json, IssueRow::read);
            case ACCEPT -> JsonReader.read(json, AcceptRow::read);
            case DECLINE -> JsonReader.read(json, DeclineRow::read);
            case TRANSFER -> JsonReader.read(json, TransferRow::read);
            case VOID -> JsonReader.read(json, VoidRow::read);
            case FREEZE -> JsonReader.read(json, FreezeRow::read);
            case UNFREEZE -> JsonReader.read(json, UnfreezeRow::read);
            case LOCK -> JsonReader.read(json, LockRow::read);
            case RELEASE -> JsonReader.read(json, ReleaseRow::read);
            case FUND -> JsonReader.read(json, FundRow::read);
            case SETTLE -> JsonReader.read(json, SettleRow::read);
        };
    }
}
