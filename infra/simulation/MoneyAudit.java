import java.math.BigInteger;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Each fen of each loan computed a second time: price, interest, penalty, how each payment met the debt (民法典 561), and
/// the memo ledger that tells of it.
///
/// The formulas are those of the trade: principal · rate · days / year, exact to the end and rounded half up once for
/// each amount that somebody owes.
final class MoneyAudit {

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final List<String> LAW = List.of("COSTS", "PENALTY", "INTEREST", "PRINCIPAL");

    private final Store app;
    private final Findings findings;
    private Map<String, List<Row>> repayments = Map.of();
    private Map<String, List<Row>> entries = Map.of();
    private Map<String, List<Row>> postings = Map.of();
    private Map<String, String> orders = new HashMap<>();

    MoneyAudit(Store app, Findings findings) {
        this.app = app;
        this.findings = findings;
    }

    void audit() throws SQLException {
        offers();
        repayments = app.grouped(row -> row.text("loan"), """
                select r.*, coalesce(r.credited_on, r.business_date) as counts_from, r.id::text as id,
                       r.loan_id::text as loan, e.seq as booked, u.seq as undone,
                       v.repayment_id is not null as reversed, r.payer_id::text as payer
                  from loan.repayments r
                  left join loan.journal_entries e on e.repayment_id = r.id and e.kind = 'REPAYMENT'
                  left join loan.journal_entries u on u.repayment_id = r.id and u.kind = 'REVERSAL'
                  left join loan.reversals v on v.repayment_id = r.id
                 order by e.seq""");
        entries = app.grouped(row -> row.text("loan"), """
                select e.id::text as id, coalesce(e.loan_id::text, '') as loan, coalesce(e.repayment_id::text, '') as repayment,
                       e.kind, e.business_date, e.seq, coalesce(e.voucher_no, '') as voucher_no,
                       coalesce(r.credited_on, e.business_date) as counts_from
                  from loan.journal_entries e
                  left join loan.repayments r on r.id = e.repayment_id and e.kind = 'REPAYMENT'
                 order by e.seq""");
        postings = app.grouped(row -> row.text("entry"), """
                select journal_entry_id::text as entry, account, party_id::text as party, debit_minor, credit_minor
                  from loan.postings order by journal_entry_id, line_no""");
        for (Row row : app.rows(
                "select loan_id::text as loan, version, ranks, agreed_at is not null as agreed from loan.repayment_orders")) {
            orders.put(row.text("loan") + "/" + row.number("version"), row.text("ranks"));
        }
        journal();
        var loans = app.rows("""
                select l.*, l.id::text as id, l.start_date::text as started, l.due_date::text as due, l.payable_on::text as payable,
                       l.bank_id::text as bank, l.borrower_id::text as borrower, l.debtor_id::text as debtor,
                       o.annual_rate_millionths as offered_rate, o.amount_minor as offered, o.fees_minor as offered_fees,
                       o.interest_mode as offered_mode, o.day_count as offered_count, o.product as offered_product,
                       (select sum(p.amount_minor) from loan.share_payments p where p.loan_id = l.id) as share_paid
                  from loan.loans l join financing.offers o on o.id = l.offer_id""");
        for (Row loan : loans) {
            price(loan);
            if (!Set.of("PENDING_DISBURSE", "FUNDING", "CANCELLED").contains(loan.text("state"))) {
                paid(new Loan(loan));
                findings.audited("loans recomputed", 1);
            }
        }
        findings.audited(
                "repayments", repayments.values().stream().mapToLong(List::size).sum());
    }

    // The formulas

    private static BigInteger halfUp(BigInteger numerator, BigInteger denominator) {
        // Amounts here are never below zero: half up is half of the denominator more, cut off.
        return numerator.shiftLeft(1).add(denominator).divide(denominator.shiftLeft(1));
    }

    private static long days(String count, LocalDate from, LocalDate to) {
        if (!count.equals("THIRTY_E_360")) {
            return ChronoUnit.DAYS.between(from, to);
        }
        return 360L * (to.getYear() - from.getYear())
                + 30L * (to.getMonthValue() - from.getMonthValue())
                + Math.min(30, to.getDayOfMonth())
                - Math.min(30, from.getDayOfMonth());
    }

