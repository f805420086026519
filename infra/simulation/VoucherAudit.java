import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Value is neither made nor lost: from the invoice over what is confirmed of it to the last part of a voucher; each
/// part is in one hand and in one state, and moved there as the tables allow.
final class VoucherAudit {

    private final Store app;
    private final Findings findings;

    VoucherAudit(Store app, Findings findings) {
        this.app = app;
        this.findings = findings;
    }

    void audit() throws SQLException {
        invoices();
        confirmed();
        leaves();
        descent();
        histories();
        listings();
        locks();
    }

    // From the invoice to the voucher

    private void invoices() throws SQLException {
        for (Row invoice : app.rows("""
                select i.document_id::text as id, i.gross_minor, i.claimed_minor, i.confirmed_minor, d.payable_minor,
                       coalesce(sum(r.claim_minor) filter (where r.state not in ('REJECTED', 'WITHDRAWN')), 0)::bigint as claimed,
                       coalesce(sum(coalesce(r.confirmed_minor, 0) + coalesce(r.confirming_minor, 0)), 0)::bigint as confirmed
                  from receivable.invoices i
                  join trade.documents d on d.id = i.document_id
                  left join receivable.receivables r on r.invoice_document_id = i.document_id
                 group by i.document_id, d.payable_minor""")) {
            String id = invoice.text("id");
            long gross = invoice.number("gross_minor");
            findings.atMost("I3-an-invoice-is-used-up-to-what-it-says", id, invoice.number("payable_minor"), gross);
            findings.atMost(
                    "I3-an-invoice-is-used-up-to-what-it-says", id + " claimed", gross, invoice.number("claimed"));
            findings.atMost(
                    "I3-an-invoice-is-used-up-to-what-it-says", id + " confirmed", gross, invoice.number("confirmed"));
            findings.equal(
                    "I3-what-is-used-of-an-invoice-is-counted",
                    id,
                    invoice.number("claimed") + " claimed, " + invoice.number("confirmed") + " confirmed",
                    invoice.number("claimed_minor") + " claimed, " + invoice.number("confirmed_minor") + " confirmed");
            findings.audited("invoices", 1);
        }
    }

    private void confirmed() throws SQLException {
        for (Row row : app.rows("""
                select r.id::text as id, r.state, r.claim_minor, coalesce(r.matched_minor, 0) as matched,
                       coalesce(r.confirmed_minor, 0) as confirmed, coalesce(r.disputed_minor, 0) as disputed,
                       r.diluted_minor, r.vouchered_minor,
                       (select coalesce(sum(c.amount_minor), 0)::bigint from receivable.confirmations c
                         where c.receivable_id = r.id and c.state = 'COMMITTED') as committed,
                       exists (select from receivable.confirmations c
                                where c.receivable_id = r.id and c.state = 'COMMITTED' and c.reason is not null) as with_reason,
                       (select coalesce(sum(d.amount_minor), 0)::bigint from receivable.dilutions d
                         where d.receivable_id = r.id and d.state in ('TOLD', 'COMMITTED')) as diluted,
                       (select coalesce(sum(v.amount_minor) filter (where v.parent_no is null and v.state <> 'ISSUE_REFUSED'), 0)
                             - coalesce(sum(v.amount_minor) filter (where v.ended_by in ('CANCELLED', 'DILUTED')
                                                                 or v.parent_no is null and v.state = 'VOID'), 0)
                          from voucher.vouchers v where v.receivable_id = r.id)::bigint as vouchered
                  from receivable.receivables r""")) {
            String id = "receivable " + row.text("id");
            long confirmed = row.number("confirmed");
            findings.equal("I2-what-is-confirmed-was-confirmed-by-acts", id, row.number("committed"), confirmed);
            findings.equal(
                    "I2-what-is-diluted-was-diluted-by-acts", id, row.number("diluted"), row.number("diluted_minor"));
            findings.atMost("I2-no-more-is-confirmed-than-claimed", id, row.number("claim_minor"), confirmed);
            findings.holds(
                    confirmed <= row.number("matched") || row.flag("with_reason"),
                    "I2-no-more-is-confirmed-than-the-documents-support",
                    id,
                    "at most " + row.number("matched") + ", or a reason",
                    confirmed);
            if (confirmed > 0) {
                findings.equal(
                        "I2-confirmed-and-disputed-make-the-claim",
                        id,
                        row.number("claim_minor"),
                        confirmed + row.number("disputed"));
            }
            long room = confirmed - row.number("diluted_minor");
            findings.atMost("I2-vouchers-never-pass-what-is-owed", id, room, row.number("vouchered"));
            findings.equal(
                    "I2-what-is-vouchered-is-counted", id, row.number("vouchered"), row.number("vouchered_minor"));
        }
    }

    // Roots and leaves

