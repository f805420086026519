package scf.platform.receivable;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.SoundRows;
import scf.platform.SqlRow;
import scf.platform.TestDatabase;

/// The forbidden rows of claims and confirmations, written past the code.
class ReceivableConstraintsTest {

    private static final String CREDITOR = "'11111111-1111-1111-1111-111111111111'";
    private static final String DEBTOR = "'22222222-2222-2222-2222-222222222222'";
    private static final String NOBODY = "'99999999-9999-9999-9999-999999999999'";
    private static final String INVOICE_ID = "'aaaaaaaa-0000-0000-0000-000000000001'";
    private static final String OTHER = "'aaaaaaaa-0000-0000-0000-000000000002'";
    private static final String ID = "'bbbbbbbb-0000-0000-0000-000000000001'";
    private static final String ACT = SoundRows.act(1);
    private static final String OTHER_ACT = SoundRows.act(2);

    private static final SqlRow DOCUMENT = SqlRow.of(
            "trade.documents",
            "id",
            INVOICE_ID,
            "kind",
            "'INVOICE'",
            "format",
            "'UBL'",
            "number",
            "'INV-1'",
            "normal_number",
            "'INV1'",
            "issuer_id",
            CREDITOR,
            "seller_id",
            CREDITOR,
            "buyer_id",
            DEBTOR,
            "seller_identifier",
            "'91350100MA00000A9T'",
            "buyer_identifier",
            "'91350100MA00000B7M'",
            "issue_date",
            "'2026-09-10'",
            "currency",
            "'CNY'",
            "payable_minor",
            "10750",
            "details",
            "'{}'",
            "media_type",
            "'application/xml'",
            "sha256",
            "encode(sha256('\\x3c612f3e'), 'hex')",
            "uploader_id",
            CREDITOR,
            "uploaded_by",
            "'clerk-1'",
            "uploaded_at",
            "now()");

    private static final SqlRow INVOICE = SqlRow.of(
            "receivable.invoices",
            "document_id",
            INVOICE_ID,
            "currency",
            "'CNY'",
            "gross_minor",
            "10750",
            "claimed_minor",
            "10750",
            "confirmed_minor",
            "0");

    private static final SqlRow RECEIVABLE = SqlRow.of(
            "receivable.receivables",
            "id",
            ID,
            "invoice_document_id",
            INVOICE_ID,
            "creditor_id",
            CREDITOR,
            "debtor_id",
            DEBTOR,
            "contract_no",
            "'HT-2026-09'",
            "contracted_on",
            "'2026-09-01'",
            "currency",
            "'CNY'",
            "gross_minor",
            "10750",
            "claim_minor",
            "10750",
            "due_date",
            "'2026-11-06'",
            "delivered_on",
            "'2026-09-08'",
            "delivery_basis",
            "'RECEIPT'",
            "submitted_on",
            "'2026-09-21'",
            "confirm_by",
            "'2026-10-21'",
            "state",
            "'MATCHED'",
            "matched_minor",
            "9675",
            "vouchered_minor",
            "0",
            "submitted_by",
            "'clerk-1'",
            "created_at",
            "now()",
            "version",
            "1");

    private static final SqlRow EVIDENCE =
            SqlRow.of("receivable.evidence", "receivable_id", ID, "document_id", INVOICE_ID);

    private static final SqlRow FINDING = SqlRow.of(
            "receivable.findings",
            "receivable_id",
            ID,
            "position",
            "1",
            "code",
            "'QUANTITY'",
            "message",
            "'10 too many'");

    private static final SqlRow CONFIRMATION = SqlRow.of(
            "receivable.confirmations",
            "act_hash",
            ACT,
            "receivable_id",
            ID,
            "amount_minor",
            "9675",
            "maker",
            "'maker-1'",
            "prepared_at",
            "now()",
            "state",
            "'PREPARED'");

    private static final SqlRow ESCALATION = SqlRow.of(
            "receivable.escalations",
            "receivable_id",
            ID,
            "kind",
            "'WARNING'",
            "day",
            "25",
            "raised_on",
            "'2026-10-16'",
            "created_at",
            "now()");

    private static final DSLContext SQL = TestDatabase.sql(TestDatabase.fresh());