    private static long daysOfAYear(String count) {
        return count.equals("ACT_365F") ? 365 : 360;
    }

    private static long interest(long principal, long rate, String count, LocalDate from, LocalDate to) {
        return rounded(BigInteger.valueOf(principal).multiply(BigInteger.valueOf(days(count, from, to))), rate, count);
    }

    private static long rounded(BigInteger principalDays, long rate, String count) {
        return halfUp(
                        principalDays.multiply(BigInteger.valueOf(rate)),
                        MILLION.multiply(BigInteger.valueOf(daysOfAYear(count))))
                .longValueExact();
    }

    private static long share(long amount, long millionths) {
        return halfUp(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(millionths)), MILLION)
                .longValueExact();
    }

    // Prices

    private void offers() throws SQLException {
        for (Row offer : app.rows("""
                select *, id::text as id, start_date::text as start, due_date::text as due from financing.offers""")) {
            String id = "offer " + offer.text("id");
            var start = LocalDate.parse(offer.text("start"));
            var due = LocalDate.parse(offer.text("due"));
            long fees = offer.number("fees_minor");
            long amount = offer.number("amount_minor");
            long interest =
                    interest(amount, offer.number("annual_rate_millionths"), offer.text("day_count"), start, due);
            long net = amount - fees - (offer.text("interest_mode").equals("UP_FRONT") ? interest : 0);
            long days = ChronoUnit.DAYS.between(start, due);
            findings.equal("an-offer-costs-what-the-formula-says", id, interest, offer.number("interest_minor"));
            findings.equal("an-offer-costs-what-the-formula-says", id + " net", net, offer.number("net_minor"));
            findings.equal("an-offer-costs-what-the-formula-says", id + " days", days, offer.number("days"));
            if (net > 0 && days > 0) {
                long yearly = halfUp(
                                BigInteger.valueOf(interest + fees)
                                        .multiply(BigInteger.valueOf(365))
                                        .multiply(MILLION),
                                BigInteger.valueOf(net).multiply(BigInteger.valueOf(days)))
                        .longValueExact();
                findings.equal("the-all-in-annual-cost-is-right", id, yearly, offer.number("all_in_annual_millionths"));
            }
            findings.audited("offers", 1);
        }
    }

    private void price(Row loan) {
        String id = "loan " + loan.text("id");
        findings.equal(
                "a-loan-is-what-was-offered",
                id,
                List.of(
                        loan.number("offered"),
                        loan.number("offered_rate"),
                        loan.number("offered_fees"),
                        loan.text("offered_mode"),
                        loan.text("offered_count"),
                        loan.text("offered_product")),
                List.of(
                        loan.number("principal_minor"),
                        loan.number("annual_rate_millionths"),
                        loan.number("fees_minor"),
                        loan.text("interest_mode"),
                        loan.text("day_count"),
                        loan.text("product")));
        if (loan.isNull("started")) {
            return;
        }
        long discount = loan.text("interest_mode").equals("UP_FRONT")
                ? interest(
                        loan.number("principal_minor"),
                        loan.number("annual_rate_millionths"),
                        loan.text("day_count"),
                        LocalDate.parse(loan.text("started")),
                        LocalDate.parse(loan.text("due")))
                : 0;
        long fees = loan.number("fees_minor");
        long sharedDiscount = share(discount, loan.number("interest_share_millionths"));
        long sharedFees = share(fees, loan.number("fees_share_millionths"));
        findings.equal("a-discount-is-rounded-once", id, discount, loan.number("discount_minor"));
        findings.equal(
                "a-share-is-rounded-once", id + " discount", sharedDiscount, loan.number("shared_discount_minor"));
        findings.equal("a-share-is-rounded-once", id + " fees", sharedFees, loan.number("shared_fees_minor"));
        findings.equal(
                "what-is-paid-out-adds-up",
                id,
                loan.number("principal_minor") - fees - discount + sharedDiscount + sharedFees,
                loan.number("net_minor"));
    }

    // Debts

    /// One loan and what was paid on it so far.
    private final class Loan {

        final Row row;
        final String id;
        final long principal;
        final long rate;
        final long penaltyRate;
        final String count;
        final LocalDate start;
        final LocalDate payable;
        final boolean inArrears;

        Loan(Row row) {
            this.row = row;
            this.id = row.text("id");
            this.principal = row.number("principal_minor");
            this.rate = row.number("annual_rate_millionths");
            long uplift = row.number("penalty_uplift_percent");
            // The contract states the uplifted rate with four decimals too.
            this.penaltyRate = uplift == 0 ? 0 : (rate * (100 + uplift) + 50) / 100;
            this.count = row.text("day_count");
            this.start = LocalDate.parse(row.text("started"));
            this.payable = LocalDate.parse(row.text("payable"));
            this.inArrears = row.text("interest_mode").equals("AT_MATURITY");
        }

        /// What the loan has cost by a day beside its principal, in the order of [#LAW].
        long[] earned(LocalDate day, List<Row> paid) {
            long costs = paid.stream()
                    .mapToLong(one -> one.number("costs_claimed_minor"))
                    .sum();
            var end = day.isBefore(payable) ? day : payable;
            long whole = interestBy(end, paid);
            long interest = whole - share(whole, row.number("interest_share_millionths"));
            long penalty = 0;
            if (penaltyRate > 0 && day.isAfter(payable)) {
                long due = interestBy(payable, paid);
                long unpaid = due - share(due, row.number("interest_share_millionths"));
                penalty = rounded(integral(principal, "principal_minor", payable, day, paid), penaltyRate, count)
                        + rounded(integral(unpaid, "interest_minor", payable, day, paid), penaltyRate, count);
            }
            return new long[] {costs, penalty, interest, 0};
        }

        /// What the debtor bears of the interest in arrears by a day.
        long sharedInterest(LocalDate day, List<Row> paid) {
            return share(
                    interestBy(day.isBefore(payable) ? day : payable, paid), row.number("interest_share_millionths"));
        }

        private long interestBy(LocalDate end, List<Row> paid) {
            return inArrears ? rounded(integral(principal, "principal_minor", start, end, paid), rate, count) : 0;
        }

        /// The balance times its days (积数): it starts whole and shrinks with what was paid of it, from each payment's
        /// day.
        private BigInteger integral(long whole, String part, LocalDate from, LocalDate to, List<Row> paid) {
            var shrinks = new TreeMap<LocalDate, Long>();
            for (Row one : paid) {
                var day = one.date("counts_from");
                if (day.isBefore(to)) {
                    shrinks.merge(day.isBefore(from) ? from : day, one.number(part), Long::sum);
                }
            }
            var sum = BigInteger.valueOf(whole).multiply(BigInteger.valueOf(days(count, from, to)));
            for (var shrink : shrinks.entrySet()) {
                long remaining = days(count, from, to) - days(count, from, shrink.getKey());
                sum = sum.subtract(BigInteger.valueOf(shrink.getValue()).multiply(BigInteger.valueOf(remaining)));
            }
            return sum;
        }

        long[] owed(LocalDate day, List<Row> paid) {
            long[] owed = earned(day, paid);
            owed[3] = principal;
            for (Row one : paid) {
                long[] parts = parts(one);
                for (int i = 0; i < owed.length; i++) {
                    owed[i] -= parts[i];
                }
            }
            return owed;
        }
    }

    private static long[] parts(Row repayment) {
        return new long[] {
            repayment.number("costs_minor"),
            repayment.number("penalty_minor"),
            repayment.number("interest_minor"),
            repayment.number("principal_minor")
        };
    }

    private void paid(Loan loan) {
        var all = repayments.getOrDefault(loan.id, List.of());
        for (Row payment : all) {
            if (payment.isNull("booked")) {
                findings.broken("each-payment-is-booked", "repayment " + payment.text("id"), "an entry", "none");
                continue;
            }
            waterfall(loan, payment, before(all, payment.number("booked")));
        }
        var standing = all.stream().filter(one -> !one.flag("reversed")).toList();
        long back = standing.stream()
                .mapToLong(one -> one.number("principal_minor"))
                .sum();
        findings.equal("what-is-repaid-is-counted", "loan " + loan.id, back, loan.row.number("principal_repaid_minor"));
        boolean done = Set.of("SETTLED", "PREPAID").contains(loan.row.text("state"));
        if (!standing.isEmpty()) {
            long left = sum(loan.owed(standing.getLast().date("counts_from"), standing));
            boolean settled = left == 0;
            findings.holds(
                    done == settled || (settled && all.size() > standing.size()),
                    "a-loan-is-settled-when-nothing-is-owed",
                    "loan " + loan.id + ", " + loan.row.text("state"),
                    settled ? "settled" : left + " owed",
                    loan.row.text("state"));
        } else {
            findings.holds(
                    !done, "a-loan-is-settled-when-nothing-is-owed", "loan " + loan.id, "owed", loan.row.text("state"));
        }
        books(loan, all, standing);
    }

    /// What stood when this payment came: recorded before it, and not yet taken back.
    private static List<Row> before(List<Row> all, long booked) {
        return all.stream()
                .filter(one -> !one.isNull("booked") && one.number("booked") < booked)
                .filter(one -> one.isNull("undone") || one.number("undone") > booked)
                .toList();
    }

    private static long sum(long[] parts) {
        long sum = 0;
        for (long part : parts) {
            sum += part;
        }
        return sum;
    }

    private void waterfall(Loan loan, Row payment, List<Row> before) {
        String id = "repayment " + payment.text("id") + " on loan " + loan.id;
        long[] owed = loan.owed(payment.date("counts_from"), before);
        owed[0] += payment.number("costs_claimed_minor");
        long version = payment.number("order_version");
        var ranks = version == 0
                ? LAW
                : List.of(orders.getOrDefault(loan.id + "/" + version, "").split(",", -1));
        long left = payment.number("received_minor");
        long[] met = new long[LAW.size()];
        for (String rank : ranks) {
            int part = LAW.indexOf(rank);
            if (part < 0) {
                findings.broken("I14-a-payment-meets-the-debt-in-order", id, "an order of version " + version, ranks);
                return;
            }
            met[part] = Math.min(left, owed[part]);
            left -= met[part];
        }
        findings.equal("I14-a-payment-meets-the-debt-in-order", id, words(met), words(parts(payment)));
        findings.equal("I14-a-payment-is-the-sum-of-its-parts", id, left, payment.number("remainder_minor"));
        findings.holds(
                left == 0 || !payment.isNull("bank_receipt_id"),
                "I14-a-borrower-pays-no-more-than-it-owes",
                id,
                0,
                left);
    }

    private static String words(long[] parts) {
        return "costs " + parts[0] + ", penalty " + parts[1] + ", interest " + parts[2] + ", principal " + parts[3];
    }

    // The memo ledger

    private void journal() {
        var totals = new HashMap<String, Long>();
        entries.values().stream().flatMap(List::stream).forEach(entry -> {
            long balance = 0;
            for (Row line : postings.getOrDefault(entry.text("id"), List.of())) {
                balance += line.number("debit_minor") - line.number("credit_minor");
                findings.holds(
                        (line.number("debit_minor") > 0) != (line.number("credit_minor") > 0),
                        "I9-a-posting-is-a-debit-or-a-credit",
                        entry.text("id"),
                        "one of both",
                        line);
            }
            totals.merge("all", balance, Long::sum);
            findings.equal("I9-debits-are-credits", entry.text("kind") + " " + entry.text("id"), 0L, balance);
        });
        findings.equal("I9-debits-are-credits", "all entries", 0L, totals.getOrDefault("all", 0L));
        findings.audited(
                "journal entries",
                entries.values().stream().mapToLong(List::size).sum());
    }

    private Map<String, Long> lines(Row entry) {
        var lines = new TreeMap<String, Long>();
        for (Row line : postings.getOrDefault(entry.text("id"), List.of())) {
            lines.merge(line.text("account"), line.number("debit_minor") - line.number("credit_minor"), Long::sum);
        }
        lines.values().removeIf(balance -> balance == 0);
        return lines;
    }

    /// Every account of a loan from the facts: what went out, what came in, what was earned by the last entry.
    private void books(Loan loan, List<Row> all, List<Row> standing) {
        var booked = entries.getOrDefault(loan.id, List.of());
        var balances = new TreeMap<String, Long>();
        var byRepayment = new HashMap<String, Map<String, Long>>();
        LocalDate accrued = loan.start;
        int disbursements = 0;
        for (Row entry : booked) {
            var lines = lines(entry);
            lines.forEach((account, amount) -> balances.merge(account, amount, Long::sum));
            switch (entry.text("kind")) {
                case "DISBURSEMENT" -> disbursements++;
                case "REPAYMENT" -> {
                    byRepayment.put(entry.text("repayment"), lines);
                    accrued = entry.date("counts_from");
                }
                case "REVERSAL" -> {
                    findings.equal(
                            "a-reversal-is-the-exact-negative",
                            "repayment " + entry.text("repayment"),
                            negative(byRepayment.getOrDefault(entry.text("repayment"), Map.of())),
                            lines);
                    accrued = entry.date("business_date");
                }
                case "WRITE_OFF", "SHARE_PAYMENT" -> accrued = entry.date("business_date");
                default -> {}
            }
        }
        findings.equal("money-goes-out-once", "loan " + loan.id, 1, disbursements);
        for (Row payment : all) {
            findings.equal(
                    "each-payment-is-booked",
                    "repayment " + payment.text("id"),
                    bookedFor(payment),
                    byRepayment.get(payment.text("id")));
        }
        var expected = expected(loan, standing, accrued, booked);
        booked.stream()
                .filter(entry -> entry.text("kind").equals("WRITE_OFF"))
                .findFirst()
                .ifPresent(entry -> {
                    long lost = loan.principal
                            - before(all, entry.number("seq")).stream()
                                    .mapToLong(one -> one.number("principal_minor"))
                                    .sum();
                    expected.put("WRITTEN_OFF", lost);
                    expected.put("GIVEN_UP", -lost);
                });
        findings.equal("I9-the-accounts-are-what-happened", "loan " + loan.id, expected, nonZero(balances));
    }

    private static Map<String, Long> negative(Map<String, Long> lines) {
        var negative = new TreeMap<String, Long>();
        lines.forEach((account, amount) -> negative.put(account, -amount));
        return negative;
    }

    private static Map<String, Long> bookedFor(Row payment) {
        return nonZero(new TreeMap<>(Map.of(
                "RECEIVED", payment.number("received_minor"),
                "COSTS_DUE", -payment.number("costs_minor"),
                "PENALTY_DUE", -payment.number("penalty_minor"),
                "INTEREST_DUE", -payment.number("interest_minor"),
                "PRINCIPAL", -payment.number("principal_minor"),
                "REMAINDER", -payment.number("remainder_minor"))));
    }

    private static Map<String, Long> nonZero(TreeMap<String, Long> accounts) {
        accounts.values().removeIf(balance -> balance == 0);
        return accounts;
    }

    private static Map<String, Long> expected(Loan loan, List<Row> standing, LocalDate accrued, List<Row> booked) {
        var row = loan.row;
        long shared = row.number("shared_discount_minor") + row.number("shared_fees_minor");
        long sharePaid = row.isNull("share_paid") ? 0 : row.number("share_paid");
        boolean hasAccrued = booked.stream()
                .anyMatch(one -> Set.of("REPAYMENT", "REVERSAL", "WRITE_OFF", "SHARE_PAYMENT")
                        .contains(one.text("kind")));
        long[] earned = hasAccrued ? loan.earned(accrued, standing) : new long[LAW.size()];
        long sharedInterest = hasAccrued ? loan.sharedInterest(accrued, standing) : 0;
        long[] met = new long[LAW.size()];
        long received = sharePaid;
        long remainder = 0;
        for (Row one : standing) {
            long[] parts = parts(one);
            for (int i = 0; i < met.length; i++) {
                met[i] += parts[i];
            }
            received += one.number("received_minor");
            remainder += one.number("remainder_minor");
        }
        var accounts = new TreeMap<String, Long>();
        accounts.put("PRINCIPAL", loan.principal - met[3]);
        accounts.put("PAID_OUT", -row.number("net_minor"));
        accounts.put("DISCOUNT", -row.number("discount_minor"));
        accounts.put("FEES", -row.number("fees_minor"));
        accounts.put("SHARE_DUE", shared + sharedInterest - sharePaid);
        accounts.put("RECEIVED", received);
        accounts.put("REMAINDER", -remainder);
        var names = List.of("COSTS", "PENALTY", "INTEREST");
        for (int i = 0; i < names.size(); i++) {
            accounts.put(names.get(i) + "_DUE", earned[i] - met[i]);
            accounts.put(names.get(i), -earned[i]);
        }
        accounts.merge("INTEREST", -sharedInterest, Long::sum);
        return nonZero(accounts);
    }
}
