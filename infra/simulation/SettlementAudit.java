import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Payment at maturity (兑付): each credit of a bank counts once, pays what was due and no more, and goes to whom the
/// voucher belongs to, or to its pledgee up to the claim.
final class SettlementAudit {

    private static final String COUNTED = "('PART', 'SETTLING', 'SETTLED')";

    private final Store app;
    private final Findings findings;

    SettlementAudit(Store app, Findings findings) {
        this.app = app;
        this.findings = findings;
    }

    void audit() throws SQLException {
        credits();
        var lines = app.grouped(row -> row.text("instruction"), """
                select instruction_id::text as instruction, role, payee_id::text as payee, amount_minor
                  from settlement.lines order by instruction_id, line_no""");
        for (Row instruction : app.rows("""
                select i.id::text as id, i.voucher_no, i.state, i.amount_minor, i.payer_id::text as payer, i.holder_id::text as holder,
                       coalesce(i.bank_id::text, '') as bank, coalesce(i.loan_id::text, '') as loan,
                       coalesce((select l.borrower_id from loan.loans l where l.id = i.loan_id), i.holder_id)::text as borrower,
                       coalesce(i.bank_receipt_id::text, '') as receipt,
                       v.amount_minor as face, v.issuer_id::text as issuer, v.holder_id::text as holder_now,
                       coalesce(v.financier_id::text, '') as financier, coalesce(v.financed_as, '') as financed_as, v.state as voucher_state,
                       coalesce((select sum(e.amount_minor) from settlement.receipt_entries e
                                  where e.instruction_id = i.id and e.state in %1$s), 0)::bigint as credited,
                       coalesce((select sum(r.received_minor) from loan.repayments r
                                  where r.loan_id = i.loan_id and r.bank_receipt_id = i.bank_receipt_id), 0)::bigint as repaid,
                       coalesce((select sum(r.remainder_minor) from loan.repayments r
                                  where r.loan_id = i.loan_id and r.bank_receipt_id = i.bank_receipt_id), 0)::bigint as left_over,
                       (select count(*) from loan.journal_entries j
                         where j.voucher_no = i.voucher_no and j.kind = 'VOUCHER_PAYMENT') as booked_to_holder
                  from settlement.instructions i join voucher.vouchers v on v.no = i.voucher_no""".formatted(COUNTED))) {
            instruction(instruction, lines.getOrDefault(instruction.text("id"), List.of()));
            findings.audited("instructions", 1);
        }
        settlements();
    }

    private void credits() throws SQLException {
        for (Row credit : app.rows("""
                select bank_id::text as bank, entry_reference, coalesce(end_to_end_id, '') as reference, count(*) as times
                  from settlement.receipt_entries where state in ('PART', 'SETTLING', 'SETTLED', 'RETURNING', 'RETURNED')
                 group by bank_id, entry_reference, end_to_end_id""")) {
            findings.atMost(
                    "a-credit-counts-once",
                    credit.text("bank") + " " + credit.text("entry_reference"),
                    1,
                    credit.number("times"));
            findings.audited("credits used", 1);
        }
        for (Row receipt : app.rows("""
                select r.id::text as id, count(i.id) filter (where i.state = 'SETTLED') as settled,
                       coalesce(sum(i.amount_minor) filter (where i.state = 'SETTLED'), 0)::bigint as paid,
                       (select coalesce(sum(e.amount_minor), 0)::bigint from settlement.receipt_entries e
                         where e.bank_receipt_id = r.id
                            or e.instruction_id in (select s.id from settlement.instructions s where s.bank_receipt_id = r.id)) as amount
                  from settlement.bank_receipts r left join settlement.instructions i on i.bank_receipt_id = r.id group by r.id""")) {
            findings.atMost(
                    "what-a-receipt-settles-is-within-its-amount",
                    "receipt " + receipt.text("id"),
                    receipt.number("amount"),
                    receipt.number("paid"));
            findings.audited("bank receipts", 1);
        }
    }