    @BeforeAll
    static void parties() {
        SQL.execute(
                SoundRows.party(CREDITOR, "ENTERPRISE", "91350100MA00000A9T").insert());
        SQL.execute(SoundRows.party(DEBTOR, "ENTERPRISE", "91350100MA00000B7M").insert());
    }

    @BeforeEach
    void sound() {
        SQL.execute("delete from receivable.evidence");
        SQL.execute("delete from receivable.findings");
        SQL.execute("delete from receivable.confirmations");
        SQL.execute("delete from receivable.escalations");
        SQL.execute("delete from receivable.dilutions");
        SQL.execute("delete from receivable.rejections");
        SQL.execute("delete from receivable.receivables");
        SQL.execute("delete from receivable.invoices");
        SQL.execute("delete from trade.documents");
        SQL.execute("delete from trade.originals");
        SQL.execute("insert into trade.originals values (encode(sha256('\\x3c612f3e'), 'hex'), '\\x3c612f3e')");
        SQL.execute(DOCUMENT.insert());
    }

    @Test
    void an_invoice_is_not_counted_twice() {
        SqlRow.place(SQL, INVOICE);

        refused("an_invoice_is_counted_once", INVOICE);
    }

    @Test
    void an_invoice_that_is_not_stored_is_not_counted() {
        refused("a_counted_invoice_is_a_stored_document", INVOICE.but("document_id", OTHER));
    }

    @Test
    void an_invoice_over_nothing_is_not_counted() {
        refused("an_invoice_has_a_gross", INVOICE.but("gross_minor", "0"));
    }

    @Test
    void no_more_is_claimed_than_the_invoice() {
        refused("claims_never_pass_the_invoice", INVOICE.but("claimed_minor", "10751"));
    }

    @Test
    void no_more_is_confirmed_than_the_invoice() {
        refused("confirmations_never_pass_the_invoice", INVOICE.but("confirmed_minor", "10751"));
    }

    @Test
    void a_receivable_has_one_id() {
        SqlRow.place(SQL, INVOICE, RECEIVABLE);

        refused("a_receivable_is_recorded_once", RECEIVABLE);
    }

    @Test
    void a_receivable_stands_on_an_invoice() {
        SqlRow.place(SQL, INVOICE);

        refused("a_receivable_is_a_claim_on_a_counted_invoice", RECEIVABLE.but("invoice_document_id", OTHER));
    }

    @Test
    void a_creditor_is_registered() {
        SqlRow.place(SQL, INVOICE);

        refused("a_creditor_is_a_party", RECEIVABLE.but("creditor_id", NOBODY));
    }

    @Test
    void a_debtor_is_registered() {
        SqlRow.place(SQL, INVOICE);

        refused("a_debtor_is_a_party", RECEIVABLE.but("debtor_id", NOBODY));
    }

    @Test
    void a_debtor_is_not_its_own_creditor() {
        SqlRow.place(SQL, INVOICE);

        refused("nobody_owes_himself", RECEIVABLE.but("debtor_id", CREDITOR));
    }

    @Test
    void a_receivable_is_in_a_state_of_the_picture() {
        SqlRow.place(SQL, INVOICE);

        refused("a_receivable_is_in_a_known_state", RECEIVABLE.but("state", "'LOST'"));
    }

    @Test
    void a_term_counts_from_a_known_day() {
        SqlRow.place(SQL, INVOICE);

        refused("a_delivery_day_has_a_known_basis", RECEIVABLE.but("delivery_basis", "'HEARSAY'"));
    }

    @Test
    void a_claim_is_at_most_its_invoice() {
        SqlRow.place(SQL, INVOICE);

        refused("a_claim_never_passes_its_invoice", RECEIVABLE.but("claim_minor", "10751"));
    }

    @Test
    void a_contract_is_made_before_anything_is_claimed_of_it() {
        SqlRow.place(SQL, INVOICE);

        refused("a_contract_is_no_younger_than_its_claim", RECEIVABLE.but("contracted_on", "'2026-09-22'"));
    }

    @Test
    void the_documents_support_at_most_the_claim() {
        SqlRow.place(SQL, INVOICE);

        refused("a_match_never_passes_the_claim", RECEIVABLE.but("matched_minor", "10751"));
    }