    /// A voucher that was spent stands in its parts; one that came back from a payee stands in its transferor's. All
    /// others are leaves, and the leaves of a root are worth the root.
    private void leaves() throws SQLException {
        for (Row root : app.rows("""
                select r.no, r.amount_minor, r.state, coalesce(sum(v.amount_minor) filter (where v.state <> 'SPENT'
                         and not (v.state = 'VOID' and v.ended_by in ('DECLINED', 'EXPIRED') and v.parent_no is not null)), 0)::bigint
                         as leaves
                  from voucher.vouchers r join voucher.vouchers v on v.root_no = r.no
                 where r.parent_no is null group by r.no, r.amount_minor, r.state""")) {
            findings.equal(
                    "I1-the-leaves-of-a-root-are-worth-the-root",
                    root.text("no"),
                    root.number("amount_minor"),
                    root.number("leaves"));
            findings.audited("roots", 1);
        }
        for (Row parent : app.rows("""
                select p.no, p.state, coalesce(p.ended_by, '') as ended_by, p.amount_minor, p.parent_no is null as root,
                       count(c.no) as parts, coalesce(sum(c.amount_minor), 0)::bigint as in_parts
                  from voucher.vouchers p left join voucher.vouchers c on c.parent_no = p.no group by p.no""")) {
            boolean returned = parent.text("state").equals("VOID")
                    && !parent.flag("root")
                    && Set.of("DECLINED", "EXPIRED").contains(parent.text("ended_by"));
            boolean inParts = parent.text("state").equals("SPENT") || returned;
            findings.equal(
                    "I4-a-voucher-is-spent-once-and-whole",
                    parent.text("no") + " (" + parent.text("state") + ")",
                    inParts ? parent.number("amount_minor") : 0,
                    parent.number("in_parts"));
            findings.holds(
                    !returned || parent.number("parts") == 1,
                    "I4-a-voucher-is-spent-once-and-whole",
                    parent.text("no") + " (" + parent.text("ended_by") + ")",
                    "one voucher of its transferor",
                    parent.number("parts"));
        }
    }

    private void descent() throws SQLException {
        for (Row part : app.rows("""
                select c.no, p.no as parent, c.hops, p.hops as hops_before, p.state as state_before,
                       c.payee_id = c.transferor_id as kept, c.transferor_id = p.holder_id as from_holder,
                       (c.issuer_id, c.due_date, c.currency, c.receivable_id, c.root_no)
                         is not distinct from (p.issuer_id, p.due_date, p.currency, p.receivable_id, p.root_no) as same_terms
                  from voucher.vouchers c join voucher.vouchers p on p.no = c.parent_no""")) {
            findings.holds(
                    part.flag("same_terms"),
                    "I10-a-part-keeps-the-terms-of-its-root",
                    part.text("no"),
                    "those of " + part.text("parent"),
                    "others");
            boolean back = part.text("state_before").equals("VOID");
            long expected = part.number("hops_before") + (back ? -1 : part.flag("kept") ? 0 : 1);
            findings.equal("I11-each-transfer-is-one-hop", part.text("no"), expected, part.number("hops"));
            findings.holds(
                    back || part.flag("from_holder"),
                    "I11-a-part-comes-from-who-held-the-voucher",
                    part.text("no"),
                    "the holder of " + part.text("parent"),
                    "another");
            findings.audited("parts", 1);
        }
    }

    // State machines

    private void histories() throws SQLException {
        var steps = app.grouped(row -> row.text("no"), """
                select h.voucher_no as no, position, coalesce(from_state, '') as from_state, to_state, h.frozen, v.state as now
                  from voucher.history h join voucher.vouchers v on v.no = h.voucher_no
                 order by h.voucher_no, position""");
        steps.forEach((no, history) -> {
            String before = "";
            boolean frozen = false;
            for (int i = 0; i < history.size(); i++) {
                Row step = history.get(i);
                String words = no + " at step " + (i + 1);
                findings.equal("a-history-has-no-gap", words, i + 1L, step.number("position"));
                findings.equal("a-history-has-no-gap", words, before, step.text("from_state"));
                String to = step.text("to_state");
                boolean lawful =
                        to.equals(before) ? frozen != step.flag("frozen") : States.leads(States.VOUCHER, before, to);
                findings.holds(
                        lawful,
                        "a-voucher-moves-as-its-table-says",
                        words,
                        States.VOUCHER.get(before),
                        before + " → " + to);
                before = to;
                frozen = step.flag("frozen");
            }
            findings.equal(
                    "a-history-ends-where-the-voucher-is",
                    no,
                    before,
                    history.getLast().text("now"));
        });
        findings.audited(
                "steps of vouchers",
                steps.values().stream().mapToLong(List::size).sum());
        for (Row orphan : app.rows("""
                select no from voucher.vouchers v where not exists (select from voucher.history h where h.voucher_no = v.no)""")) {
            findings.broken("a-history-has-no-gap", orphan.text("no"), "its steps", "none");
        }
    }