    private void instruction(Row instruction, List<Row> lines) {
        String id = "instruction " + instruction.text("id") + " on " + instruction.text("voucher_no");
        long amount = instruction.number("amount_minor");
        boolean settled = instruction.text("state").equals("SETTLED");
        findings.equal("the-face-is-to-be-paid", id, instruction.number("face"), amount);
        findings.equal("the-issuer-pays", id, instruction.text("issuer"), instruction.text("payer"));
        findings.equal("the-holder-of-record-is-paid", id, instruction.text("holder_now"), instruction.text("holder"));
        if (!instruction.text("financier").isEmpty()) {
            findings.equal("who-has-financed-receives", id, instruction.text("financier"), instruction.text("bank"));
        }
        findings.atMost("the-credits-are-what-was-due", id, amount, instruction.number("credited"));
        findings.equal(
                "an-instruction-ends-with-its-voucher",
                id,
                settled,
                instruction.text("voucher_state").equals("SETTLED"));
        if (!settled) {
            findings.equal("only-what-is-settled-is-paid-on", id, 0, lines.size());
            return;
        }
        findings.equal("the-credits-are-what-was-due", id, amount, instruction.number("credited"));
        long paidOn =
                lines.stream().mapToLong(line -> line.number("amount_minor")).sum();
        findings.equal("the-lines-are-what-was-paid", id, amount, paidOn);
        boolean pledged = instruction.text("financed_as").equals("PLEDGE");
        long claim = instruction.number("repaid") - instruction.number("left_over");
        for (Row line : lines) {
            String payee = switch (line.text("role")) {
                case "PLEDGEE" -> instruction.text("bank");
                // Of whoever pledged the claim, or sold it with recourse (民法典 766).
                case "REMAINDER" -> instruction.text("borrower");
                default -> instruction.text("holder");
            };
            findings.equal("the-holder-of-record-is-paid", id + " " + line.text("role"), payee, line.text("payee"));
            if (pledged && line.text("role").equals("PLEDGEE")) {
                findings.equal("a-pledgee-takes-its-claim-and-no-more", id, claim, line.number("amount_minor"));
            }
        }
        if (instruction.text("financier").isEmpty()) {
            findings.equal("I9-what-a-holder-is-paid-is-booked-once", id, 1L, instruction.number("booked_to_holder"));
        } else if (instruction.number("repaid") > 0) {
            findings.equal("the-money-of-a-voucher-meets-its-loan", id, amount, instruction.number("repaid"));
        }
    }

    /// Voucher, instruction and the bank's receipt tell one story.
    private void settlements() throws SQLException {
        for (Row row : app.rows("""
                select s.voucher_no as no, s.state, s.amount_minor, v.amount_minor as face, v.state as voucher_state,
                       coalesce(i.state, '') as instructed, s.bank_receipt_id is not distinct from i.bank_receipt_id as same_receipt
                  from voucher.settlements s join voucher.vouchers v on v.no = s.voucher_no
                  left join settlement.instructions i on i.voucher_no = s.voucher_no""")) {
            String no = row.text("no");
            findings.equal("a-settlement-is-of-the-face", no, row.number("face"), row.number("amount_minor"));
            var expected = Map.of("ASKED", "SETTLING", "WRITTEN", "SETTLED");
            if (expected.containsKey(row.text("state"))) {
                findings.equal(
                        "voucher-and-instruction-end-together",
                        no,
                        expected.get(row.text("state")),
                        row.text("voucher_state"));
                findings.equal(
                        "voucher-and-instruction-end-together",
                        no,
                        expected.get(row.text("state")),
                        row.text("instructed"));
                findings.holds(
                        row.flag("same_receipt"), "voucher-and-instruction-end-together", no, "one receipt", "two");
            }
            findings.audited("settlements", 1);
        }
        for (Row row : app.rows("""
                select v.no, count(s.voucher_no) filter (where s.state = 'WRITTEN') as written
                  from voucher.vouchers v left join voucher.settlements s on s.voucher_no = v.no
                 where v.state = 'SETTLED' group by v.no""")) {
            findings.equal("a-voucher-is-settled-once", row.text("no"), 1L, row.number("written"));
        }
    }
}