    @Test
    void what_is_matched_says_what_is_supported() {
        SqlRow.place(SQL, INVOICE);

        refused("only_what_is_submitted_is_unmatched", RECEIVABLE.but("matched_minor", "null"));
    }

    @Test
    void nothing_is_in_flight_before_an_act_is_told() {
        SqlRow.place(SQL, INVOICE);

        refused("an_amount_is_in_flight_only_while_it_is_confirmed", RECEIVABLE.but("confirming_minor", "9675"));
    }

    @Test
    void no_more_is_in_flight_than_the_claim() {
        SqlRow.place(SQL, INVOICE);

        refused(
                "what_is_in_flight_never_passes_the_claim",
                RECEIVABLE.but("state", "'CONFIRMING'", "act_hash", ACT, "confirming_minor", "10751"));
    }

    @Test
    void nothing_is_confirmed_before_the_ledger_holds_it() {
        SqlRow.place(SQL, INVOICE);

        refused(
                "only_what_the_ledger_holds_is_confirmed",
                RECEIVABLE.but("confirmed_minor", "9675", "disputed_minor", "1075"));
    }

    @Test
    void nothing_is_confirmed_without_an_act() {
        SqlRow.place(SQL, INVOICE);

        refused("only_by_an_act_is_it_confirmed", RECEIVABLE.but("state", "'CONFIRMING'", "confirming_minor", "9675"));
    }

    @Test
    void a_receivable_is_confirmed_for_at_most_its_claim() {
        SqlRow.place(SQL, INVOICE);

        refused(
                "a_confirmation_never_passes_the_claim",
                RECEIVABLE.but(
                        "state", "'CONFIRMED'", "act_hash", ACT, "confirmed_minor", "10751", "disputed_minor", "0"));
    }

    @Test
    void what_is_not_confirmed_stands_as_disputed() {
        SqlRow.place(SQL, INVOICE);

        refused(
                "confirmed_and_disputed_make_the_claim",
                RECEIVABLE.but(
                        "state",
                        "'PART_DISPUTED'",
                        "act_hash",
                        ACT,
                        "confirmed_minor",
                        "9675",
                        "disputed_minor",
                        "1000"));
    }

    @Test
    void a_part_is_not_called_the_whole() {
        SqlRow.place(SQL, INVOICE);

        refused(
                "only_what_is_confirmed_in_whole_has_no_dispute",
                RECEIVABLE.but(
                        "state", "'CONFIRMED'", "act_hash", ACT, "confirmed_minor", "9675", "disputed_minor", "1075"));
    }

    @Test
    void vouchers_take_no_more_than_is_confirmed() {
        SqlRow.place(SQL, INVOICE);

        refused(
                "vouchers_never_pass_the_confirmed_amount",
                RECEIVABLE.but(
                        "state",
                        "'PART_DISPUTED'",
                        "act_hash",
                        ACT,
                        "confirmed_minor",
                        "9675",
                        "disputed_minor",
                        "1075",
                        "vouchered_minor",
                        "9676"));
    }

    @Test
    void nothing_is_rejected_without_a_reason() {
        SqlRow.place(SQL, INVOICE);
        var rejected = RECEIVABLE.but("state", "'REJECTED'", "reason", "'损坏'", "reason_code", "'QUALITY'");

        refused("a_rejection_or_dispute_says_why", rejected.but("reason", "' '"));
        refused("a_rejection_has_its_code", rejected.but("reason_code", "null"));
        refused("a_reason_is_in_the_dictionary", rejected.but("reason_code", "'MOOD'"));
    }

    @Test
    void more_is_confirmed_by_a_further_act_only() {
        SqlRow.place(SQL, INVOICE);
        var more = RECEIVABLE.but(
                "state",
                "'CONFIRMING_MORE'",
                "act_hash",
                ACT,
                "further_act_hash",
                OTHER_ACT,
                "confirmed_minor",
                "9675",
                "disputed_minor",
                "1075",
                "confirming_minor",
                "1075");

        refused("only_by_a_further_act_is_more_confirmed", more.but("further_act_hash", "null"));
        refused("what_is_in_flight_never_passes_the_claim", more.but("confirming_minor", "1076"));
        refused("a_ledger_version_counts_up", more.but("ledger_version", "-1"));
    }