    private void listings() throws SQLException {
        var versions = app.grouped(row -> row.text("entry"), """
                select v.entry_id::text as entry, v.version, v.state, e.state as now, e.version as newest, e.declared_at
                  from whitelist.versions v join whitelist.entries e on e.id = v.entry_id order by v.entry_id, v.version""");
        versions.forEach((entry, history) -> {
            String before = "";
            for (int i = 0; i < history.size(); i++) {
                findings.equal(
                        "a-listing-counts-its-versions",
                        entry,
                        i + 1L,
                        history.get(i).number("version"));
                before = history.get(i).text("state");
            }
            findings.equal(
                    "a-listing-shows-its-newest-version",
                    entry,
                    before,
                    history.getLast().text("now"));
        });
        findings.audited("listings", versions.size());
    }

    // One financier

    private void locks() throws SQLException {
        for (Row voucher : app.rows("""
                select voucher_no as no, count(*) as live, count(distinct bank_id) as banks from voucher.locks
                 where state in ('ASKED', 'HELD', 'RELEASING', 'FUNDED') group by voucher_no""")) {
            findings.atMost("I5-a-voucher-has-one-live-lock", voucher.text("no"), 1, voucher.number("live"));
            findings.audited("live locks", 1);
        }
        for (Row funding : app.rows("""
                select f.voucher_no as no, f.state, f.bank_id::text as bank, f.product, f.funded_minor, v.amount_minor,
                       count(l.voucher_no) filter (where l.bank_id = f.bank_id and l.product = f.product
                             and l.funded_minor = f.funded_minor and l.state in ('HELD', 'FUNDED')) as locked,
                       (select count(*) from voucher.fundings o where o.voucher_no = f.voucher_no
                         and o.state in ('ASKED', 'WRITTEN')) as fundings,
                       (select count(*) from loan.loans n where n.voucher_no = f.voucher_no and n.state <> 'CANCELLED') as loans,
                       n.principal_minor, n.bank_id::text as lender, n.product as lent_as, coalesce(n.state, '') as loan_state
                  from voucher.fundings f
                  join voucher.vouchers v on v.no = f.voucher_no
                  left join voucher.locks l on l.voucher_no = f.voucher_no
                  left join loan.loans n on n.id = f.loan_id
                 where f.state in ('ASKED', 'WRITTEN')
                 group by f.act_hash, f.voucher_no, f.state, f.bank_id, f.product, f.funded_minor, v.amount_minor, n.id""")) {
            String no = funding.text("no");
            findings.equal("I5-a-voucher-has-one-financier", no, 1L, funding.number("fundings"));
            findings.equal("I5-a-voucher-has-one-loan", no, 1L, funding.number("loans"));
            findings.equal("I5-what-is-funded-is-what-was-locked", no, 1L, funding.number("locked"));
            findings.equal(
                    "I5-what-is-funded-is-what-is-lent",
                    no,
                    funding.number("funded_minor"),
                    funding.number("principal_minor"));
            findings.equal("I5-what-is-funded-is-what-is-lent", no, funding.text("bank"), funding.text("lender"));
            findings.equal(
                    "I5-what-is-funded-is-what-is-lent",
                    no,
                    Map.of("PAYABLES_FINANCE", "PURCHASE", "RECEIVABLES_PLEDGE_LOAN", "PLEDGE")
                            .get(funding.text("lent_as")),
                    funding.text("product"));
            findings.equal(
                    "I12-money-is-out-when-the-ledger-holds-it",
                    no + ", loan " + funding.text("loan_state"),
                    funding.text("state").equals("ASKED"),
                    funding.text("loan_state").equals("FUNDING"));
            findings.audited("fundings", 1);
        }
        for (Row loan : app.rows("""
                select l.id::text as id, l.state, r.id is not null as registered,
                       exists (select from voucher.fundings f where f.loan_id = l.id and f.state = 'WRITTEN') as funded
                  from loan.loans l left join registration.registrations r on r.request_id = l.request_id""")) {
            boolean out = !Set.of("PENDING_DISBURSE", "FUNDING", "CANCELLED").contains(loan.text("state"));
            findings.holds(
                    loan.flag("registered"),
                    "I12-no-loan-without-its-registration",
                    loan.text("id"),
                    "registered",
                    "not");
            findings.equal("I12-money-is-out-when-the-ledger-holds-it", loan.text("id"), out, loan.flag("funded"));
        }
        for (Row twice : app.rows("""
                select voucher_no as no, count(*) as accepted from financing.requests
                 where state in ('ACCEPTED', 'REGISTERED', 'ORIGINATED', 'DISBURSED') group by voucher_no having count(*) > 1""")) {
            findings.broken(
                    "I5-of-all-requests-on-a-voucher-one-is-accepted", twice.text("no"), 1, twice.number("accepted"));
        }
    }
}
