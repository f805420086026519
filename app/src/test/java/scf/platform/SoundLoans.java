package scf.platform;

/// One sound row of each table of loans and settlement, on the voucher of [SoundRows]: bought for 990,588.89, due, and
/// paid by a bank's receipt.
public final class SoundLoans {

    public static final String LOAN = "'88888888-8888-8888-8888-888888888881'";
    public static final String ACCOUNT = "'88888888-8888-8888-8888-888888888882'";
    public static final String ENTRY = "'88888888-8888-8888-8888-888888888883'";
    public static final String INSTRUCTION = "'88888888-8888-8888-8888-888888888884'";
    public static final String RECEIPT = "'88888888-8888-8888-8888-888888888885'";
    public static final String REPAYMENT = "'88888888-8888-8888-8888-888888888886'";

    private SoundLoans() {}

    /// The borrower's own, verified.
    public static SqlRow account() {
        return SqlRow.of(
                "enterprise.accounts",
                "id",
                ACCOUNT,
                "owner_id",
                SoundRows.PAYEE,
                "name",
                "'闽江测试机械有限公司'",
                "number",
                "'6222020200012345678'",
                "bank_code",
                "'102391000017'",
                "bank_id",
                SoundRows.BANK,
                "opened_at",
                "now()",
                "verified_at",
                "now()",
                "verified_by",
                "'desk'");
    }

    /// Originated, not yet paid out.
    public static SqlRow pendingLoan() {
        return SqlRow.of(
                "loan.loans",
                "id",
                LOAN,
                "request_id",
                SoundRows.REQUEST,
                "offer_id",
                SoundRows.OFFER,
                "hold_id",
                SoundRows.HOLD,
                "voucher_no",
                "'V0000000000000001'",
                "bank_id",
                SoundRows.BANK,
                "borrower_id",
                SoundRows.PAYEE,
                "debtor_id",
                SoundRows.ISSUER,
                "product",
                "'PAYABLES_FINANCE'",
                "recourse",
                "'WITH_RECOURSE'",
                "interest_mode",
                "'UP_FRONT'",
                "day_count",
                "'ACT_360'",
                "annual_rate_millionths",
                "38500",
                "penalty_uplift_percent",
                "0",
                "currency",
                "'CNY'",
                "principal_minor",
                "100000000",
                "fees_minor",
                "0",
                "due_date",
                "'2026-12-18'",
                "payable_on",
                "'2026-12-18'",
                "state",
                "'PENDING_DISBURSE'",
                "originated_by",
                "'desk'",
                "originated_at",
                "now()",
                "changed_at",
                "now()");
    }

    public static SqlRow activeLoan() {
        return pendingLoan()
                .but(
                        "state", "'ACTIVE'",
                        "start_date", "'2026-09-21'",
                        "account_id", ACCOUNT,
                        "discount_minor", "941111",
                        "net_minor", "99058889");
    }

    /// The issuer has not paid, and the bank has turned to the seller.
    public static SqlRow recourseClaim() {
        return SqlRow.of(
                "loan.recourse_claims",
                "loan_id",
                LOAN,
                "business_date",
                "'2026-12-22'",
                "claimed_minor",
                "100000000",
                "reason",
                "'核心企业逾期未付'",
                "claimed_by",
                "'desk'",
                "claimed_at",
                "now()");
    }

    /// 10,000.00 from the borrower, all of it principal.
    public static SqlRow repayment() {
        return SqlRow.of(
                "loan.repayments",
                "id",
                REPAYMENT,
                "loan_id",
                LOAN,
                "payer_id",
                SoundRows.PAYEE,
                "business_date",
                "'2026-10-21'",
                "received_minor",
                "1000000",
                "costs_claimed_minor",
                "0",
                "costs_minor",
                "0",
                "penalty_minor",
                "0",
                "interest_minor",
                "0",
                "principal_minor",
                "1000000",
                "remainder_minor",
                "0",
                "bank_reference",
                "'CR20261021-1'",
                "recorded_by",
                "'desk'",
                "recorded_at",
                "now()");
    }

    public static SqlRow journalEntry() {
        return SqlRow.of(
                "loan.journal_entries",
                "id",
                ENTRY,
                "loan_id",
                LOAN,
                "kind",
                "'DISBURSEMENT'",
                "business_date",
                "'2026-09-21'",
                "posted_at",
                "now()");
    }

    /// One line; alone it is no sound entry.
    public static SqlRow posting() {
        return SqlRow.of(
                "loan.postings",
                "journal_entry_id",
                ENTRY,
                "line_no",
                "1",
                "account",
                "'PRINCIPAL'",
                "party_id",
                SoundRows.PAYEE,
                "debit_minor",
                "100000000",
                "credit_minor",
                "0");
    }

    public static SqlRow instruction() {
        return SqlRow.of(
                "settlement.instructions",
                "id",
                INSTRUCTION,
                "voucher_no",
                "'V0000000000000001'",
                "reference",
                "'SCFV0000000000000001'",
                "payer_id",
                SoundRows.ISSUER,
                "holder_id",
                SoundRows.PAYEE,
                "bank_id",
                SoundRows.BANK,
                "loan_id",
                LOAN,
                "currency",
                "'CNY'",
                "amount_minor",
                "100000000",
                "due_on",
                "'2026-12-18'",
                "state",
                "'DUE'",
                "created_at",
                "now()",
                "changed_at",
                "now()");
    }

    public static SqlRow settledInstruction() {
        return instruction().but("state", "'SETTLED'", "bank_receipt_id", RECEIPT, "settled_on", "'2026-12-18'");
    }

    public static SqlRow receipt() {
        return SqlRow.of(
                "settlement.bank_receipts",
                "id",
                RECEIPT,
                "bank_id",
                SoundRows.BANK,
                "message_id",
                "'FZB-20261218-0001'",
                "message_version",
                "'camt.054.001.08'",
                "message",
                "'<Document/>'",
                "received_by",
                "'desk'",
                "received_at",
                "now()");
    }

    public static SqlRow credit() {
        return SqlRow.of(
                "settlement.receipt_entries",
                "bank_receipt_id",
                RECEIPT,
                "entry_no",
                "1",
                "bank_id",
                SoundRows.BANK,
                "entry_reference",
                "'FZB88001'",
                "end_to_end_id",
                "'SCFV0000000000000001'",
                "currency",
                "'CNY'",
                "amount_minor",
                "100000000",
                "state",
                "'SETTLED'",
                "instruction_id",
                INSTRUCTION);
    }

    public static SqlRow line() {
        return SqlRow.of(
                "settlement.lines",
                "instruction_id",
                INSTRUCTION,
                "line_no",
                "1",
                "role",
                "'PLEDGEE'",
                "payee_id",
                SoundRows.BANK,
                "amount_minor",
                "100000000",
                "bank_receipt_id",
                RECEIPT,
                "entry_no",
                "1");
    }
}