    @Test
    void the_debtors_clock_runs_for_some_days() {
        SqlRow.place(SQL, INVOICE);

        refused("the_debtor_has_some_days_to_confirm", RECEIVABLE.but("confirm_by", "'2026-09-21'"));
    }

    @Test
    void the_clock_rings_once_for_each_kind() {
        SqlRow.place(SQL, INVOICE, RECEIVABLE, ESCALATION);

        refused("a_clock_rings_once_for_each_kind", ESCALATION);
        refused("a_clock_belongs_to_a_receivable", ESCALATION.but("receivable_id", OTHER));
        refused("a_clock_warns_or_escalates", ESCALATION.but("kind", "'GONG'"));
        refused("a_clock_counts_from_the_request", ESCALATION.but("kind", "'ESCALATION'", "day", "0"));
    }

    @Test
    void less_is_owed_for_a_reason_and_never_of_what_stands_in_vouchers() {
        SqlRow.place(SQL, INVOICE);
        var confirmed = RECEIVABLE.but(
                "state",
                "'PART_DISPUTED'",
                "act_hash",
                ACT,
                "confirmed_minor",
                "9675",
                "disputed_minor",
                "1075",
                "vouchered_minor",
                "9000");
        refused("a_dilution_never_passes_the_confirmed_amount", RECEIVABLE.but("diluted_minor", "1"));
        refused("vouchers_never_pass_the_confirmed_amount", confirmed.but("diluted_minor", "676"));

        SqlRow.place(SQL, RECEIVABLE);
        var dilution = SqlRow.of(
                "receivable.dilutions",
                "act_hash",
                ACT,
                "receivable_id",
                ID,
                "amount_minor",
                "675",
                "grounds",
                "'CN-2026-0915'",
                "maker",
                "'maker-1'",
                "prepared_at",
                "now()",
                "state",
                "'TOLD'");
        refused("what_gives_way_is_worth_something", dilution.but("given_way_minor", "1"));
        refused(
                "what_gives_way_is_worth_something",
                dilution.but("vouchers", "array['V1']", "holders", "array[" + ID + "::uuid]"));
        refused("whoever_holds_what_gives_way_signs", dilution.but("vouchers", "array['V1']", "given_way_minor", "1"));
        refused("a_dilution_is_of_something", dilution.but("amount_minor", "0"));
        refused("a_dilution_has_grounds", dilution.but("grounds", "' '"));
        refused("a_dilution_is_in_a_known_state", dilution.but("state", "'LOST'"));
        refused("a_dilution_belongs_to_a_receivable", dilution.but("receivable_id", OTHER));
        SqlRow.place(SQL, dilution);
        refused("an_act_dilutes_once", dilution.but("state", "'PREPARED'"));
        refused("a_receivable_is_diluted_by_one_act_at_a_time", dilution.but("act_hash", OTHER_ACT));
    }

    @Test
    void a_rejection_is_awaited_by_its_act_and_says_why() {
        SqlRow.place(SQL, INVOICE);
        refused("only_a_signed_rejection_is_awaited", RECEIVABLE.but("state", "'REJECTING'"));

        SqlRow.place(SQL, RECEIVABLE);
        var rejection = SqlRow.of(
                "receivable.rejections",
                "act_hash",
                ACT,
                "receivable_id",
                ID,
                "reason_code",
                "'QUALITY'",
                "reason",
                "'损坏'",
                "maker",
                "'maker-1'",
                "prepared_at",
                "now()");
        refused("a_signed_rejection_says_why", rejection.but("reason", "' '"));
        refused("a_rejection_belongs_to_a_receivable", rejection.but("receivable_id", OTHER));
        SqlRow.place(SQL, rejection);
        refused("an_act_rejects_once", rejection);
    }

    @Test
    void an_overdue_list_names_its_source_and_parties_of_ours() {
        var list = SqlRow.of(
                "receivable.overdue_lists",
                "id",
                OTHER,
                "source",
                "'上海票据交易所'",
                "as_of",
                "'2026-09-20'",
                "imported_by",
                "'officer-1'",
                "imported_at",
                "now()");
        refused("an_overdue_list_names_its_source", list.but("source", "' '"));
        SQL.execute("delete from receivable.overdue_lists");
        SqlRow.place(SQL, list);
        refused("an_overdue_list_is_imported_once", list);

        var row = SqlRow.of(
                "receivable.overdue_rows",
                "overdue_list_id",
                OTHER,
                "position",
                "1",
                "issuer_id",
                DEBTOR,
                "cause",
                "'BOND_DEFAULT'",
                "since",
                "'2026-09-01'");
        refused("an_overdue_row_has_a_known_cause", row.but("cause", "'RUMOUR'"));
        refused("an_overdue_row_names_a_party", row.but("issuer_id", OTHER));
        refused("an_overdue_row_belongs_to_a_list", row.but("overdue_list_id", ID));
        SqlRow.place(SQL, row);
        refused("an_overdue_row_stands_once_in_its_list", row);
    }

    @Test
    void a_receivable_has_a_version() {
        SqlRow.place(SQL, INVOICE);

        refused("a_version_only_counts_up", RECEIVABLE.but("version", "0"));
    }

    @Test
    void evidence_is_not_attached_twice() {
        SqlRow.place(SQL, INVOICE, RECEIVABLE, EVIDENCE);

        refused("evidence_is_attached_once", EVIDENCE);
    }

    @Test
    void evidence_for_no_receivable_is_none() {
        SqlRow.place(SQL, INVOICE);

        refused("evidence_belongs_to_a_receivable", EVIDENCE);
    }

    @Test
    void hearsay_is_no_evidence() {
        SqlRow.place(SQL, INVOICE, RECEIVABLE);

        refused("evidence_is_a_stored_document", EVIDENCE.but("document_id", OTHER));
    }

    @Test
    void two_findings_do_not_share_a_position() {
        SqlRow.place(SQL, INVOICE, RECEIVABLE, FINDING);

        refused("a_finding_stands_once_at_its_receivable", FINDING);
    }

    @Test
    void a_finding_about_nothing_is_none() {
        SqlRow.place(SQL, INVOICE);

        refused("a_finding_belongs_to_a_receivable", FINDING);
    }

    @Test
    void an_empty_finding_is_none() {
        SqlRow.place(SQL, INVOICE, RECEIVABLE);

        refused("a_finding_says_what_it_found", FINDING.but("message", "''"));
    }

    @Test
    void one_act_is_one_confirmation() {
        SqlRow.place(SQL, INVOICE, RECEIVABLE, CONFIRMATION);

        refused("an_act_confirms_once", CONFIRMATION);
    }

    @Test
    void a_confirmation_of_nothing_is_none() {
        SqlRow.place(SQL, INVOICE);

        refused("a_confirmation_belongs_to_a_receivable", CONFIRMATION);
    }

    @Test
    void a_confirmation_is_prepared_told_or_answered() {
        SqlRow.place(SQL, INVOICE, RECEIVABLE);

        refused("a_confirmation_is_in_a_known_state", CONFIRMATION.but("state", "'LOST'"));
    }

    @Test
    void a_confirmation_over_nothing_is_none() {
        SqlRow.place(SQL, INVOICE, RECEIVABLE);

        refused("a_confirmation_confirms_something", CONFIRMATION.but("amount_minor", "0"));
    }

    @Test
    void nobody_tells_the_ledger_unchecked() {
        SqlRow.place(SQL, INVOICE, RECEIVABLE);

        refused("only_a_checker_tells_the_ledger", CONFIRMATION.but("state", "'TOLD'"));
    }

    @Test
    void a_maker_does_not_check_himself() {
        SqlRow.place(SQL, INVOICE, RECEIVABLE);

        refused(
                "the_maker_of_a_confirmation_is_not_its_checker",
                CONFIRMATION.but("state", "'TOLD'", "checker", "'maker-1'", "told_at", "now()"));
    }

    @Test
    void a_second_act_does_not_overtake_the_first() {
        SqlRow.place(
                SQL,
                INVOICE,
                RECEIVABLE,
                CONFIRMATION.but("state", "'TOLD'", "checker", "'checker-2'", "told_at", "now()"));

        refused(
                "a_receivable_is_confirmed_by_one_act_at_a_time",
                CONFIRMATION.but(
                        "act_hash", OTHER_ACT, "state", "'TOLD'", "checker", "'checker-1'", "told_at", "now()"));
    }

    private static void refused(String constraint, SqlRow row) {
        ForbiddenRow.isRefusedBy(constraint, SQL, row.insert());
    }
}
